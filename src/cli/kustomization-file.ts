import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseText } from "../app/embedded-yaml.ts";
import { at, isList, isMap, type ValueMap } from "../value/value.ts";

/** The names that kustomize looks for, in its order. */
export const KUSTOMIZATION_NAMES = ["kustomization.yaml", "kustomization.yml", "Kustomization"] as const;

export interface KustomizationFile {
  readonly path: string;
  readonly value: ValueMap;
}

/** A directory's kustomization; undefined without one, or if it cannot be read. */
export function kustomizationIn(directory: string): KustomizationFile | undefined {
  for (const name of KUSTOMIZATION_NAMES) {
    const path = join(directory, name);
    const value = readValue(path);
    if (isMap(value)) return { path, value };
  }
  return undefined;
}

function readValue(path: string) {
  try {
    return parseText(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

/** The texts that a field of a kustomization lists. */
export function listed({ value }: KustomizationFile, field: "transformers" | "resources" | "components"): readonly string[] {
  const entries = at(value, field);
  return isList(entries) ? entries.filter((entry) => typeof entry === "string") : [];
}
