import { blankLines, entryLines, raised } from "../../src/yaml/layout.ts";
import { assert, suite, table } from "../cases.ts";
import { collectionOf } from "./nodes.ts";

/** A text, and what is above each entry, with it, and behind the last one. */
const rows: readonly {
  readonly title: string;
  readonly text: string;
  readonly entries: readonly (readonly [head: string, body: string])[];
  readonly rest: string;
}[] = [
  {
    title: "plain",
    text: "a: 1\nb: 1\n",
    entries: [
      ["", "a: 1\n"],
      ["", "b: 1\n"],
    ],
    rest: "",
  },
  {
    title: "a comment above belongs to the entry below",
    text: "# a\na: 1\n\n# b\nb: 1\n",
    entries: [
      ["# a\n", "a: 1\n"],
      ["\n# b\n", "b: 1\n"],
    ],
    rest: "",
  },
  {
    title: "a comment on the line",
    text: "a: 1 # a\nb: 1\n",
    entries: [
      ["", "a: 1 # a\n"],
      ["", "b: 1\n"],
    ],
    rest: "",
  },
  {
    title: "a deeper comment belongs to the entry above",
    text: "a:\n  x: 1\n  # x\n# b\nb: 1\n",
    entries: [
      ["", "a:\n  x: 1\n  # x\n"],
      ["# b\n", "b: 1\n"],
    ],
    rest: "",
  },
  { title: "what is behind the last entry", text: "- a\n  # of a\n# rest\n", entries: [["", "- a\n  # of a\n"]], rest: "# rest\n" },
  {
    title: "blank lines of a literal are its own",
    text: "a: |+\n  x\n\nb: 1\n",
    entries: [
      ["", "a: |+\n  x\n\n"],
      ["", "b: 1\n"],
    ],
    rest: "",
  },
  {
    title: "no break at the end",
    text: "- a\n- b",
    entries: [
      ["", "- a\n"],
      ["", "- b"],
    ],
    rest: "",
  },
];

table("which lines belong to which entry", rows, {
  title: ({ title }) => title,
  run: ({ text, entries, rest }) => {
    const lines = entryLines(text, collectionOf(text), { from: 0, limit: text.length });
    assert.equal(
      lines.map(({ headStart, headEnd, bodyEnd }) => [text.slice(headStart, headEnd), text.slice(headEnd, bodyEnd)]),
      entries,
    );
    assert.is(text.slice(lines.at(-1)?.bodyEnd), rest);
  },
});

suite("lines", (test) => {
  test("of comments are moved up to a column", () => assert.is(raised("    # a\n# b\n\n  # c\n", 2), "  # a\n# b\n\n  # c\n"));
  test("that are blank, from an offset on", () =>
    assert.equal([blankLines("\n \t\n  a", 0), blankLines("a", 0), blankLines(" \n ", 0)], ["\n \t\n", "", " \n "]));
});
