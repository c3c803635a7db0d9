import { existsSync, lstatSync, readdirSync, readlinkSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { nearest } from "../diagnostic/nearest.ts";

/** Why a file or directory cannot be read or written, and what to do about it. */
export interface FileFault {
  readonly problem: string;
  readonly fix?: string;
}

/** The fault that the system reported, without its error codes and call names. */
export function fileFault(file: string, error: unknown): FileFault {
  const { code = "", message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return absent(file);
  if (code === "EISDIR") return { problem: "it is a directory", fix: `name a file${within(file)}` };
  if (code === "ENOTDIR") return existsSync(file) ? { problem: "it is a file", fix: "name the directory that it is in" } : absent(file);
  const known = problems[code];
  return known ?? { problem: message.replace(/^[A-Z0-9]+: /, "").replace(/, \w+(?: '.*)?$/s, "") };
}

const problems: Readonly<Record<string, FileFault>> = {
  EACCES: { problem: "permission denied", fix: "correct its permissions" },
  EPERM: { problem: "permission denied", fix: "correct its permissions" },
  ENOSPC: { problem: "no space is left on the disk", fix: "make room there" },
  EROFS: { problem: "the disk is read-only", fix: "name another place" },
  ELOOP: { problem: "its symbolic links form a circle", fix: "correct the links" },
};

/** The existing name that was probably meant, or the directory that is missing. */
function absent(file: string): FileFault {
  const directory = dirname(file);
  const target = linkTarget(file);
  if (target !== undefined) return { problem: `it is a symbolic link to ${target}, which does not exist`, fix: "correct the link" };
  if (/^~|\$[{\w]/.test(file))
    return {
      problem: "no such file or directory; the shell did not replace its ~ or variables",
      fix: "leave out the quotes, or use double quotes for variables",
    };
  if (!existsSync(directory)) {
    const near = nameNear(basename(directory), dirname(directory));
    if (near !== undefined && near !== basename(directory))
      return { problem: `no such directory: ${directory}; did you mean ${join(dirname(directory), near)}?`, fix: "correct the path" };
    return { problem: `no such directory: ${directory}`, fix: `correct the path, or create ${directory}` };
  }
  const list = file.split(",");
  if (list.length > 1 && list.every((part) => existsSync(part)))
    return { problem: "no such file or directory", fix: `name each file by itself: ${list.map((part) => `-f ${part}`).join(" ")}` };
  if (/[*?]/.test(file)) return { problem: "no file matches the pattern", fix: "correct the pattern, or name a directory" };
  const meant = nameNear(basename(file), directory);
  const problem = meant === undefined ? "no such file or directory" : `no such file or directory; did you mean ${join(directory, meant)}?`;
  return { problem, fix: "correct the path" };
}

/** Where a link leads that leads nowhere. */
function linkTarget(file: string): string | undefined {
  try {
    return lstatSync(file).isSymbolicLink() ? readlinkSync(file) : undefined;
  } catch {
    return undefined;
  }
}

/** The name in a directory that was probably meant, whatever its case. */
export function nameNear(name: string, directory: string): string | undefined {
  const names = namesIn(directory);
  return names.find((other) => other.toLowerCase() === name.toLowerCase()) ?? nearManifest(name, names) ?? nearOther(name, names);
}

/** A manifest's extension does not count as letters that agree. */
function nearManifest(name: string, names: readonly string[]): string | undefined {
  if (!isManifestName(name)) return undefined;
  const manifests = names.filter(isManifestName);
  const stem = nearest(stemOf(name), manifests.map(stemOf));
  return stem === undefined ? undefined : manifests.find((other) => stemOf(other) === stem);
}

function nearOther(name: string, names: readonly string[]): string | undefined {
  return nearest(name, isManifestName(name) ? names.filter((other) => !isManifestName(other)) : names);
}

function stemOf(name: string): string {
  return name.replace(/\.[a-z]+$/, "");
}

/** Whether a path is that of a directory; one that may not be looked at counts as a file, of which reading it tells more. */
export function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Whether a file in a directory is read as manifests. */
export function isManifestName(name: string): boolean {
  return /\.(?:ya?ml|json)$/.test(name);
}

function within(directory: string): string {
  const names = namesIn(directory).filter(isManifestName);
  return names.length === 1 ? `: ${join(directory, names[0] as string)}` : " in it";
}

/** The names in a directory; empty if it may not be read. */
export function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
