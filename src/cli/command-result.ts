import type { RenderedFile } from "../app/build/rendered-files.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";

/** What a command has found, before any of it is written. */
export interface CommandResult {
  /** For standard output, or the file that `-o` names. */
  readonly data?: string;
  /** What a host gets on standard output that sent a ResourceList; then `data` without -o goes to standard error. */
  readonly answer?: readonly string[];
  /** Files that change; they are written first. */
  readonly files?: readonly ChangedFile[];
  /** A directory that is written as a whole. */
  readonly tree?: Tree;
  readonly diagnostics: readonly Diagnostic[];
  /** The summary's first words; "" where there is nothing to sum up. */
  readonly done: string;
  /** The exit status. */
  readonly code: number;
  /** Present where the command line itself is wrong. */
  readonly problem?: string;
}

/** A directory and all that it is to hold. */
export interface Tree {
  readonly directory: string;
  readonly files: readonly RenderedFile[];
}

export interface ChangedFile {
  readonly file: string;
  readonly text: string;
  /** It is not there yet, and its folder is. */
  readonly isNew?: boolean;
}

/** Nothing was done: `code` 2 where something could not be read, 1 where a workload cannot be injected. */
export function failed(diagnostics: readonly Diagnostic[], code = 2): CommandResult {
  return { diagnostics, done: "nothing was changed", code };
}

/** The same with what was noticed while reading told first. */
export function noted(notes: readonly Diagnostic[], result: CommandResult): CommandResult {
  const broken = new Set(result.diagnostics.flatMap(({ severity, location }) => (severity === "error" ? [location?.file] : [])));
  // Of a file that cannot be read the error says enough.
  const left = notes.filter(({ code, location }) => code !== "NoKubernetesObject" || !broken.has(location?.file));
  return { ...result, diagnostics: [...left, ...result.diagnostics] };
}

export function usage(problem: string): CommandResult {
  return { diagnostics: [], done: "", code: 2, problem };
}

/** The exit status where nothing is done for errors: 2 where one is of the configuration, also in the mesh's own objects, else 1. */
export function errorCode(diagnostics: readonly Diagnostic[]): 1 | 2 {
  const isConfiguration = ({ severity, code, resource }: Diagnostic) =>
    severity === "error" && (resource === undefined || code === "InvalidConfiguration");
  return diagnostics.some(isConfiguration) ? 2 : 1;
}
