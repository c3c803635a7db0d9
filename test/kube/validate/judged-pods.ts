import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { validatePod } from "../../../src/kube/validate/validate-pod.ts";
import { toValue, type ValueMap } from "../../../src/value/value.ts";

/** A pod template, and what a server of Kubernetes 1.34 says where it refuses it. */
export interface JudgedRow {
  readonly what: string;
  readonly kind: string;
  readonly template: unknown;
  readonly server?: string;
}

/** The minor that the judge is of. */
export const JUDGED_MINOR = 34;

/** Written by tools/kube-judge/write-rows.ts with Kubernetes' own validation. */
export function judgedRows(): readonly JudgedRow[] {
  const text = gunzipSync(readFileSync(join(import.meta.dirname, "../../data/kube-judged/rows.jsonl.gz"))).toString("utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

export function isRefused({ kind, template }: JudgedRow): boolean {
  return validatePod(toValue(template) as ValueMap, { minor: JUDGED_MINOR, kind }).length > 0;
}
