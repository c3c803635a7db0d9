import { integerValue, parseGoBool, parseGoDuration, parseGoInt } from "../../src/dialects/go-values.ts";
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

const durations: readonly { readonly text: string; readonly nanoseconds?: bigint }[] = [
  { text: "1h2m3.5s", nanoseconds: 3_723_500_000_000n },
  { text: "-1.5h", nanoseconds: -5_400_000_000_000n },
  { text: "+.5ms", nanoseconds: 500_000n },
  { text: "1.µs", nanoseconds: 1000n },
  { text: "0", nanoseconds: 0n },
  { text: "5" },
  { text: "1d" },
  { text: "s" },
  { text: "" },
  { text: "9223372036s", nanoseconds: 9_223_372_036_000_000_000n },
  { text: "9223372037s" },
];

table("Go reads the duration", durations, {
  title: ({ text }) => JSON.stringify(text),
  run: ({ text, nanoseconds }) => assert.is(parseGoDuration(text), nanoseconds),
});

suite("a number of Go's", (test) => {
  test("is one of podgraft's", () => assert.equal([integerValue(600n), integerValue(2n ** 60n)], [600, 2n ** 60n]));
});
