import { asWholeList, hasItems, sharesAnchors } from "../../src/krm/list.ts";
import { split } from "../../src/krm/split.ts";
import { readYaml } from "../../src/yaml/read-yaml.chunk.ts";
import { assert, suite, table } from "../cases.ts";

const head = "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n";

const anchors: readonly { readonly items: string; readonly asked: readonly number[]; readonly shares: boolean }[] = [
  { items: "- a: &x 1\n- b: *x\n", asked: [0], shares: true },
  { items: "- a: &x 1\n- b: *x\n", asked: [1], shares: false },
  { items: "- a: &x 1\n  b: *x\n- c: 1\n", asked: [0], shares: false },
  { items: "- a: &x 1\n- b: *y\n", asked: [0], shares: false },
  { items: "- a: x & y\n- b: 2 * 3\n", asked: [0, 1], shares: false },
];

table("items that name each other's anchors", anchors, {
  title: ({ items, asked }) => `${JSON.stringify(items)}, ${asked}`,
  run: ({ items, asked, shares }) => assert.is(sharesAnchors(split("f", `${head}items:\n${items}`), asked), shares),
});

suite("a list as one document", (test) => {
  const whole = (text: string) => asWholeList(split("f", text), readYaml);
  test("has one part, which is read", () => {
    const found = whole(`${head}items: [{a: 1}]\n`);
    assert.ok("manifest" in found);
    const { parts, list } = found.manifest;
    assert.equal([parts.length, parts[0]?.unit !== undefined, list], [1, true, { whole: true }]);
    assert.ok(hasItems(found.manifest, parts[0]?.unit));
  });
  test("has no items without the key", () => {
    const found = whole(`${head}functionConfig: {}\n`);
    assert.ok("manifest" in found);
    assert.not.ok(hasItems(found.manifest, found.manifest.parts[0]?.unit));
  });
  test("that is wrong is reported", () => assert.ok("diagnostics" in whole(`${head}items: [\n`)));
});
