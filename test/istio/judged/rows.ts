import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** What Istio made of a workload: a pod template, a failure, or nothing. */
export interface Case {
  readonly input: string;
  readonly expected?: unknown;
  readonly error?: string;
  readonly skipped?: boolean;
}

export interface Row {
  readonly minor: string;
  readonly setting: string;
  readonly config: unknown;
  readonly context: readonly string[];
  readonly cases: readonly Case[];
}

/** See test/data/istio-judged/README.md. */
export const judgedRows: readonly Row[] = gunzipSync(readFileSync(join(import.meta.dirname, "../../data/istio-judged/rows.jsonl.gz")))
  .toString()
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Row);
