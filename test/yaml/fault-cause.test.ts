import { readYaml } from "../../src/yaml/read-yaml.chunk.ts";
import { assert, table } from "../cases.ts";

const helm = "the text is a Helm or Go template that was not rendered";
const indented = (found: string, expected: string, why = "no line above has the same") =>
  `the line is indented by ${found}, and ${why}; expected ${expected}`;

/** A text with a mistake of one kind, and the one thing that is reported about it: `^` in the text is where. */
const rows: readonly (readonly [text: string, message: string])[] = [
  ["a:\n  b: 1\n ^c: 2\n", indented("1 space", "0 or 2")],
  ["a:\n  b:\n  - c: 1\n   ^d: 2\n", indented("3 spaces", "2 or 4")],
  ["a: 1\n^b\nc: 2\n", "the line has no value; expected KEY: VALUE"],
  ["a: ^[1, 2\nb: 3\n", "the [ is not closed"],
  ["a: ^{b: 1\nc: 3\n", "the { is not closed"],
  ["a: [{b: 1}, ^{c: 2]\nd: 1\n", "the { is not closed"],
  ['a: ^"b\nc: 1\n', 'the " is not closed'],
  ["a: ^'b\nc: 1\n", "the ' is not closed"],
  ["a: ^b: c\n", 'an unquoted value contains ": "'],
  ["a: ^`b`\n", "an unquoted value begins with `"],
  ['a: "^\\d"\n', "text in double quotes has the escape \\d, which YAML does not have"],
  ['a: "b" ^c\n', "text follows the end of the value"],
  ["a: ^{{ .Values.b }}\n", helm],
  ["a: ^{{ .Values.b }}:{{ .Values.c }}\n", helm],
  ["a:\n  b: 1\n  ^{{- if .c }}\n  d: 1\n  {{- end }}\n", helm],
  ['a:\n  ^{{- include "b" . | nindent 2 }}\nc: 1\n', helm],
  ["a: 1\n^{% if b %}\nc: 1\n", "the text is a template that was not rendered"],
  ["a: 1\n^<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> topic\n", "the text has a merge conflict"],
];

table("the one cause of a fault in YAML", rows, {
  title: ([text]) => JSON.stringify(text),
  run: ([marked, message]) => {
    const offset = marked.indexOf("^");
    const text = marked.replace("^", "");
    const behind = `x: 1\n---\n`;
    for (const before of ["", behind]) {
      const range = { start: before.length, end: before.length + text.length };
      const { faults } = readYaml(before + text, range);
      assert.equal(
        faults?.map((fault) => [fault.offset - before.length, fault.message]),
        [[offset, message]],
      );
    }
  },
});
