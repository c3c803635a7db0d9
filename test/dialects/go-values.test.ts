import { integerValue, parseGoBool, parseGoInt } from "../../src/dialects/go-values.ts";
import { assert, suite, table } from "../cases.ts";

// What Go 1.26 gives.
const rows: readonly { readonly text: string; readonly int?: bigint; readonly bool?: boolean }[] = [
  { text: "3600", int: 3600n },
  { text: "+3600", int: 3600n },
  { text: "-1", int: -1n },
  { text: "007", int: 7n },
  { text: "9223372036854775807", int: 9223372036854775807n },
  { text: "9223372036854775808" },
  { text: "-9223372036854775808", int: -9223372036854775808n },
  { text: "1_000" },
  { text: "1.0" },
  { text: " 1" },
  { text: "" },
  { text: "1", int: 1n, bool: true },
  { text: "T", bool: true },
  { text: "True", bool: true },
  { text: "tRUE" },
  { text: "0", int: 0n, bool: false },
  { text: "FALSE", bool: false },
  { text: "no" },
];

table("Go reads", rows, {
  title: ({ text }) => JSON.stringify(text),
  run: ({ text, int, bool }) => assert.equal([parseGoInt(text), parseGoBool(text)], [int, bool]),
});

suite("a number of Go's", (test) => {
  test("is one of podgraft's", () => assert.equal([integerValue(600n), integerValue(2n ** 60n)], [600, 2n ** 60n]));
});
