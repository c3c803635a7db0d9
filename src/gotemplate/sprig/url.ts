import { decode, encode } from "../text/bytes.ts";
import { percentEncode } from "../text/percent-encode.ts";
import { quote } from "../text/quote.ts";

/** The parts of a URL, decoded except for the query and what is opaque. Source: go net/url */
export interface Url {
  readonly scheme: string;
  /** `mailto:THIS`: everything after a scheme that no slash follows. */
  readonly opaque: string;
  readonly userinfo: string | undefined;
  readonly host: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

type Part = "path" | "host" | "userinfo" | "fragment";
/** What is unescaped in each part. */
const plain: Readonly<Record<Part, RegExp>> = {
  path: /[A-Za-z0-9\-_.~$&+,/:;=@]/,
  host: /[A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"]/,
  userinfo: /[A-Za-z0-9\-_.~$&+,;=]/,
  fragment: /[A-Za-z0-9\-_.~$&+,/:;=?@!()*]/,
};

class UrlError extends Error {}

/** The URL, or Go's words for what is wrong with it. */
export function parseUrl(text: string): Url | { readonly problem: string } {
  const hash = text.indexOf("#");
  const body = hash < 0 ? text : text.slice(0, hash);
  const url = attempt(body, () => parseBody(body));
  if (hash < 0 || "problem" in url) return url;
  return attempt(text, () => ({ ...url, fragment: unescapePart(text.slice(hash + 1), "fragment") }));
}

function attempt(text: string, parse: () => Url): Url | { readonly problem: string } {
  try {
    return parse();
  } catch (error) {
    if (error instanceof UrlError) return { problem: `parse ${quote(text)}: ${error.message}` };
    throw error;
  }
}

function parseBody(text: string): Url {
  const url = { scheme: "", opaque: "", userinfo: undefined, host: "", path: "", query: "", fragment: "" };
  if (hasControl(text)) throw new UrlError("net/url: invalid control character in URL");
  if (text === "*") return { ...url, path: "*" };
  if (text.startsWith(":")) throw new UrlError("missing protocol scheme");
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text)?.[1] ?? "";
  const behind = scheme === "" ? text : text.slice(scheme.length + 1);
  const mark = behind.indexOf("?");
  const rest = mark < 0 ? behind : behind.slice(0, mark);
  const parts = { ...url, scheme: scheme.toLowerCase(), query: mark < 0 ? "" : behind.slice(mark + 1) };
  if (!rest.startsWith("/")) {
    if (scheme !== "") return { ...parts, opaque: rest };
    if (rest.split("/")[0]!.includes(":")) throw new UrlError("first path segment in URL cannot contain colon");
  }
  if (!rest.startsWith("//") || (scheme === "" && rest.startsWith("///"))) return { ...parts, path: unescapePart(rest, "path") };
  const slash = rest.indexOf("/", 2);
  const authority = rest.slice(2, slash < 0 ? undefined : slash);
  return { ...parts, ...parseAuthority(parts.scheme, authority), path: slash < 0 ? "" : unescapePart(rest.slice(slash), "path") };
}

function hasControl(text: string): boolean {
  return [...text].some((char) => char < " " || char === "\x7f");
}

function parseAuthority(scheme: string, authority: string): { host: string; userinfo: string | undefined } {
  const at = authority.lastIndexOf("@");
  const host = parseHost(scheme, authority.slice(at + 1));
  if (at < 0) return { host, userinfo: undefined };
  const userinfo = authority.slice(0, at);
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(userinfo)) throw new UrlError("net/url: invalid userinfo");
  const colon = userinfo.indexOf(":");
  const parts = colon < 0 ? [userinfo] : [userinfo.slice(0, colon), userinfo.slice(colon + 1)];
  return { host, userinfo: parts.map((part) => percentEncode(unescapePart(part, "userinfo"), plain.userinfo)).join(":") };
}

function parseHost(scheme: string, host: string): string {
  const bracket = host.lastIndexOf("[");
  if (bracket > 0) throw new UrlError("invalid IP-literal");
  if (bracket === 0) {
    const close = host.lastIndexOf("]");
    if (close < 0) throw new UrlError("missing ']' in host");
    checkPort(host.slice(close + 1));
    return unescapePart(host, "host");
  }
  const strict = scheme === "http" || scheme === "https";
  const colon = strict ? host.indexOf(":") : host.lastIndexOf(":");
  if (colon >= 0) checkPort(host.slice(colon));
  return unescapePart(host, "host");
}

function checkPort(port: string): void {
  if (!/^(?::[0-9]*)?$/.test(port)) throw new UrlError(`invalid port ${quote(port)} after host`);
}

function unescapePart(text: string, part: Part): string {
  const bytes: number[] = [];
  const source = encode(text);
  for (let i = 0; i < source.length; i++) {
    const char = String.fromCharCode(source[i]!);
    if (char === "%") {
      const escaped = decode(source.subarray(i, i + 3));
      const isWrong = !/^%[0-9a-fA-F]{2}$/.test(escaped) || (part === "host" && Number.parseInt(escaped[1]!, 16) < 8 && escaped !== "%25");
      if (isWrong) throw new UrlError(`invalid URL escape ${quote(escaped)}`);
      bytes.push(Number.parseInt(escaped.slice(1), 16));
      i += 2;
    } else if (part === "host" && char < "\x80" && !plain.host.test(char))
      throw new UrlError(`invalid character ${quote(char)} in host name`);
    else bytes.push(source[i]!);
  }
  return decode(Uint8Array.from(bytes));
}

/** The host without its port and brackets. */
export function hostname(host: string): string {
  const bare = /^(.*?)(?::[0-9]*)?$/s.exec(host)![1]!;
  return bare.startsWith("[") && bare.endsWith("]") ? bare.slice(1, -1) : bare;
}

export function formatUrl(url: Url): string {
  const { scheme, opaque, userinfo, host, query } = url;
  let text = scheme === "" ? "" : `${scheme}:`;
  if (opaque !== "") text += opaque;
  else {
    const hasAuthority = host !== "" || userinfo !== undefined || (scheme !== "" && url.path !== "");
    if (hasAuthority) text += "//";
    if (userinfo !== undefined) text += `${userinfo}@`;
    text += percentEncode(host, plain.host);
    const path = url.path === "*" ? "*" : percentEncode(url.path, plain.path);
    if (path !== "" && !path.startsWith("/") && host !== "") text += "/";
    if (text === "" && path.split("/")[0]!.includes(":")) text += "./";
    text += path;
  }
  if (query !== "") text += `?${query}`;
  return url.fragment === "" ? text : `${text}#${percentEncode(url.fragment, plain.fragment)}`;
}
