/** Why no node can pull an image of this name, and the name that is probably meant. */
export interface ImageFault {
  /** What the name has to be: "a repository in lower case". */
  readonly expected: string;
  readonly proposed?: string;
}

/**
 * What keeps the kubelet from reading an image's name: it refuses the container with InvalidImageName, which the API server does
 * not foresee. Undefined where nothing does.
 *
 * Differs: a registry in upper case without a dot, which the kubelet takes for a host, is a fault as well.
 *
 * Source: github.com/distribution/reference normalize.go ParseNormalizedNamed, regexp.go; kubernetes pkg/kubelet/images/image_manager.go
 */
export function imageFault(image: string): ImageFault | undefined {
  if (image.trim() === "") return { expected: EXPECTED };
  if (image.length > LONGEST) return { expected: "an image with a repository of at most 255 characters" };
  if (isLeftOpen(image)) return { expected: `${EXPECTED}; it looks like a placeholder that nothing replaced` };
  const clean = image.replace(/[\s"'\u2018\u2019\u201c\u201d]/g, "");
  if (clean !== image) return proposing("an image without spaces and quotes", clean);
  const bare = image.replace(/^[a-z]{1,10}:\/\//i, "");
  if (bare !== image) return proposing("an image without the address's scheme", bare);
  if (/^[0-9a-f]{64}$/.test(image)) return { expected: `${EXPECTED}, not a digest alone` };
  const [name = "", digest, ...more] = image.split("@");
  if (more.length > 0 || (digest !== undefined && !isDigest(digest))) return { expected: DIGEST };
  const { path, tag } = parts(name);
  if (tag !== undefined && !/^\w[\w.-]{0,127}$/.test(tag)) return tagFault(image, { path, tag, digest });
  return repositoryFault(image, path);
}

/** Whether a later step of the build replaces the name: a placeholder, a name for the images of a kustomization, a program for ko. */
export function isLeftOpen(image: string): boolean {
  return /[{}$<>]|^ko:\/\/|^[A-Z][A-Z0-9_]*$/.test(image);
}

/** More than any registry, repository, tag and digest. */
const LONGEST = 1000;
const EXPECTED = "an image such as registry.example.com/team/app:1.2.3";
const DIGEST = "one digest, @sha256: with 64 digits from 0 to f";

/** `proposed` only where it is an image that can be pulled. */
function proposing(expected: string, proposed: string): ImageFault {
  const next = imageFault(proposed);
  const meant = next ? next.proposed : proposed;
  return meant === undefined ? { expected } : { expected, proposed: meant };
}

/** A colon before the last slash is a registry's port. */
function parts(name: string): { readonly path: string; readonly tag?: string } {
  const colon = name.indexOf(":", name.lastIndexOf("/") + 1);
  return colon < 0 ? { path: name } : { path: name.slice(0, colon), tag: name.slice(colon + 1) };
}

interface Tagged {
  readonly path: string;
  readonly tag: string;
  readonly digest: string | undefined;
}

function tagFault(image: string, { path, tag, digest }: Tagged): ImageFault {
  if (tag === "") return proposing("a tag after the colon", digest === undefined ? path : `${path}@${digest}`);
  if (tag.includes(":")) return { expected: "one tag, after the only colon of the last part" };
  if (tag.length > 128) return { expected: "a tag of at most 128 characters" };
  return proposing(
    "a tag of letters, digits, _, . and -",
    image.replace(`:${tag}`, `:${tag.replace(/^[^\w]+/, "").replace(/[^\w.-]/g, "-")}`),
  );
}

function repositoryFault(image: string, path: string): ImageFault | undefined {
  if (/^\/|\/$|\/\//.test(path))
    return proposing(
      "a repository without empty parts",
      image
        .replace(/^\/+/, "")
        .replace(/\/{2,}/g, "/")
        .replace(/\/(?=[:@]|$)/, ""),
    );
  const [first = "", ...rest] = path.split("/");
  const isRegistry = rest.length > 0 && (/[.:]/.test(first) || first === "localhost");
  if (isRegistry && !isHost(first)) return { expected: "a registry such as registry.example.com:5000" };
  const components = isRegistry ? rest : [first, ...rest];
  const repository = components.join("/");
  if (repository !== repository.toLowerCase())
    return proposing("a repository in lower case", image.replace(repository, repository.toLowerCase()));
  if (repository.length > 255) return { expected: "a repository of at most 255 characters" };
  if (components.every((component) => /^[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*$/.test(component))) return undefined;
  return { expected: "a repository of lower-case letters and digits, with ., _, __ or - between them" };
}

/** Source: regexp.go domainAndPort; IPv6 addresses are in brackets. */
function isHost(registry: string): boolean {
  const [, host = "", port] = /^(\[[0-9a-fA-F:]+\]|[^:]*)(?::(\d+))?$/.exec(registry) ?? [];
  if (host === "" || (port === undefined && registry.endsWith(":"))) return false;
  return host.startsWith("[") || host.split(".").every((label) => /^[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$/.test(label));
}

/** The algorithms that github.com/opencontainers/go-digest knows, with the digits that each has. */
const DIGITS: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

function isDigest(text: string): boolean {
  const colon = text.indexOf(":");
  const algorithm = text.slice(0, Math.max(colon, 0));
  const digits = text.slice(colon + 1);
  return Object.hasOwn(DIGITS, algorithm) && digits.length === DIGITS[algorithm] && /^[0-9a-f]+$/.test(digits);
}
