import type { ListKeys } from "../../src/change/compare.ts";
import { schemaListKeys, workloadListKeys } from "../../src/kube/list-keys.ts";
import { podTemplateSchema } from "../../src/kube/schema.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, suite, table } from "../cases.ts";

const at = (keys: ListKeys, path: string) =>
  path.split(".").reduce((cursor, step) => (step === "[]" ? cursor.item() : cursor.field(step)), keys);

const rows: readonly (readonly [path: string, item: unknown, id: string | undefined])[] = [
  ["spec.containers", { name: "a" }, "a"],
  ["spec.containers.[].ports", { containerPort: 80 }, "80/TCP"],
  ["spec.containers.[].args", "a", undefined],
  ["spec.tolerations", { key: "a" }, undefined],
  ["spec.unknown", { name: "a" }, undefined],
];

table("what identifies an item of a pod", rows, {
  title: ([path]) => path,
  run: ([path, item, id]) => assert.is(at(schemaListKeys(podTemplateSchema), path).identify(toValue(item), 0), id),
});

suite("what identifies an item of a workload", (test) => {
  const keys = workloadListKeys([
    ["spec", "tasks", 0, "template"],
    ["spec", "tasks", 1, "template"],
  ]);
  test("on the way to a template is its index", () => assert.is(at(keys, "spec.tasks").identify(toValue({ name: "a" }), 1), "1"));
  test("in the template is its name", () =>
    assert.is(at(keys, "spec.tasks.[].template.spec.containers").identify(toValue({ name: "a" }), 1), "a"));
  test("elsewhere is nothing", () => assert.is(at(keys, "status.conditions").identify(toValue({ type: "a" }), 0), undefined));
});
