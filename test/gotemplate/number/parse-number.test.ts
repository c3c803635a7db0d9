import { type Parsed, parseFloat64, parseInt64, parseUint } from "../../../src/gotemplate/number/parse-number.ts";
import { assert, table } from "../../cases.ts";

/** A value, or the problem, or both for what is out of range. */
const short = <T>({ value, problem }: Parsed<T>): string =>
  [value === undefined ? "" : String(value), problem ?? ""].filter((part) => part !== "").join(" ");

const integers: readonly (readonly [text: string, base: number, parsed: string])[] = [
  ["10", 10, "10"],
  ["-10", 10, "-10"],
  ["+0", 10, "0"],
  ["010", 10, "10"],
  ["010", 0, "8"],
  ["0o17", 0, "15"],
  ["0x_1F", 0, "31"],
  ["1_000", 0, "1000"],
  ["1__0", 0, "syntax"],
  ["1_000", 10, "syntax"],
  ["", 10, "syntax"],
  ["12a", 10, "syntax"],
  ["9223372036854775807", 10, "9223372036854775807"],
  ["9223372036854775808", 10, "9223372036854775807 range"],
  ["-9223372036854775808", 10, "-9223372036854775808"],
  ["-9223372036854775809", 10, "-9223372036854775808 range"],
];

table("integers as Go's strconv reads them", integers, {
  title: ([text, base]) => `${text} of base ${base}`,
  run: ([text, base, parsed]) => assert.is(short(parseInt64(text, base)), parsed),
});

table(
  "unsigned integers",
  [
    ["18446744073709551615", "18446744073709551615"],
    ["18446744073709551616", "18446744073709551615 range"],
    ["-1", "syntax"],
  ] as const,
  {
    title: ([text]) => text,
    run: ([text, parsed]) => assert.is(short(parseUint(text)), parsed),
  },
);

const floats: readonly (readonly [text: string, parsed: string])[] = [
  ["1.5", "1.5"],
  ["1e3", "1000"],
  [".5", "0.5"],
  ["5.", "5"],
  ["1_0.5", "10.5"],
  ["1e400", "Infinity range"],
  ["-Inf", "-Infinity"],
  ["nan", "NaN"],
  ["+nan", "syntax"],
  ["0x1p-2", "0.25"],
  ["0x1.8p1", "3"],
  ["0x1", "syntax"],
  ["1e", "syntax"],
  ["", "syntax"],
];

table("floats as Go's strconv reads them", floats, {
  title: ([text]) => text || "empty",
  run: ([text, parsed]) => assert.is(short(parseFloat64(text)), parsed),
});
