import { parse } from "yaml";
import { compare, noListKeys } from "../../src/change/compare.ts";
import { kustomizePatches } from "../../src/report/kustomize-patches.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, suite } from "../cases.ts";

suite("a kustomization's patches", (test) => {
  const patchOf = (identity: Parameters<typeof kustomizePatches>[0][number]["identity"], before: object, after: object) => {
    const text = kustomizePatches([{ identity, delta: compare(toValue(before), toValue(after), noListKeys)! }]);
    const { kind, patches } = parse(text) as { kind: string; patches: readonly { target: object; patch: string }[] };
    assert.equal([kind, patches.length], ["Kustomization", 1]);
    return { target: patches[0]?.target, patch: parse(patches[0]?.patch as string) };
  };
  const job = { apiVersion: "batch/v1", kind: "Job", name: "web.v1", namespace: "shop" };
  test("are strategic merge patches where one can say it, for exactly one object", () =>
    assert.equal(patchOf(job, { spec: { a: 1 } }, { metadata: { labels: { x: "y" } }, spec: { a: 2 } }), {
      target: { group: "batch", version: "v1", kind: "Job", name: "web\\.v1", namespace: "shop" },
      patch: { apiVersion: "batch/v1", kind: "Job", metadata: { name: "web.v1", labels: { x: "y" } }, spec: { a: 2 } },
    }));
  test("are JSON patches else", () =>
    assert.equal(patchOf({ apiVersion: "v1", kind: "Pod", name: "p" }, { spec: { c: [1] } }, { spec: { c: [1, 2] } }), {
      target: { version: "v1", kind: "Pod", name: "p" },
      patch: [{ op: "add", path: "/spec/c/1", value: 2 }],
    }));
  test("are empty where nothing changes", () => assert.equal(parse(kustomizePatches([])).patches, []));
});
