import { describe } from "../../src/kube/describe.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

const rows: readonly (readonly [value: unknown, text: string])[] = [
  [undefined, "missing"],
  [null, "null"],
  ["a\nb", String.raw`"a\nb"`],
  [80, "80"],
  [2n ** 64n, "18446744073709551616"],
  [[1, 2], "a list of 2"],
  [{}, "an empty map"],
  [{ image: 1, args: 1 }, "a map (image, args)"],
  ["x".repeat(61), `"${"x".repeat(60)}..."`],
];

table("a value in few words", rows, {
  title: ([, text]) => text.slice(0, 30),
  run: ([value, text]) => assert.is(describe(value === undefined ? undefined : toValue(value)), text),
});
