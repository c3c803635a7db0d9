import { addedAround, inherited, isReplacement, type Layer, replacing, wrote, wroteExactly } from "../../src/graft/layer.ts";
import { layerOf } from "../../src/graft/layer-of.ts";
import { workloadListKeys } from "../../src/kube/list-keys.ts";
import { newMap, toValue, type Value } from "../../src/value/value.ts";
import { assert, suite, table } from "../cases.ts";

const shipper = toValue({ name: "shipper", image: "shipper:1" });
const layer = layerOf(
  "shipper",
  [
    { op: "add", path: ["spec", "containers", { item: "shipper" }], after: shipper, to: [] },
    { op: "set", path: ["spec", "priority"], before: 1, after: 2 },
  ],
  { keys: workloadListKeys([[]]), podTemplates: [] },
);

const item = "spec/containers/~:shipper";
const values: readonly [path: string, value: Value, some: boolean, exactly: boolean][] = [
  [item, shipper, true, false],
  [`${item}/image`, "shipper:1", true, true],
  [`${item}/image`, "shipper:2", false, false],
  [`${item}/env`, newMap(), true, false],
  ["spec/containers", [shipper], true, false],
  ["spec/containers/~:ship", shipper, false, false],
  ["spec/priority", 2, true, true],
  ["spec/priority", 3, true, false],
  ["spec/other", 2, false, false],
];

table("whether a layer wrote", values, {
  title: ([path, value]) => `${path} ${JSON.stringify(value)}`,
  run: ([path, value, some, exactly]) => {
    assert.is(wrote(layer, path, value), some);
    assert.is(wroteExactly(layer, path, value), exactly);
  },
});

suite("layers", (test) => {
  test("are around what they added", () =>
    assert.equal(
      [item, `${item}/env/x`, "spec/containers", `${item}2`].map((path) => addedAround(layer, path)),
      [true, true, false, false],
    ));
  test("know a replacement by both values, or by the new one in the first form", () => {
    assert.ok(isReplacement(replacing(1, 2), 2));
    assert.not.ok(isReplacement({ ...replacing(1, 2), old: 3 }, 2));
    assert.not.ok(isReplacement(replacing(1, 2), 1));
    assert.ok(isReplacement({ old: 30, digest: "NlVIyx" }, 60));
    assert.not.ok(isReplacement({ old: 30, digest: "NlVIyx" }, 61));
  });
  test("pass on what was there empty to those that stay, which are of today then", () => {
    const above: Layer = { ...layer, empty: new Map(), json: "{}" };
    const elsewhere: Layer = { ...above, added: new Map() };
    const left = inherited(new Map(Object.entries({ above, elsewhere })), layer);
    assert.equal([...layer.empty], [["spec/containers", []]]);
    assert.equal(left.get("above")?.empty, layer.empty);
    assert.is(left.get("above")?.json, undefined);
    const both: Layer = { ...above, empty: new Map([["spec/containers", null]]) };
    assert.is(inherited(new Map([["both", both]]), layer).get("both"), both);
    assert.is(left.get("elsewhere"), elsewhere);
  });
});
