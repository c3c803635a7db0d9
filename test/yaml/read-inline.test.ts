import { inlineValue } from "../../src/yaml/read-inline.ts";
import { nodeValue } from "../../src/yaml/source-node.ts";
import { assert, table } from "../cases.ts";

/** A text, its value and where that ends; undefined if only the full reader knows. */
const rows: readonly (readonly [text: string, value: unknown, rest?: string])[] = [
  ["x y # c", "x y", " # c"],
  ["1\n", 1, "\n"],
  ["a: b", undefined],
  ["&x 1", undefined],
  ['"a\\tb" ', "a\tb", " "],
  ['"a\\x41"', undefined],
  ['"a', undefined],
  ["'it''s',", "it's", ","],
  ["{a: [1, 'b'], \"c\": {}}\n", { a: [1, "b"], c: {} }, "\n"],
  ["{a: 1, a: 2}", undefined],
  ["[a: 1]", undefined],
  ["{a}", undefined],
  ["[1,\n  2]", [1, 2], ""],
  ["[1,\n2]", undefined],
  ["[1,\n 2\n]", [1, 2], ""],
  ["[*x]", undefined],
  ["", undefined],
  ["[a:x]", undefined],
  ["{a:\n  b}", { a: "b" }, ""],
];

table("a value that begins on a line", rows, {
  title: ([text]) => JSON.stringify(text),
  run: ([text, value, rest]) => {
    const node = inlineValue(text, 0, { end: text.length, parentColumn: 0 });
    assert.equal(node && JSON.parse(JSON.stringify(nodeValue(node))), value);
    assert.is(node && text.slice(node.end), rest);
  },
});
