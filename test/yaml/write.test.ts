import { parse } from "yaml";
import { toValue } from "../../src/value/value.ts";
import { collectionLines, entryText, flowText, itemText, type WriteStyle } from "../../src/yaml/write.ts";
import { assert, suite, table } from "../cases.ts";

const style: WriteStyle = { eol: "\n", step: 2, indentLists: false, json: false };

const rows: readonly { readonly title: string; readonly value: unknown; readonly style?: Partial<WriteStyle>; readonly text: string }[] = [
  { title: "nested", value: { a: { b: 1 }, c: [{ d: 1, e: 2 }, [1]] }, text: "a:\n  b: 1\nc:\n- d: 1\n  e: 2\n- - 1" },
  { title: "empty", value: { a: {}, b: [] }, text: "a: {}\nb: []" },
  { title: "lists indented", value: { a: [1] }, style: { indentLists: true }, text: "a:\n  - 1" },
  { title: "four spaces", value: { a: { b: [{ c: 1, d: 1 }] } }, style: { step: 4 }, text: "a:\n    b:\n    - c: 1\n      d: 1" },
  { title: "breaks of Windows", value: { a: { b: 1 } }, style: { eol: "\r\n" }, text: "a:\r\n  b: 1" },
  { title: "a literal", value: { a: "x\n\n  y\n", b: "x\ny" }, text: "a: |\n  x\n\n    y\nb: |-\n  x\n  y" },
  {
    title: "text that no literal carries",
    value: { a: " x\ny", b: "x\n \ny", c: "x\n\n" },
    text: 'a: " x\\ny"\nb: "x\\n \\ny"\nc: "x\\n\\n"',
  },
  { title: "text on one line", value: { a: "x\ny\n" }, style: { oneLine: true }, text: 'a: "x\\ny\\n"' },
  { title: "keys that need quotes", value: { yes: 1, "a b": 1, "1": 1 }, text: '"1": 1\n"yes": 1\na b: 1' },
];

table("block style", rows, {
  title: ({ title }) => title,
  run: ({ value, style: more, text }) => {
    const lines = collectionLines(toValue(value), { column: 0, style: { ...style, ...more } });
    assert.is(lines, text);
    assert.equal(parse(lines), value);
  },
});

suite("entries", (test) => {
  const value = toValue({ a: 1, b: { c: 1 } });
  test("go on at their column", () => assert.is(entryText("k", value, { column: 2, style }), "k:\n    a: 1\n    b:\n      c: 1"));
  test("of a list begin behind the dash", () => assert.is(itemText(value, { column: 2, style }), "- a: 1\n    b:\n      c: 1"));
});

suite("flow style", (test) => {
  const value = toValue({ a: [1, "x y", "{"], "b c": {} });
  test("quotes what has to be", () => assert.is(flowText(value, style), '{a: [1, x y, "{"], b c: {}}'));
  test("is JSON in JSON", () => assert.is(flowText(value, { ...style, json: true }), '{"a": [1, "x y", "{"], "b c": {}}'));
});
