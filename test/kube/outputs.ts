import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";

export interface Output {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
  readonly metadata?: { readonly name?: unknown; readonly annotations?: Readonly<Record<string, unknown>> | null } | null;
  readonly items?: readonly unknown[];
}

/** What podgraft is expected to write: every `expected.yaml`, and every manifest in a directory `.expected`. */
export function outputFiles(directory: string): readonly string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((path) => /(?:^|\/)expected\.yaml$/.test(path) || /(?:^|\/)\.expected\/.*\.ya?ml$/.test(path))
    .map((path) => join(directory, path))
    .sort();
}

/** The objects in a file, those in lists included. */
export function objectsIn(file: string): readonly Output[] {
  const documents = parseAllDocuments(readFileSync(file, "utf8"), { version: "1.1", merge: true, logLevel: "silent" });
  return documents.flatMap((document) => flattened(document.toJS()));
}

/** Those that carry podgraft's provenance. */
export function graftedObjectsIn(file: string): readonly Output[] {
  return objectsIn(file).filter(({ metadata }) => metadata?.annotations?.["podgraft.dev/provenance"]);
}

function flattened(value: unknown): readonly Output[] {
  if (typeof value !== "object" || value === null) return [];
  const { items } = value as Output;
  return Array.isArray(items) ? items.flatMap(flattened) : [value as Output];
}
