import { cpSync, lstatSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import { namesIn } from "./file-fault.ts";

/** The folder, in a temporary one, below which a mirrored directory has its real path. */
export const MIRROR = "mirror";

/** What a build never reads. */
const LEFT_OUT = new Set([".git", "node_modules"]);

/**
 * Copies a directory into a temporary folder, with one file replaced, and returns its path there. The copy has the same
 * surroundings: beside it and beside all its parent folders are links to what is there. So relative references still
 * work.
 */
export function mirrored(scratch: string, directory: string, replaced: { readonly file: string; readonly text: string }): string {
  const real = realpathSync(directory);
  const copy = linkedPath(join(scratch, MIRROR), real);
  const isCopied = (path: string) => {
    const stat = lstatSync(path);
    return !LEFT_OUT.has(basename(path)) && (stat.isFile() || stat.isDirectory() || stat.isSymbolicLink());
  };
  cpSync(real, copy, { recursive: true, verbatimSymlinks: true, filter: isCopied });
  writeFileSync(join(copy, replaced.file), replaced.text);
  return copy;
}

/** Makes the folders on a path, with links to everything beside them. */
function linkedPath(root: string, path: string): string {
  if (path === dirname(path)) return root;
  const parent = linkedPath(root, dirname(path));
  mkdirSync(parent, { recursive: true });
  for (const name of namesIn(dirname(path))) if (name !== basename(path)) symlinkSync(join(dirname(path), name), join(parent, name));
  return parent + sep + basename(path);
}
