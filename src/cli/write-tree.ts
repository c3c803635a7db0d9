import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { RenderedFile } from "../app/build/rendered-files.ts";
import { parseText } from "../app/embedded-yaml.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { at, isList } from "../value/value.ts";
import type { ChangedFile, Tree } from "./command-result.ts";
import { fileFault } from "./file-fault.ts";
import { removeLeftovers } from "./temporary-files.ts";
import { fastDisk, unwritable, writeFiles } from "./write-files.ts";

const INDEX = "kustomization.yaml";
const MARK = "# Written by podgraft build -o, which removes what is listed here and no longer built.\n";
const ANOTHERS = { problem: "it holds files that podgraft build -o did not write", fix: "name an empty directory, or one that it wrote" };
const UNCHANGED = "no file was changed";

/**
 * Writes the files of a directory, and a kustomization that lists them, for kubectl apply -k and Flux; then removes the
 * files that only an earlier kustomization lists. A directory with anything else in it is left alone; names that begin
 * with a dot don't matter. During the write, the kustomization lists both old and new files, so that a killed run can
 * be repeated.
 *
 * @returns what went wrong
 */
export function writeTree({ directory, files }: Tree): readonly Diagnostic[] {
  try {
    mkdirSync(directory, { recursive: true });
    const isFirst = !existsSync(join(directory, INDEX));
    const before = listedBefore(directory);
    if (!before) return [unwritable(directory, ANOTHERS, UNCHANGED)];
    const paths = files.map(({ path }) => path);
    const all = [...new Set([...before, ...paths])];
    const claimed = isFirst || all.length > before.length ? writeIndex(directory, all) : [];
    if (claimed.length > 0) return claimed;
    const folders = [...new Set(all.map((path) => dirname(join(directory, path))))];
    for (const folder of folders) mkdirSync(folder, { recursive: true });
    removeLeftovers([...new Set([directory, ...folders])]);
    const problems = write(directory, files);
    const kept = problems.length === 0 ? paths : all.filter((path) => before.includes(path) || existsSync(join(directory, path)));
    const isKept = new Set(kept);
    for (const path of before) if (!isKept.has(path)) rmSync(join(directory, path), { force: true });
    removeEmpty(folders);
    if (problems.length === 0) return writeIndex(directory, kept);
    if (isFirst && kept.length === 0) rmSync(join(directory, INDEX));
    else writeIndex(directory, kept);
    return problems;
  } catch (error) {
    return [unwritable(directory, fileFault(directory, error), "not all of it was written")];
  }
}

function writeIndex(directory: string, paths: readonly string[]): readonly Diagnostic[] {
  return write(directory, [{ path: INDEX, text: indexOf(paths) }]);
}

/** Writes the files that are not up to date: all of them, or none. */
function write(directory: string, files: readonly RenderedFile[]): readonly Diagnostic[] {
  const changed: ChangedFile[] = [];
  for (const { path, text } of files) {
    const file = join(directory, path);
    try {
      const isNew = lstatSync(file, { throwIfNoEntry: false }) === undefined;
      if (isNew || !existsSync(file) || readFileSync(file, "utf8") !== text) changed.push({ file, text, isNew });
    } catch (error) {
      return [unwritable(file, fileFault(file, error), UNCHANGED)];
    }
  }
  return writeFiles(changed, fastDisk);
}

/** The files that an earlier kustomization lists; undefined if the directory belongs to something else. */
function listedBefore(directory: string): readonly string[] | undefined {
  const names = readdirSync(directory).filter((name) => !name.startsWith("."));
  if (names.length === 0) return [];
  if (!names.includes(INDEX)) return undefined;
  const text = readFileSync(join(directory, INDEX), "utf8");
  if (!text.startsWith(MARK)) return undefined;
  const resources = at(parseText(text), "resources");
  // Only what podgraft may have written: nothing outside the directory is ever removed.
  return isList(resources) ? resources.flatMap((path) => (typeof path === "string" && isOwn(path) ? [path] : [])) : [];
}

function isOwn(path: string): boolean {
  return /^(?:[\w-][\w.-]*\/)?[\w-][\w.-]*\.yaml$/.test(path);
}

function indexOf(paths: readonly string[]): string {
  const list = paths.length === 0 ? " []\n" : `\n${paths.map((path) => `- ${path}\n`).join("")}`;
  return `${MARK}apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:${list}`;
}

/** Removes empty folders. */
function removeEmpty(folders: readonly string[]): void {
  for (const folder of new Set(folders)) {
    try {
      rmdirSync(folder);
    } catch {
      // It is not empty.
    }
  }
}
