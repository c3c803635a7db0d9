import ignore from "ignore";
import { KUSTOMIZATION_NAMES } from "./kustomization-file.ts";

/** The file in a directory that lists what is left alone in it and below. */
export const IGNORE_FILE = ".podgraftignore";

/** Files of kustomize or kpt themselves, which are not resources. */
const CONTROL_FILES: ReadonlySet<string> = new Set([...KUSTOMIZATION_NAMES, "Kptfile"]);

/** Whether a path below the directory of an ignore file, with `/` between its parts, is left alone. */
export type Ignores = (path: string, isDirectory: boolean) => boolean;

export function isControlFile(name: string): boolean {
  return CONTROL_FILES.has(name);
}

/** The lines of an ignore file, which are those of a `.gitignore`. */
export function parseIgnoreFile(text: string): Ignores {
  const rules = ignore({ ignorecase: false }).add(text);
  return (path, isDirectory) => rules.ignores(isDirectory ? `${path}/` : path);
}
