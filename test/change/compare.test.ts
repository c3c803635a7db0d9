import { compare, type ListKeys, noListKeys } from "../../src/change/compare.ts";
import type { Delta, EntryDelta } from "../../src/change/delta.ts";
import { isMap, toValue, type Value } from "../../src/value/value.ts";
import { assert, suite, table } from "../cases.ts";

const byName: ListKeys = {
  field: () => byName,
  item: () => byName,
  identify: (item) => (isMap(item) && typeof item.name === "string" ? item.name : undefined),
};

/** A delta in short: `{a:~,b:+,c:-}`, a list as the old indices of its items, `+` for new ones, `~` for those that change within. */
function short(delta: EntryDelta | undefined): string {
  if (delta === undefined) return "=";
  if (delta.kind === "map") return `{${[...delta.entries].map(([key, entry]) => `${key}:${short(entry)}`).join(",")}}`;
  if (delta.kind === "list")
    return `[${delta.items.map(({ from, ...item }) => (from === undefined ? "+" : `${from}${"delta" in item && item.delta ? "~" : ""}`)).join(" ")}]`;
  return { set: "~", add: "+", remove: "-" }[delta.kind];
}

const items = (...names: readonly string[]) => names.map((name) => (name.endsWith("*") ? { name: name.slice(0, -1), v: 1 } : { name }));

const rows: readonly { readonly before: unknown; readonly after: unknown; readonly delta: string; readonly keyed?: true }[] = [
  { before: { a: 1 }, after: { a: 1 }, delta: "=" },
  { before: { a: 1, b: 1, c: { d: 1 } }, after: { b: 2, c: { d: 1 }, e: 1 }, delta: "{a:-,b:~,e:+}" },
  { before: { a: [1] }, after: { a: {} }, delta: "{a:~}" },
  { before: [1, 2, 3], after: [1, 4, 3], delta: "[0 + 2]" },
  { before: [{ a: 1 }, 2], after: [{ a: 2 }, 2], delta: "[0~ 1]" },
  { before: [1, 2], after: [2], delta: "[1]" },
  { before: items("a", "b"), after: items("c", "b*", "a"), delta: "[+ 1~ 0]", keyed: true },
  { before: items("a", "a"), after: items("a", "b"), delta: "[0 1~]", keyed: true },
];

table("a delta", rows, {
  title: ({ before, after }) => `${JSON.stringify(before)} to ${JSON.stringify(after)}`,
  run: ({ before, after, delta, keyed }) => assert.is(short(compare(toValue(before), toValue(after), keyed ? byName : noListKeys)), delta),
});

suite("a delta", (test) => {
  test("does not look into what is one object", () => {
    const shared = new Proxy({}, { get: () => assert.unreachable("looked into") }) as Value;
    assert.is(compare([0, shared], [0, shared], noListKeys), undefined);
  });
  test("holds both values", () => {
    const [before, after] = [toValue({ a: 1 }), toValue({ a: 2 })];
    const delta = compare(before, after, noListKeys) as Delta;
    assert.equal([delta.before === before, delta.after === after], [true, true]);
  });
});
