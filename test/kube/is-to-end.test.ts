import { isToEnd } from "../../src/kube/is-to-end.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

const rows: readonly (readonly [kind: string, restartPolicy: string | undefined, ends: boolean])[] = [
  ["Job", undefined, true],
  ["CronJob", "OnFailure", true],
  ["Pod", "Never", true],
  ["Pod", "OnFailure", true],
  ["Pod", "Always", false],
  ["Pod", undefined, false],
  ["Deployment", "Never", false],
];

table("pods that are there to end", rows, {
  title: ([kind, restartPolicy]) => `${kind} ${restartPolicy}`,
  run: ([kind, restartPolicy, ends]) => assert.is(isToEnd(toValue({ spec: { restartPolicy } }), kind), ends),
});
