import { annotationKinds, oneOfWords } from "../../src/dialects/annotation-kinds.ts";
import type { Value } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

type Read = readonly [text: string, value: Value | undefined];

const rows: Readonly<Record<keyof typeof annotationKinds, readonly Read[]>> = {
  text: [["", ""]],
  bool: [
    ["T", true],
    ["yes", undefined],
  ],
  switch: [
    ["enabled", true],
    ["disabled", false],
    ["true", undefined],
  ],
  port: [
    ["+80", 80],
    ["-1", -1],
    ["2147483647", 2147483647],
    ["2147483648", undefined],
  ],
  integer: [
    ["9223372036854775807", 9223372036854775807n],
    ["9223372036854775808", undefined],
  ],
  wholeSeconds: [
    ["5", 5],
    ["+5", undefined],
    ["-5", undefined],
  ],
  millis: [
    ["1.5s", "1500ms"],
    // As Go's int(duration.Seconds() * 1000).
    ["1.001s", "1000ms"],
    ["5", undefined],
  ],
  seconds: [
    ["1m30s", "90s"],
    ["1500ms", "1s"],
  ],
  secondsCount: [["1500ms", 1]],
  quantity: [
    ["100m", "100m"],
    ["one", undefined],
  ],
  cores: [
    ["100m", 1],
    ["2.5", 3],
    ["-1500m", -2],
    ["0", 0],
    ["9223372036854775807", 9223372036854775807n],
    ["100E", 0],
    ["one", undefined],
  ],
  ratio: [
    [".25", 0.25],
    ["0", undefined],
    ["1", undefined],
  ],
  env: [
    ['[{"name":"A"}]', [{ name: "A" } as unknown as Value]],
    ["{}", undefined],
    ["{", undefined],
  ],
};

const all = Object.entries(rows).flatMap(([kind, read]) => read.map(([text, value]) => ({ kind, text, value })));

table("an annotation's text of the kind", all, {
  title: ({ kind, text }) => `${kind}: ${text}`,
  run: ({ kind, text, value }) => assert.equal(annotationKinds[kind as keyof typeof annotationKinds][0](text), value),
});

table("one of a few words:", [["deny", "deny"] as const, ["allow", undefined] as const], {
  title: ([text]) => text,
  run: ([text, value]) => assert.is(oneOfWords(["audit", "deny"], "audit or deny")[0](text), value),
});
