import { dict, fn, nilPointerError, str } from "../define.ts";
import { entry, kindOf, textOf } from "../value/inspect.ts";
import { type Func, FuncError, newMap, type PlainMap } from "../value/value.ts";
import { formatUrl, hostname, parseUrl, type Url } from "./url.ts";

function parts(text: string): PlainMap {
  const url = parseUrl(text);
  if ("problem" in url) throw new FuncError(`unable to parse url: ${url.problem}`);
  const { scheme, host, path, query, opaque, fragment, userinfo = "" } = url;
  return Object.assign(newMap(), { scheme, host, hostname: hostname(host), path, query, opaque, fragment, userinfo });
}

function part(map: PlainMap, key: string): string {
  if (!Object.hasOwn(map, key)) return "";
  const value = entry(map, key);
  if (value === null || value === undefined) throw nilPointerError();
  return textOf(value) ?? fail(`unable to parse ${key} key, must be of type string, but ${kindOf(value)} found`);
}

function fail(message: string): never {
  throw new FuncError(message);
}

function join(map: PlainMap): string {
  const [scheme, host, path, query, opaque, fragment] = ["scheme", "host", "path", "query", "opaque", "fragment"].map((key) =>
    part(map, key),
  ) as [string, string, string, string, string, string];
  const url: Url = { scheme, host, path, query, opaque, fragment, userinfo: userinfoOf(part(map, "userinfo")) };
  return formatUrl(url);
}

function userinfoOf(text: string): string | undefined {
  if (text === "") return undefined;
  const url = parseUrl(`proto://${text}@host`);
  return "problem" in url ? fail(`unable to parse userinfo in dict: ${url.problem}`) : url.userinfo;
}

export const urls: Readonly<Record<string, Func>> = {
  urlParse: fn([str], ([text]) => parts(text)),
  urlJoin: fn([dict], ([map]) => join(map)),
};
