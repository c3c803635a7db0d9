import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isMap, newMap, type Value } from "../../src/value/value.ts";

/** The folder of Istio's own cases, which lies beside the project where somebody put it. */
export const corpusFolder = process.env.PODGRAFT_CORPUS ?? join(import.meta.dirname, "../../../shared/corpus");
export const hasCorpus = existsSync(join(corpusFolder, "cases"));
export const noCorpus = `there is no folder ${corpusFolder}`;

export interface CorpusCase {
  readonly name: string;
  readonly nativeSidecars?: boolean;
  readonly values?: unknown;
  readonly valuesSet?: readonly [readonly string[], unknown][];
  readonly templates?: Record<string, string>;
  readonly mesh?: unknown;
  readonly compliancePolicy?: string;
  readonly openshift?: boolean;
  readonly namespaceAnnotations?: Record<string, string>;
  readonly expectedError?: string | null;
  readonly expectedWarning?: string | null;
  readonly replaceConfig?: string;
}

/** The cases that need no template of their own. */
export function corpusCases(): readonly CorpusCase[] {
  return readdirSync(join(corpusFolder, "cases"))
    .sort()
    .map((name) => ({ ...(JSON.parse(readCorpus("cases", name, "case.json")) as CorpusCase), name }))
    .filter((found) => found.replaceConfig === undefined && Object.keys(found.templates ?? {}).length === 0);
}

export function readCorpus(...path: readonly string[]): string {
  return readFileSync(join(corpusFolder, ...path), "utf8");
}

/** A table of decisions.json or functions.json, its rows without type. */
// biome-ignore lint/suspicious/noExplicitAny: the rows of each table have a shape of their own
export function corpusTable(file: string, table: string): { rows: any[]; [key: string]: any } {
  return JSON.parse(readCorpus(file))[table];
}

/** RFC 7386: null removes. */
export function mergePatch(target: Value | undefined, patch: Value): Value {
  if (!isMap(patch)) return patch;
  const result = Object.assign(newMap(), isMap(target) ? target : undefined);
  for (const key of Object.keys(patch)) {
    if (patch[key] === null) delete result[key];
    else result[key] = mergePatch(result[key], patch[key] as Value);
  }
  return result;
}
