import { readdirSync } from "node:fs";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { fileFault } from "./file-fault.ts";
import { KUSTOMIZATION_NAMES } from "./kustomization-file.ts";
import { unreadable } from "./read-text.ts";

/** How podgraft gets the manifests of a directory. */
export type AppKind = "kustomize" | "helm" | "plain";

/** In this order: kustomize can build charts, and kpt packages may hold a kustomization for their users. */
const MARKS: readonly (readonly [string, AppKind])[] = [
  ...KUSTOMIZATION_NAMES.map((name) => [name, "kustomize"] as const),
  ["Chart.yaml", "helm"],
];

/** The file that shows a directory's kind, or the reason why it cannot be read. */
export function appKind(directory: string): { kind: AppKind } | { diagnostics: readonly Diagnostic[] } {
  try {
    const names = new Set(readdirSync(directory));
    return { kind: MARKS.find(([name]) => names.has(name))?.[1] ?? "plain" };
  } catch (error) {
    return { diagnostics: [unreadable(directory, fileFault(directory, error))] };
  }
}
