import { unreadableIn } from "../../src/yaml/unreadable.ts";
import { assert, table } from "../cases.ts";

/** A text, and the offset of what no YAML holds; none where all of it may be read. */
const rows: readonly { readonly title: string; readonly text: string; readonly offset?: number }[] = [
  { title: "a tab, a line break, characters of any plane", text: "a:\tb\r\n\u0085\u00a0é😀\n" },
  { title: "a byte order mark that begins the text", text: "\ufeffa: 1\n" },
  { title: "a byte order mark inside of the text", text: "a: \ufeff1\n", offset: 3 },
  { title: "a control character in a comment", text: "# \u0007\n", offset: 2 },
  { title: "half of a character", text: "a: \ud83d\n", offset: 3 },
];

table("characters that no YAML holds", rows, {
  title: ({ title }) => title,
  run: ({ text, offset }) => assert.is(unreadableIn(text, { start: 0, end: text.length })?.offset, offset),
});
