import { compare, type ListKeys, noListKeys } from "../../src/change/compare.ts";
import { jsonPatch } from "../../src/report/json-patch.ts";
import { isMap, toValue } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

const byName: ListKeys = {
  field: () => byName,
  item: () => byName,
  identify: (item) => (isMap(item) && typeof item.name === "string" ? item.name : undefined),
};

const a = { name: "a" };
const b = { name: "b" };
const c = { name: "c" };

const rows: readonly { readonly before: unknown; readonly after: unknown; readonly patch: readonly object[] }[] = [
  {
    before: { a: 1, b: 2, c: 3 },
    after: { a: 1, b: 3, d: 4 },
    patch: [
      { op: "replace", path: "/b", value: 3 },
      { op: "remove", path: "/c" },
      { op: "add", path: "/d", value: 4 },
    ],
  },
  {
    before: {},
    after: { "a/b": 1, "~": 2 },
    patch: [
      { op: "add", path: "/a~1b", value: 1 },
      { op: "add", path: "/~0", value: 2 },
    ],
  },
  { before: [a, b], after: [c, a, b], patch: [{ op: "add", path: "/0", value: c }] },
  {
    before: [a, b, c],
    after: [b],
    patch: [
      { op: "remove", path: "/2" },
      { op: "remove", path: "/0" },
    ],
  },
  {
    before: [a, b],
    after: [c, { ...b, x: 1 }],
    patch: [
      { op: "remove", path: "/0" },
      { op: "add", path: "/0", value: c },
      { op: "add", path: "/1/x", value: 1 },
    ],
  },
  { before: [a, b], after: [b, a], patch: [{ op: "replace", path: "", value: [b, a] }] },
  { before: { l: null }, after: { l: [a] }, patch: [{ op: "replace", path: "/l", value: [a] }] },
];

/** RFC 6902, as far as these patches go. */
function applied(document: unknown, patch: readonly { op: string; path: string; value?: unknown }[]): unknown {
  return patch.reduce((whole: unknown, { op, path, value }) => {
    if (path === "") return value;
    const steps = path
      .slice(1)
      .split("/")
      .map((step) => step.replace(/~1/g, "/").replace(/~0/g, "~"));
    const last = steps.pop() as string;
    const target = steps.reduce<unknown>((found, step) => (found as Record<string, unknown>)[step], whole) as Record<string, unknown>;
    if (Array.isArray(target)) target.splice(Number(last), op === "add" ? 0 : 1, ...(op === "remove" ? [] : [value]));
    else if (op === "remove") delete target[last];
    else target[last] = value;
    return whole;
  }, structuredClone(document));
}

for (const [name, keys] of [
  ["by name", byName],
  ["by equal items", noListKeys],
] as const)
  table(`a delta as a JSON patch, items ${name}`, rows, {
    title: ({ before, after }) => `${JSON.stringify(before)} to ${JSON.stringify(after)}`,
    run: ({ before, after, patch: expected }) => {
      const patch = JSON.parse(JSON.stringify(jsonPatch(compare(toValue(before), toValue(after), keys)!)));
      if (keys === byName) assert.equal(patch, expected);
      assert.equal(applied(before, patch), after);
    },
  });
