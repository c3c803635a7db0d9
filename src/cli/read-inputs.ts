import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import type { NamedText } from "../app/named-text.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { emptyInput } from "./empty-input.ts";
import { IGNORE_FILE, type Ignores, isControlFile, parseIgnoreFile } from "./ignore-file.ts";
import { readText, unreadable } from "./read-text.ts";

export interface ReadOptions {
  /** Files, as absolute paths, that a directory may hold and that are no input. */
  readonly except?: readonly string[];
  /** The real path of a directory out of which no link may lead. */
  readonly within?: string;
  /** Leave alone the directories in a directory. */
  readonly isShallow?: boolean;
  /** Refuse standard input, a file or a directory without a single document. */
  readonly refusesEmpty?: boolean;
}

const MANIFEST = /\.(?:ya?ml|json)$/;

/** The texts that `-f` names, in order and each once; or everything that keeps one from being read. */
export function readInputs(
  files: readonly string[],
  { except = [], within, isShallow = false, refusesEmpty = false }: ReadOptions = {},
): { inputs: readonly NamedText[]; diagnostics: readonly Diagnostic[] } {
  const seen = new Set<string>();
  const read = files.map((file) => {
    const found = expand(file, { except, isShallow });
    if ("problem" in found)
      return { inputs: [], diagnostics: [unreadable(file, found.problem, "a manifest, or a directory with manifests")] };
    const fresh = found.paths.filter((path) => isNew(path === "-" ? path : resolve(path), seen));
    const results = fresh.map((path) => (within === undefined || isWithin(path, within) ? readText(path) : outside(path)));
    const inputs = results.flatMap((result) => ("text" in result ? [result] : []));
    const empty = refusesEmpty ? emptyInput(file, inputs) : undefined;
    return {
      inputs,
      diagnostics: [...results.flatMap((result) => ("text" in result ? [] : result.diagnostics)), ...(empty ? [empty] : [])],
    };
  });
  return { inputs: read.flatMap(({ inputs }) => inputs), diagnostics: read.flatMap(({ diagnostics }) => diagnostics) };
}

function isNew(id: string, seen: Set<string>): boolean {
  const { size } = seen;
  return seen.add(id).size > size;
}

/** A file itself; a directory's manifests, those below it included, sorted; hidden and ignored ones left out. */
function expand(
  file: string,
  { except, isShallow }: { except: readonly string[]; isShallow: boolean },
): { paths: readonly string[] } | { problem: string } {
  if (file === "-") return { paths: ["-"] };
  try {
    if (!statSync(file).isDirectory()) return { paths: [file] };
    const paths = manifestsIn(file, { outer: [], isShallow }).filter((path) => !except.includes(resolve(path)));
    return paths.length === 0
      ? { problem: "the directory holds no .yaml, .yml or .json file besides the configuration, kustomizations and Kptfiles" }
      : { paths };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}

interface Scope {
  readonly directory: string;
  readonly ignores: Ignores;
}

function manifestsIn(directory: string, { outer, isShallow }: { outer: readonly Scope[]; isShallow: boolean }): readonly string[] {
  const own = join(directory, IGNORE_FILE);
  const scopes = existsSync(own) ? [...outer, { directory, ignores: parseIgnoreFile(readFileSync(own, "utf8")) }] : outer;
  const entries = readdirSync(directory, { withFileTypes: true }).filter(({ name }) => !name.startsWith(".") && !isControlFile(name));
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(directory, entry.name);
    const isIgnored = scopes.some((scope) => scope.ignores(relative(scope.directory, path).split(sep).join("/"), entry.isDirectory()));
    if (isIgnored) return [];
    if (entry.isDirectory()) return isShallow ? [] : manifestsIn(path, { outer: scopes, isShallow });
    return MANIFEST.test(entry.name) ? [path] : [];
  });
}

function isWithin(path: string, directory: string): boolean {
  try {
    return `${realpathSync(path)}${sep}`.startsWith(`${directory}${sep}`);
  } catch {
    // Reading it will tell why.
    return true;
  }
}

function outside(path: string): { diagnostics: readonly Diagnostic[] } {
  return { diagnostics: [unreadable(path, "it is a link that leads out of the repository", "a file in it")] };
}
