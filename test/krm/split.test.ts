import { split } from "../../src/krm/split.ts";
import { assert, table } from "../cases.ts";

interface Row {
  readonly title: string;
  readonly text: string;
  /** The text of each part. */
  readonly parts: readonly string[];
  /** The parts with a fault. */
  readonly faults?: readonly number[];
  /** The keys around the items, where it is a list whose items are parts. */
  readonly list?: { readonly functionConfig?: string; readonly results?: string };
}

const head = "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n";

const rows: readonly Row[] = [
  { title: "nothing", text: "", parts: [] },
  { title: "comments alone", text: "# one\n---\n  # two\n", parts: [] },
  { title: "one document", text: "a: 1\n", parts: ["a: 1\n"] },
  { title: "documents", text: "a: 1\n---\nb: 1\n---\n---\nc: 1", parts: ["a: 1\n", "b: 1\n", "c: 1"] },
  { title: "a byte order mark", text: "\ufeffa: 1\n---\nb: 1\n", parts: ["a: 1\n", "b: 1\n"] },
  { title: "content behind the marker", text: "--- {a: 1}\n--- # c\nb: 1\n", parts: ["--- {a: 1}\n", "b: 1\n"], faults: [0] },
  { title: "the end of a document", text: "a: 1\n...\n# c\n---\nb: 1\n", parts: ["a: 1\n", "b: 1\n"] },
  {
    title: "text behind the end of a document",
    text: "a: 1\n...\n\nb: 1\n---\nc: 1\n",
    parts: ["a: 1\n", "\nb: 1\n", "c: 1\n"],
    faults: [1],
  },
  { title: "directives are a document for hosts", text: "%YAML 1.2\n---\na: 1\n", parts: ["%YAML 1.2\n", "a: 1\n"] },
  { title: "directives behind the end of a document", text: "a: 1\n...\n# c\n%YAML 1.2\n---\nb: 1\n", parts: ["a: 1\n", "b: 1\n"] },
  { title: "no document above its end", text: "# c\n...\n---\nb: 1\n", parts: ["...\n", "b: 1\n"], faults: [0] },
  { title: "what only looks like a marker", text: "a: |\n  ---\nb: ----\nc: ...\n", parts: ["a: |\n  ---\nb: ----\nc: ...\n"] },
  { title: "a marker with more behind it", text: "a: 1\n---x: 1\n---#c\nb: 1\n", parts: ["a: 1\n", "---x: 1\n", "b: 1\n"], faults: [1] },
  { title: "breaks of Windows", text: "a: 1\r\n---\r\nb: 1\r\n", parts: ["a: 1\r\n", "b: 1\r\n"] },
  { title: "items", text: `${head}items:\n- a: 1\n- b: 1\n`, parts: ["- a: 1\n", "- b: 1\n"], list: {} },
  {
    title: "items that are indented",
    text: `${head}items:\n  - a:\n    - x\n  # of b\n  - b: 1\n`,
    parts: ["  - a:\n    - x\n  # of b\n", "  - b: 1\n"],
    list: {},
  },
  {
    title: "no items, then other keys",
    text: `${head}items: [] # none\nresults:\n- c: 1\n`,
    parts: [],
    list: { results: "results:\n- c: 1\n" },
  },
  { title: "no items, at the end without a line break", text: `${head}items: []`, parts: [], list: {} },
  {
    title: "no items, then other keys with dashes",
    text: `${head}items: []\nfunctionConfig:\n- a\n`,
    parts: [],
    list: { functionConfig: "functionConfig:\n- a\n" },
  },
  { title: "no items", text: `${head}items: []\n`, parts: [], list: {} },
  {
    title: "what is around the items",
    text: `${head}functionConfig:\n  a: 1\nitems:\n- b: 1\nresults:\n- c: 1\n`,
    parts: ["- b: 1\n"],
    list: { functionConfig: "functionConfig:\n  a: 1\n", results: "results:\n- c: 1\n" },
  },
  { title: "a comment right behind the first ---", text: "---#c\na: 1\n", parts: ["---#c\na: 1\n"], faults: [0] },
  {
    title: "a comment right behind the second --- of two",
    text: "a: 1\n---\n---#c\nb: 1\n",
    parts: ["a: 1\n", "---#c\nb: 1\n"],
    faults: [1],
  },
  { title: "a comment right behind a --- that separates", text: "---\n---#c\nb: 1\n", parts: ["b: 1\n"] },
  { title: "a control character in a comment of its own", text: "a: 1\n---\n# \u0007\n", parts: ["a: 1\n", "# \u0007\n"], faults: [1] },
  { title: "a list in flow style is one document", text: `${head}items: [{a: 1}]\n`, parts: [`${head}items: [{a: 1}]\n`] },
  {
    title: "a List is one document",
    text: "apiVersion: v1\nkind: List\nitems:\n- a: 1\n",
    parts: ["apiVersion: v1\nkind: List\nitems:\n- a: 1\n"],
  },
  {
    title: "two lists are two documents",
    text: `${head}items:\n- a: 1\n---\n${head}items: []\n`,
    parts: [`${head}items:\n- a: 1\n`, `${head}items: []\n`],
  },
];

table("a text in parts", rows, {
  title: ({ title }) => title,
  run: ({ text: source, parts, list, faults = [] }) => {
    const manifest = split("f", source);
    const { text } = manifest;
    const slice = (range: { start: number; end: number } | undefined) => range && text.slice(range.start, range.end);
    assert.is((manifest.bom ? "\ufeff" : "") + text, source);
    assert.equal(manifest.parts.map(slice), parts);
    assert.equal(
      manifest.parts.flatMap(({ fault }, i) => (fault ? [i] : [])),
      faults,
    );
    assert.is(manifest.list === undefined, list === undefined);
    assert.is(slice(manifest.list?.functionConfig), list?.functionConfig);
    assert.is(slice(manifest.list?.results), list?.results);
  },
});
