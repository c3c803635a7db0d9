import * as fc from "fast-check";
import { sprig } from "../../src/gotemplate/sprig/sprig.ts";
import { compile } from "../../src/gotemplate/template.ts";
import { assert, suite } from "../cases.ts";

const pieces = [
  "{{",
  "}}",
  "{{- ",
  " -}}",
  "if",
  "else",
  "end",
  "range",
  "with",
  "define",
  "template",
  "block",
  "break",
  ".",
  ".a",
  "$",
  "$x",
  ":=",
  "=",
  "|",
  "(",
  ")",
  "nil",
  "1",
  "-2.5",
  "'a'",
  '"s"',
  "`r`",
  "/*",
  "*/",
  " ",
  "\n",
  "print",
  "index",
  "and",
  "é",
  "\ud800",
  "dict",
  "list",
  "set",
  ",",
];
const text = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 })), { maxLength: 25 }).map((parts) => parts.join(""));

suite("whatever the text", (test) => {
  test("it is a template, or an error with a place", () => {
    fc.assert(
      fc.property(text, (source) => {
        const { template, error } = compile("any", source, { functions: sprig, limits: { steps: 5000 } });
        const failure = error ?? template.execute({ a: [1, "x"] }).error;
        if (failure === undefined) return;
        assert.ok(failure.message.startsWith("template: "), failure.message);
        assert.is(failure.template, "any");
        assert.ok(failure.line >= 1 && failure.line <= source.split("\n").length && failure.column >= 0);
      }),
      { numRuns: 1500, seed: 20 },
    );
  });
});
