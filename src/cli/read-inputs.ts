import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { NamedText } from "../app/named-text.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { type DirectoryFiles, directoryFiles, isWithin, outside } from "./directory-files.ts";
import { emptyInput, objectlessInput } from "./empty-input.ts";
import { type FileFault, fileFault } from "./file-fault.ts";
import { readText, unreadable } from "./read-text.ts";

export interface ReadOptions {
  /** Files, as absolute paths, that may be in a directory but are not input. */
  readonly except?: readonly string[];
  /** The real path of a directory that no link may lead out of. */
  readonly within?: string;
  /** Ignore subdirectories. */
  readonly isShallow?: boolean;
  /** Refuse standard input, a file or a directory without a single document. */
  readonly refusesEmpty?: boolean;
}

/** What was read, or all reasons why it cannot be read; and what was left out. */
export interface Inputs {
  readonly inputs: readonly NamedText[];
  readonly diagnostics: readonly Diagnostic[];
  readonly notes: readonly Diagnostic[];
}

/** The texts that `-f` names, in order and each once. */
export function readInputs(files: readonly string[], options: ReadOptions = {}): Inputs {
  const seen = new Set<string>();
  const read = files.map((file) => readInput(file, options, seen));
  return {
    inputs: read.flatMap(({ inputs }) => inputs),
    diagnostics: read.flatMap(({ diagnostics }) => diagnostics),
    notes: read.flatMap(({ notes }) => notes),
  };
}

function readInput(file: string, { except = [], within, isShallow = false, refusesEmpty = false }: ReadOptions, seen: Set<string>): Inputs {
  const found = expand(file, { except, within, isShallow });
  const fresh = found.paths.filter((path) => isNew(path === "-" ? path : resolve(path), seen));
  const results = fresh.map((path) =>
    within === undefined || isWithin(path, within) ? readText(path) : { diagnostics: [outside(path, within)] },
  );
  const inputs = results.flatMap((result) => ("text" in result ? [result] : []));
  const empty = refusesEmpty ? emptyInput(file, inputs) : undefined;
  const unread = results.flatMap((result) => ("text" in result ? [] : result.diagnostics));
  const objectless = refusesEmpty ? objectlessInput(file, inputs) : undefined;
  const notes = objectless ? [...found.notes, objectless] : found.notes;
  return { inputs, diagnostics: [...found.refused, ...unread, ...(empty ? [empty] : [])], notes };
}

function isNew(id: string, seen: Set<string>): boolean {
  const { size } = seen;
  return seen.add(id).size > size;
}

const NO_MANIFEST: FileFault = {
  problem: "the directory has no .yaml, .yml or .json file except the configuration, kustomizations and Kptfiles",
  fix: "name a file, or a directory with manifests",
};

/** A file itself, or the manifests of a directory. */
function expand(
  file: string,
  { except, within, isShallow }: { except: readonly string[]; within: string | undefined; isShallow: boolean },
): DirectoryFiles {
  try {
    if (file === "-" || !statSync(file).isDirectory()) return { paths: [file], refused: [], notes: [] };
    const found = directoryFiles(file, { except, within, isShallow });
    return found.paths.length > 0 || found.refused.length > 0 ? found : { ...found, refused: [unreadable(file, NO_MANIFEST)] };
  } catch (error) {
    return { paths: [], refused: [unreadable(file, fileFault(file, error))], notes: [] };
  }
}
