import { readItem, readPart } from "../../src/krm/read.ts";
import { split } from "../../src/krm/split.ts";
import { readYaml } from "../../src/yaml/read-yaml.chunk.ts";
import { nodeValue } from "../../src/yaml/source-node.ts";
import { assert, suite, table } from "../cases.ts";

const values: readonly { readonly title: string; readonly text: string; readonly value: unknown }[] = [
  { title: "in block style", text: "a: 1\nb: [c]\n", value: { a: 1, b: ["c"] } },
  { title: "with an anchor", text: "a: &x {b: 1}\nc: *x\n", value: { a: { b: 1 }, c: { b: 1 } } },
  { title: "as JSON", text: '{"a": {"b": null}}', value: { a: { b: null } } },
];

table("a document", values, {
  title: ({ title }) => title,
  run: ({ text, value }) => {
    const manifest = split("f", text);
    const read = readPart(manifest, manifest.parts[0]!, readYaml);
    assert.ok("unit" in read);
    assert.equal(JSON.parse(JSON.stringify(nodeValue(read.unit.entry.value))), value);
  },
});

const faults: readonly { readonly text: string; readonly places: readonly string[] }[] = [
  { text: "a: 1\nb: [\n", places: ["2:4"] },
  { text: "x: 1\n---\na: *none\n", places: ["3:4"] },
  { text: "a: 1\na: 2\n", places: ["2:1"] },
];

table("a document that is wrong", faults, {
  title: ({ text }) => JSON.stringify(text),
  run: ({ text, places }) => {
    const manifest = split("f", text);
    const read = readPart(manifest, manifest.parts.at(-1)!, readYaml);
    assert.ok("diagnostics" in read);
    assert.equal(
      read.diagnostics.map(({ code, location }) => `${code} ${location?.file}:${location?.line}:${location?.column}`),
      places.map((place) => `InvalidInput f:${place}`),
    );
  },
});

suite("one item of a list", (test) => {
  const item = (text: string) => {
    const entry = readItem(text, readYaml);
    return entry && JSON.parse(JSON.stringify(nodeValue(entry.value)));
  };
  test("is read without the others", () => assert.equal(item("  - a: 1\n    b: &x 2\n"), { a: 1, b: 2 }));
  test("is undefined where there is no dash", () => assert.is(item("a: 1\n"), undefined));
});
