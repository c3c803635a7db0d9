import { existsSync, readdirSync } from "node:fs";
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
  if (!existsSync(directory)) return { problem: `no such directory: ${directory}`, fix: `correct the path, or create ${directory}` };
  const list = file.split(",");
  if (list.length > 1 && list.every((part) => existsSync(part)))
    return { problem: "no such file or directory", fix: `name each file by itself: ${list.map((part) => `-f ${part}`).join(" ")}` };
  if (/[*?]/.test(file)) return { problem: "no file matches the pattern", fix: "correct the pattern, or name a directory" };
  const meant = nearest(basename(file), namesIn(directory));
  const problem = meant === undefined ? "no such file or directory" : `no such file or directory; did you mean ${join(directory, meant)}?`;
  return { problem, fix: "correct the path" };
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
