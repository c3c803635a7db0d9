import { parseDuration } from "../../../src/gotemplate/sprig/duration.ts";
import { assert, table } from "../../cases.ts";

// What Go 1.26 gives.
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
  run: ({ text, nanoseconds }) => assert.is(parseDuration(text), nanoseconds),
});
