import { parseGoBool, parseGoInt, parseGoUint } from "../../src/value/go-parse.ts";
import { assert, table } from "../cases.ts";

table(
  "booleans as Go reads them",
  [
    ["T", true],
    ["true", true],
    ["1", true],
    ["F", false],
    ["0", false],
    ["tRue", undefined],
    ["yes", undefined],
    ["", undefined],
    ["constructor", undefined],
  ] as const,
  {
    title: ([text]) => text || "empty",
    run: ([text, value]) => assert.is(parseGoBool(text), value),
  },
);

table(
  "numbers as Go reads them",
  [
    ["0", 16, 0],
    ["65535", 16, 65535],
    ["65536", 16, undefined],
    ["4294967295", 32, 4294967295],
    ["007", 16, 7],
    ["-1", 16, undefined],
    ["+1", 16, undefined],
    ["1.0", 16, undefined],
    ["", 16, undefined],
  ] as const,
  {
    title: ([text, bits]) => `${text} of ${bits} bits`,
    run: ([text, bits, value]) => assert.is(parseGoUint(text, bits), value),
  },
);

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
