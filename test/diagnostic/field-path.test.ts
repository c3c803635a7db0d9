import { fieldPath } from "../../src/diagnostic/field-path.ts";
import { assert, table } from "../cases.ts";

const rows: readonly (readonly [outer: string, step: string | number, path: string])[] = [
  ["", "spec", "spec"],
  ["spec", "template", "spec.template"],
  ["containers", 0, "containers[0]"],
  ["metadata.labels", "app.kubernetes.io/name", "metadata.labels[app.kubernetes.io/name]"],
  ["", "a b", "[a b]"],
];

table("the path of a field", rows, { title: ([, , path]) => path, run: ([outer, step, path]) => assert.is(fieldPath(outer, step), path) });
