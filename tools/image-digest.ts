import { createHash } from "node:crypto";

/** `docker.io/library/node:24-bookworm-slim`, in its parts. */
interface ImageName {
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
}

/** The one registry whose address is not its name. */
const addresses: Readonly<Record<string, string>> = { "docker.io": "registry-1.docker.io" };

/** The lists of images for several platforms; a digest of one platform's image would tie the build to it. */
const LISTS = ["application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json"];

/** What of `fetch` is used. */
export type Get = (url: string, init: { headers: Record<string, string> }) => Promise<Response>;

/** Every image of a Dockerfile's `ARG NAME=image:tag@sha256:...` with the digest that its tag has now. */
export async function pinned(dockerfile: string, get: Get): Promise<string> {
  const lines = dockerfile.split("\n").map(async (line) => {
    const [, start, image] = /^(ARG \w+=)([^@\s]+)@sha256:[0-9a-f]{64}$/.exec(line) ?? [];
    return image === undefined ? line : `${start}${image}@${await digestOf(image, get)}`;
  });
  return (await Promise.all(lines)).join("\n");
}

/** The digest is reckoned from what the registry gives, not taken from what it says. */
async function digestOf(image: string, get: Get): Promise<string> {
  const { registry, repository, tag } = parseImage(image);
  const url = `https://${addresses[registry] ?? registry}/v2/${repository}/manifests/${tag}`;
  const headers = { accept: LISTS.join(", ") };
  const first = await get(url, { headers });
  const answer = first.status === 401 ? await get(url, { headers: { ...headers, authorization: await token(first, image, get) } }) : first;
  if (!answer.ok) throw new Error(`Cannot find ${image}: the registry answers ${answer.status}; expected its list of images`);
  const type = answer.headers.get("content-type")?.split(";")[0] ?? "nothing";
  if (!LISTS.includes(type))
    throw new Error(`Cannot pin ${image}: the registry gives ${type}; expected a list of images for several platforms`);
  return `sha256:${createHash("sha256")
    .update(new Uint8Array(await answer.arrayBuffer()))
    .digest("hex")}`;
}

/** What opens the door for anybody, as the registry's challenge says where to get it. */
async function token(challenged: Response, image: string, get: Get): Promise<string> {
  const challenge = challenged.headers.get("www-authenticate") ?? "";
  const { realm, ...query } = Object.fromEntries([...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value]));
  if (!challenge.startsWith("Bearer ") || !realm?.startsWith("https://"))
    throw new Error(
      `Cannot ask for ${image}: the registry wants ${challenge.split(" ")[0] || "nothing known"}; expected Bearer with a realm`,
    );
  const answer = await get(`${realm}?${new URLSearchParams(query)}`, { headers: {} });
  if (!answer.ok) throw new Error(`Cannot ask for ${image}: ${realm} answers ${answer.status}; expected a token`);
  const { token: found, access_token: other } = (await answer.json()) as { token?: string; access_token?: string };
  return `Bearer ${found ?? other}`;
}

function parseImage(image: string): ImageName {
  const [, registry, repository, tag] = /^([^/]+)\/([^:]+):(.+)$/.exec(image) ?? [];
  if (registry === undefined || repository === undefined || tag === undefined)
    throw new Error(`Cannot read the image ${image}; expected registry/repository:tag`);
  return { registry, repository, tag };
}
