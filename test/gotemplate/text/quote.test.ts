import { canBackquote, quote, quoteRune } from "../../../src/gotemplate/text/quote.ts";
import { unquote } from "../../../src/gotemplate/text/unquote.ts";
import { assert, table } from "../../cases.ts";

/** A text, as Go quotes it, and in ASCII alone. */
const rows: readonly (readonly [text: string, quoted: string, ascii?: string])[] = [
  ["a 'b'", `"a 'b'"`],
  ['"\\', String.raw`"\"\\"`],
  ["\n\t\u0007\u0001\u007f", String.raw`"\n\t\a\x01\x7f"`],
  ["é", '"é"', String.raw`"\u00e9"`],
  ["😀", '"😀"', String.raw`"\U0001f600"`],
  ["\u2028\ufeff", String.raw`"\u2028\ufeff"`],
];

table("a text in Go's quotes", rows, {
  title: ([, quoted]) => quoted,
  run: ([text, quoted, ascii = quoted]) => {
    assert.equal([quote(text), quote(text, true)], [quoted, ascii]);
    assert.equal([unquote(quoted), unquote(ascii)], [text, text]);
  },
});

table(
  "a character in Go's quotes",
  [
    [97, "'a'"],
    [39, String.raw`'\''`],
    [34, `'"'`],
    [10, String.raw`'\n'`],
    [0xd800, "'\ufffd'"],
    [0x110000, "'\ufffd'"],
  ] as const,
  {
    title: ([, quoted]) => quoted,
    run: ([code, quoted]) => assert.is(quoteRune(code), quoted),
  },
);

table(
  "texts between back quotes",
  [
    ["a\tb", true],
    ["`", false],
    ["a\n", false],
    ["\ufeff", false],
    ["é", true],
  ] as const,
  {
    title: ([text]) => JSON.stringify(text),
    run: ([text, can]) => assert.is(canBackquote(text), can),
  },
);
