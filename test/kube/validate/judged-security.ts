import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { podSecurityViolations } from "../../../src/kube/validate/pod-security.ts";
import { toValue, type ValueMap } from "../../../src/value/value.ts";
import { JUDGED_MINOR } from "./judged-pods.ts";

/** A pod template, and the minors of Kubernetes 1 by whose rules each level forbids it. */
export interface SecurityRow {
  readonly template: unknown;
  readonly baseline: readonly number[];
  readonly restricted: readonly number[];
}

/** Written by tools/kube-judge/write-security-rows.ts with Kubernetes' own policies. */
export function securityRows(): readonly SecurityRow[] {
  const text = gunzipSync(readFileSync(join(import.meta.dirname, "../../data/kube-judged/pod-security.jsonl.gz"))).toString("utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** The levels and minors of which podgraft thinks otherwise than Kubernetes. */
export function differing(row: SecurityRow): readonly string[] {
  const template = toValue(row.template) as ValueMap;
  return (["baseline", "restricted"] as const).flatMap((level) =>
    Array.from({ length: JUDGED_MINOR + 1 }, (_, minor) => minor).flatMap((minor) => {
      const isForbidden = podSecurityViolations(template, level, minor).length > 0;
      return isForbidden === row[level].includes(minor) ? [] : [`${level} 1.${minor}`];
    }),
  );
}
