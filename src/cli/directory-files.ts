import { existsSync, readdirSync, readFileSync, realpathSync, type Stats, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { isManifestName } from "./file-fault.ts";
import { IGNORE_FILE, type Ignores, isControlFile, parseIgnoreFile } from "./ignore-file.ts";
import { unreadable } from "./read-text.ts";

/** The files of a directory to read, what is refused, and what is left out. */
export interface DirectoryFiles {
  readonly paths: readonly string[];
  readonly refused: readonly Diagnostic[];
  readonly notes: readonly Diagnostic[];
}

interface Search {
  readonly except: readonly string[];
  /** The real path that no link may lead out of. */
  readonly within: string;
  readonly isShallow: boolean;
  readonly paths: string[];
  readonly refused: Diagnostic[];
  readonly notes: Diagnostic[];
}

/**
 * The manifests in a directory and its subdirectories, sorted, without hidden and ignored ones. Links to directories
 * are not followed.
 */
export function directoryFiles(
  directory: string,
  { except, within = realpathSync(directory), isShallow }: { except: readonly string[]; within?: string | undefined; isShallow: boolean },
): DirectoryFiles {
  const search: Search = { except, within, isShallow, paths: [], refused: [], notes: [] };
  searchIn(directory, [], search);
  return search;
}

interface Scope {
  readonly directory: string;
  readonly ignores: Ignores;
}

function searchIn(directory: string, outer: readonly Scope[], search: Search): void {
  const own = join(directory, IGNORE_FILE);
  const scopes = existsSync(own) ? [...outer, { directory, ignores: parseIgnoreFile(readFileSync(own, "utf8")) }] : outer;
  const entries = readdirSync(directory, { withFileTypes: true }).filter(({ name }) => !name.startsWith(".") && !isControlFile(name));
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(directory, entry.name);
    if (search.except.includes(resolve(path))) continue;
    if (scopes.some((scope) => scope.ignores(relative(scope.directory, path).split(sep).join("/"), entry.isDirectory()))) continue;
    if (entry.isDirectory()) {
      if (!search.isShallow) searchIn(path, scopes, search);
    } else if (entry.isSymbolicLink()) addLink(path, search);
    else if (isManifestName(path)) addFile(path, entry, search);
  }
}

function addLink(path: string, search: Search): void {
  const target = targetOf(path);
  const isDirectory = target?.isDirectory() === true;
  if (!isDirectory && !isManifestName(path)) return;
  if (!isWithin(path, search.within)) search.refused.push(outside(path, search.within));
  else if (!isDirectory) addFile(path, target, search);
}

function targetOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** A broken link counts as a file: reading it reports why. */
function addFile(path: string, kind: Pick<Stats, "isFile" | "isFIFO" | "isSocket"> | undefined, { paths, notes }: Search): void {
  if (!kind || kind.isFile()) {
    paths.push(path);
    return;
  }
  const name = kind.isFIFO() ? "a FIFO" : kind.isSocket() ? "a socket" : "a device";
  notes.push(
    diagnostic("SkippedFile", {
      message: `${path} is ${name}, not a file; it is not read`,
      fix: "replace it with a file, or name it with -f",
      location: { file: path },
    }),
  );
}

/** Whether a path's real path is in a directory; true for a path that does not exist. */
export function isWithin(path: string, directory: string): boolean {
  try {
    return `${realpathSync(path)}${sep}`.startsWith(directory.endsWith(sep) ? directory : `${directory}${sep}`);
  } catch {
    // Reading it will report why.
    return true;
  }
}

/** An error: a link leads to a place that may not be read. */
export function outside(path: string, directory: string): Diagnostic {
  const fix = `copy the file into ${directory}, name it with -f, or list the link in ${IGNORE_FILE}`;
  return unreadable(path, { problem: `it is a link that leads out of ${directory}`, fix });
}
