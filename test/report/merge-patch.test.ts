import { compare, noListKeys } from "../../src/change/compare.ts";
import { mergePatch } from "../../src/report/merge-patch.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

/** `patch` undefined: a strategic merge patch cannot say it. */
const rows: readonly { readonly before: unknown; readonly after: unknown; readonly patch: unknown }[] = [
  { before: { a: 1, b: 1 }, after: { a: 2, b: 1 }, patch: { a: 2 } },
  { before: { a: { b: 1, c: 1 } }, after: { a: { c: 1, d: [1] } }, patch: { a: { b: null, d: [1] } } },
  { before: { a: 1 }, after: { a: null }, patch: undefined },
  { before: {}, after: { a: { b: null } }, patch: undefined },
  { before: { a: [1] }, after: { a: [1, 2] }, patch: undefined },
  { before: { a: [1] }, after: { a: 1 }, patch: undefined },
  { before: { a: {} }, after: { a: 1 }, patch: undefined },
];

table("a delta as a strategic merge patch", rows, {
  title: ({ before, after }) => `${JSON.stringify(before)} to ${JSON.stringify(after)}`,
  run: ({ before, after, patch }) => {
    const found = mergePatch(compare(toValue(before), toValue(after), noListKeys)!);
    assert.equal(found && JSON.parse(JSON.stringify(found)), patch);
  },
});
