import { isDirective, listNameOf, takenWhole, withoutDirectiveKeys, withoutDirectiveMaps } from "../../src/kube/patch-directives.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

const keys: readonly (readonly [key: string, directive: boolean, list?: string])[] = [
  ["$patch", true],
  ["$retainKeys", true],
  ["$setElementOrder/env", true, "env"],
  ["$deleteFromPrimitiveList/args", true, "args"],
  ["$setElementOrder", false],
  ["$other/env", false],
  ["name", false],
];

table("directives", keys, {
  title: ([key]) => key,
  run: ([key, directive, list]) => assert.equal([isDirective(key), listNameOf(key)], [directive, list]),
});

/** A part of a patch, without directive keys, taken whole, and without the maps that carry `$patch`. */
const parts: readonly { readonly part: unknown; readonly keys: unknown; readonly whole: unknown; readonly maps: unknown }[] = [
  { part: { a: 1, b: [1] }, keys: { a: 1, b: [1] }, whole: { a: 1, b: [1] }, maps: { a: 1, b: [1] } },
  { part: { a: null, b: 1 }, keys: { a: null, b: 1 }, whole: { b: 1 }, maps: { a: null, b: 1 } },
  { part: { $patch: "replace", a: 1 }, keys: { a: 1 }, whole: undefined, maps: undefined },
  { part: { $retainKeys: ["a"], a: 1 }, keys: { a: 1 }, whole: { a: 1 }, maps: { a: 1 } },
  {
    part: [{ $patch: "delete", name: "a" }, { name: "b" }],
    keys: [{ name: "a" }, { name: "b" }],
    whole: [{ name: "b" }],
    maps: [{ name: "b" }],
  },
];

table("a part of a patch that is not merged", parts, {
  title: ({ part }) => JSON.stringify(part),
  run: ({ part, keys: withoutKeys, whole, maps }) => {
    const value = toValue(part);
    const plain = (found: unknown) => found && JSON.parse(JSON.stringify(found));
    assert.equal(
      [plain(withoutDirectiveKeys(value)), plain(takenWhole(value)), plain(withoutDirectiveMaps(value))],
      [withoutKeys, whole, maps],
    );
  },
});
