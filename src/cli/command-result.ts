import type { RenderedFile } from "../app/build/rendered-files.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";

/** A command's result, before any of it is written. */
export interface CommandResult {
  /** For standard output, or the file that `-o` names. */
  readonly data?: string;
  /**
   * What a host that sent a ResourceList gets on standard output; then `data` goes to standard error unless there is
   * -o.
   */
  readonly answer?: readonly string[];
  /** Files that change; they are written first. */
  readonly files?: readonly ChangedFile[];
  /** A directory that is written as a whole. */
  readonly tree?: Tree;
  readonly diagnostics: readonly Diagnostic[];
  /** The summary's first words; "" if there is nothing to sum up. */
  readonly done: string;
  /** The exit status. */
  readonly code: number;
  /** Present if the command line itself is wrong. */
  readonly problem?: string;
}

/** A directory and its new content. */
export interface Tree {
  readonly directory: string;
  readonly files: readonly RenderedFile[];
}

export interface ChangedFile {
  readonly file: string;
  readonly text: string;
  /** It does not exist yet, but its parent does. */
  readonly isNew?: boolean;
}

/** Nothing was done: `code` is 2 if something could not be read, 1 if a workload cannot be injected. */
export function failed(diagnostics: readonly Diagnostic[], code = 2): CommandResult {
  return { diagnostics, done: "nothing was changed", code };
}

/** The same, with findings from reading first. */
export function noted(notes: readonly Diagnostic[], result: CommandResult): CommandResult {
  const broken = new Set(result.diagnostics.flatMap(({ severity, location }) => (severity === "error" ? [location?.file] : [])));
  // For a file that cannot be read, the error is enough.
  const left = notes.filter(({ code, location }) => code !== "NoKubernetesObject" || !broken.has(location?.file));
  return { ...result, diagnostics: [...left, ...result.diagnostics] };
}

export function usage(problem: string): CommandResult {
  return { diagnostics: [], done: "", code: 2, problem };
}

/**
 * The exit status if errors kept everything from being done: 2 if one is in the configuration or in the mesh's own
 * objects, otherwise 1.
 */
export function errorCode(diagnostics: readonly Diagnostic[]): 1 | 2 {
  const isConfiguration = ({ severity, code, resource }: Diagnostic) =>
    severity === "error" && (resource === undefined || code === "InvalidConfiguration");
  return diagnostics.some(isConfiguration) ? 2 : 1;
}
