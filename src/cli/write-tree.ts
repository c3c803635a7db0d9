import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { RenderedFile } from "../app/build/rendered-files.ts";
import { parseText } from "../app/embedded-yaml.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { at, isList } from "../value/value.ts";
import type { Tree } from "./command-result.ts";
import { fileFault } from "./file-fault.ts";
import { unwritable, writeFiles } from "./write-files.ts";

const INDEX = "kustomization.yaml";
const MARK = "# Written by podgraft build -o, which removes what is listed here and no longer built.\n";
const ANOTHERS = { problem: "it holds files that podgraft build -o did not write", fix: "name an empty directory, or one that it wrote" };
const UNCHANGED = "no file was changed";

/**
 * Writes the files of a directory, and a kustomization that lists them, for kubectl apply -k and Flux; then removes what an
 * earlier one lists. A directory that holds anything else is left alone, but for names that begin with a dot.
 *
 * @returns what went wrong
 */
export function writeTree({ directory, files }: Tree): readonly Diagnostic[] {
  const created: string[] = [];
  try {
    mkdirSync(directory, { recursive: true });
    const before = listedBefore(directory);
    if (!before) return [unwritable(directory, ANOTHERS, UNCHANGED)];
    const all = [...files, { path: INDEX, text: indexOf(files) }].map(({ path, text }) => ({ file: join(directory, path), text }));
    for (const { file } of all) if (create(file)) created.push(file);
    const problems = writeFiles(all);
    if (problems.length > 0) remove(created);
    else remove(before.filter((path) => !files.some((file) => file.path === path)).map((path) => join(directory, path)));
    return problems;
  } catch (error) {
    remove(created);
    return [unwritable(directory, fileFault(directory, error), UNCHANGED)];
  }
}

/** The files that an earlier one lists; undefined where the directory is another's. */
function listedBefore(directory: string): readonly string[] | undefined {
  const names = readdirSync(directory).filter((name) => !name.startsWith("."));
  if (names.length === 0) return [];
  if (!names.includes(INDEX)) return undefined;
  const text = readFileSync(join(directory, INDEX), "utf8");
  if (!text.startsWith(MARK)) return undefined;
  const resources = at(parseText(text), "resources");
  // Only what may have been written: nothing outside of the directory is ever removed.
  return isList(resources) ? resources.flatMap((path) => (typeof path === "string" && isOwn(path) ? [path] : [])) : [];
}

function isOwn(path: string): boolean {
  return /^(?:[\w-][\w.-]*\/)?[\w-][\w.-]*\.yaml$/.test(path);
}

function indexOf(files: readonly RenderedFile[]): string {
  const list = files.length === 0 ? " []\n" : `\n${files.map(({ path }) => `- ${path}\n`).join("")}`;
  return `${MARK}apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:${list}`;
}

/** Makes an empty file, unless it exists. */
function create(file: string): boolean {
  mkdirSync(dirname(file), { recursive: true });
  try {
    closeSync(openSync(file, "wx"));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Removes files, and the folders that they leave empty. */
function remove(files: readonly string[]): void {
  for (const file of files) rmSync(file, { force: true });
  for (const folder of new Set(files.map(dirname))) {
    try {
      rmdirSync(folder);
    } catch {
      // It holds something else.
    }
  }
}
