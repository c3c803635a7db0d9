import { compare, noListKeys } from "../../src/change/compare.ts";
import { diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { asWholeList } from "../../src/krm/list.ts";
import { editedText, listText } from "../../src/krm/output.ts";
import { readPart } from "../../src/krm/read.ts";
import { split } from "../../src/krm/split.ts";
import { toValue } from "../../src/value/value.ts";
import { readYaml } from "../../src/yaml/read-yaml.chunk.ts";
import { nodeValue } from "../../src/yaml/source-node.ts";
import { assert, suite, table } from "../cases.ts";

const documents: readonly { readonly title: string; readonly text: string; readonly after: string }[] = [
  { title: "keeps the other documents", text: "x: 1 # x\n---\na: 1 # a\n---\ny: 1\n", after: "x: 1 # x\n---\na: 2 # a\n---\ny: 1\n" },
  { title: "keeps a byte order mark", text: "\ufeffx: 1\n---\na: 1\n", after: "\ufeffx: 1\n---\na: 2\n" },
  { title: "keeps the breaks of Windows", text: "x: 1\r\n---\r\na: 1\r\n", after: "x: 1\r\n---\r\na: 2\r\n" },
  { title: "adds no break at the end", text: "x: 1\n---\na: 1", after: "x: 1\n---\na: 2" },
  {
    title: "adds none behind lines with spaces between them",
    text: "x: 1\n---\na: 1\nb: |\n  y\n \n  z",
    after: "x: 1\n---\na: 2\nb: |\n  y\n \n  z",
  },
];

table("an edited document", documents, {
  title: ({ title }) => title,
  run: ({ text, after }) => {
    const manifest = split("f", text);
    const read = readPart(manifest, manifest.parts[1]!, readYaml);
    assert.ok("unit" in read);
    const before = nodeValue(read.unit.entry.value);
    const delta = compare(before, toValue({ ...(before as object), a: 2 }), noListKeys)!;
    assert.is(editedText(manifest, new Map([[1, read.unit]]), new Map([[1, [{ path: [], delta }]]])), after);
  },
});

suite("the results of a list", (test) => {
  const head = "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n";
  const results = [diagnostic("PortConflict", { message: "m" })];
  const written = "results:\n- message: m\n  severity: error\n  tags:\n    code: PortConflict\n";
  const printed = { parts: [], results };
  test("come at the end", () => {
    const text = `${head}items:\n- a: 1`;
    assert.is(listText(split("f", text), undefined, printed).join(""), `${text}\n${written}`);
  });
  test("come below the last line", () => {
    const text = `${head}items:\n- a: 1\n`;
    assert.is(listText(split("f", text), undefined, printed).join(""), text + written);
  });
  test("come in the place of earlier ones", () =>
    assert.is(
      listText(split("f", `${head}results:\n- message: old\nitems:\n- a: 1\n`), undefined, printed).join(""),
      `${head}${written}items:\n- a: 1\n`,
    ));
  test("earlier ones go where there is nothing to tell", () =>
    assert.is(
      listText(split("f", `${head}items: []\nresults:\n- message: old\n`), undefined, { ...printed, results: [] }).join(""),
      `${head}items: []\n`,
    ));
  test("come into a list that is one document, in its style", () => {
    const found = asWholeList(split("f", '{"kind": "ResourceList", "items": []}\n'), readYaml);
    assert.ok("manifest" in found);
    const text = listText(found.manifest, found.manifest.parts[0]!.unit!, printed).join("");
    assert.equal(JSON.parse(text), {
      kind: "ResourceList",
      items: [],
      results: [{ message: "m", severity: "error", tags: { code: "PortConflict" } }],
    });
  });
});
