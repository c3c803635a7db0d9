import { parseDocument } from "yaml";
import type { Value } from "../../src/value/value.ts";
import { isPlainSafe, plainValue, quoted, scalarText } from "../../src/yaml/scalar.ts";
import { assert, table } from "../cases.ts";

/** A plain scalar, and what it means to Kubernetes. */
const plain: readonly (readonly [text: string, value: Value])[] = [
  ["a", "a"],
  ["yes", true],
  ["OFF", false],
  ["y", true],
  ["", null],
  ["~", null],
  ["NULL", null],
  ["nULL", "nULL"],
  ["0644", 420],
  ["0o17", 15],
  ["0x1F", 31],
  ["-0b11", -3],
  ["089", 89],
  ["1_000", 1000],
  ["1.10", 1.1],
  [".5", 0.5],
  ["1e3", 1000],
  ["1:30", "1:30"],
  ["2024-01-31", "2024-01-31"],
  ["9007199254740991", 9007199254740991],
  ["9007199254740993", 9007199254740993n],
  ["-.inf", Number.NEGATIVE_INFINITY],
  ["<<", "<<"],
  ["+", "+"],
  ["-", "-"],
  ["0x", "0x"],
  ["1.2.3", "1.2.3"],
];

table("what a plain scalar means", plain, { title: ([text]) => text, run: ([text, value]) => assert.is(plainValue(text), value) });

/** Scalars as they are written. */
const written: readonly (readonly [value: null | boolean | number | bigint | string, text: string])[] = [
  [null, "null"],
  [true, "true"],
  [1.5, "1.5"],
  [1e21, "1.0e+21"],
  [-0, "-0.0"],
  [Number.NaN, ".nan"],
  [2n ** 64n, "18446744073709551616"],
  ["web", "web"],
  ["100m", "100m"],
  ["nginx:1.27", "nginx:1.27"],
  ["--flag", "--flag"],
  ["", '""'],
  ["yes", '"yes"'],
  ["N", '"N"'],
  ["1", '"1"'],
  ["0644", '"0644"'],
  ["1:30", '"1:30"'],
  ["a: b", '"a: b"'],
  ["a #b", '"a #b"'],
  ["- a", '"- a"'],
  [" a", '" a"'],
  ['say "a"', `'say "a"'`],
  [`"a" isn't`, String.raw`"\"a\" isn't"`],
  ["a\nb", String.raw`"a\nb"`],
  ["\u0085\u2028\ufeff", String.raw`"\u0085\u2028\ufeff"`],
];

table("how a scalar is written", written, {
  title: ([value]) => String(JSON.stringify(typeof value === "bigint" ? String(value) : value)),
  run: ([value, text]) => {
    assert.is(scalarText(value), text);
    for (const version of ["1.1", "1.2"] as const)
      assert.equal(parseDocument(text, { version, intAsBigInt: typeof value === "bigint" }).toJS(), value, version);
  },
});

table(
  "texts that may be unquoted",
  [
    ["a", true],
    ["a".repeat(201), false],
    ["a:", false],
    ["a,b", false],
    ["a b", true],
    ["$(A)", false],
    ["/a/b", true],
    ["5", false],
    ["5Gi", true],
  ] as const,
  {
    title: ([text]) => text.slice(0, 10),
    run: ([text, safe]) => assert.is(isPlainSafe(text), safe),
  },
);

table(
  "quotes",
  [
    ["a", '"a"'],
    ['"', `'"'`],
    ['" ', String.raw`"\" "`],
  ] as const,
  {
    title: ([text]) => text,
    run: ([text, expected]) => assert.is(quoted(text), expected),
  },
);
