import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { isMap, newMap, type Value } from "../../src/value/value.ts";

/** Istio's own test data, by path: see test/data/upstream/README.md. */
const corpus: Readonly<Record<string, string>> = JSON.parse(
  gunzipSync(readFileSync(join(import.meta.dirname, "../data/upstream/istio.json.gz"))).toString(),
);

export interface CorpusCase {
  readonly name: string;
  readonly nativeSidecars?: boolean;
  readonly values?: unknown;
  readonly valuesSet?: readonly [readonly string[], unknown][];
  readonly mesh?: unknown;
  readonly compliancePolicy?: string;
  readonly openshift?: boolean;
  readonly namespaceAnnotations?: Record<string, string>;
  readonly expectedError?: string | null;
  readonly expectedWarning?: string | null;
}

export function corpusCases(): readonly CorpusCase[] {
  const names = Object.keys(corpus).flatMap((path) => /^cases\/([^/]+)\/case\.json$/.exec(path)?.[1] ?? []);
  return names.map((name) => ({ ...(JSON.parse(readCorpus("cases", name, "case.json")) as CorpusCase), name }));
}

export function readCorpus(...path: readonly string[]): string {
  const text = corpus[path.join("/")];
  if (text === undefined) throw new Error(`Istio's test data has no ${path.join("/")}`);
  return text;
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
