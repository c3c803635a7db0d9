import * as z from "zod/mini";
import { labelSelector } from "../../src/kube/selector-config.ts";
import { assert, table } from "../cases.ts";

const rows: readonly (readonly [selector: unknown, isOne: boolean])[] = [
  [{}, true],
  [{ matchLabels: { app: "web" }, matchExpressions: [{ key: "tier", operator: "Exists" }] }, true],
  [{ matchExpressions: [{ key: "tier", operator: "In", values: ["a"] }] }, true],
  [{ matchExpressions: [{ key: "", operator: "Exists" }] }, false],
  [{ matchExpressions: [{ key: "tier", operator: "Equals" }] }, false],
  [{ matchLabels: { app: true } }, false],
  [{ app: "web" }, false],
];

table("a label selector", rows, {
  title: ([selector]) => JSON.stringify(selector),
  run: ([selector, isOne]) => assert.is(z.safeParse(labelSelector, selector).success, isOne),
});
