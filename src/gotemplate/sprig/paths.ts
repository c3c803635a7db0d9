import { fn, prefixed, str } from "../define.ts";
import type { Func } from "../value/value.ts";

/** Go's path.Clean: no `.`, no `..` that can be resolved, no double slashes; nothing left is ".". */
function cleanPath(path: string): string {
  const rooted = path.startsWith("/");
  const kept: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== ".." || (!rooted && (kept.length === 0 || kept.at(-1) === ".."))) kept.push(part);
    else kept.pop();
  }
  return (rooted ? "/" : "") + kept.join("/") || ".";
}

function base(path: string): string {
  if (path === "") return ".";
  let end = path.length;
  while (end > 0 && path[end - 1] === "/") end--;
  return end === 0 ? "/" : path.slice(path.lastIndexOf("/", end - 1) + 1, end);
}

function directory(path: string): string {
  return cleanPath(path.slice(0, path.lastIndexOf("/") + 1));
}

function extension(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot < 0 ? "" : name.slice(dot);
}

const of = (body: (path: string) => string): Func => fn([str], ([path]) => body(path));
const unix: Readonly<Record<string, Func>> = {
  base: of(base),
  dir: of(directory),
  clean: of(cleanPath),
  ext: of(extension),
  isAbs: fn([str], ([path]) => path.startsWith("/")),
};

/** The `os` functions go by Unix paths wherever they run. */
export const paths: Readonly<Record<string, Func>> = {
  ...unix,
  ...Object.fromEntries(Object.entries(unix).map(([name, func]) => [prefixed("os", name), func])),
};
