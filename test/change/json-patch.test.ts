import { type JsonPatchOperation, patched, pointerSteps } from "../../src/change/json-patch.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

interface Row {
  readonly what: string;
  readonly value: unknown;
  readonly patch: readonly object[];
  /** What comes out, or the operation that fails and why. */
  readonly result?: unknown;
  readonly fault?: readonly [index: number, problem: string];
}

/** The examples of RFC 6902, Appendix A, and what they leave open. */
const rows: readonly Row[] = [
  {
    what: "A.1 add a member",
    value: { foo: "bar" },
    patch: [{ op: "add", path: "/baz", value: "qux" }],
    result: { foo: "bar", baz: "qux" },
  },
  {
    what: "A.2 add an item",
    value: { foo: ["bar", "baz"] },
    patch: [{ op: "add", path: "/foo/1", value: "qux" }],
    result: { foo: ["bar", "qux", "baz"] },
  },
  { what: "A.3 remove a member", value: { baz: "qux", foo: "bar" }, patch: [{ op: "remove", path: "/baz" }], result: { foo: "bar" } },
  {
    what: "A.4 remove an item",
    value: { foo: ["bar", "qux", "baz"] },
    patch: [{ op: "remove", path: "/foo/1" }],
    result: { foo: ["bar", "baz"] },
  },
  {
    what: "A.5 replace a value",
    value: { baz: "qux", foo: "bar" },
    patch: [{ op: "replace", path: "/baz", value: "boo" }],
    result: { baz: "boo", foo: "bar" },
  },
  {
    what: "A.6 move a value",
    value: { foo: { bar: "baz", waldo: "fred" }, qux: { corge: "grault" } },
    patch: [{ op: "move", from: "/foo/waldo", path: "/qux/thud" }],
    result: { foo: { bar: "baz" }, qux: { corge: "grault", thud: "fred" } },
  },
  {
    what: "A.7 move an item",
    value: { foo: ["all", "grass", "cows", "eat"] },
    patch: [{ op: "move", from: "/foo/1", path: "/foo/3" }],
    result: { foo: ["all", "cows", "eat", "grass"] },
  },
  {
    what: "A.8 test values",
    value: { baz: "qux", foo: ["a", 2, "c"] },
    patch: [
      { op: "test", path: "/baz", value: "qux" },
      { op: "test", path: "/foo/1", value: 2 },
    ],
    result: { baz: "qux", foo: ["a", 2, "c"] },
  },
  {
    what: "A.9 test another value",
    value: { baz: "qux" },
    patch: [{ op: "test", path: "/baz", value: "bar" }],
    fault: [0, "/baz has another value"],
  },
  {
    what: "A.10 add a map",
    value: { foo: "bar" },
    patch: [{ op: "add", path: "/child", value: { grandchild: {} } }],
    result: { foo: "bar", child: { grandchild: {} } },
  },
  {
    what: "A.12 add below what is not there",
    value: { foo: "bar" },
    patch: [{ op: "add", path: "/baz/bat", value: "qux" }],
    fault: [0, "there is nothing at /baz"],
  },
  { what: "A.14 escapes", value: { "/": 9, "~1": 10 }, patch: [{ op: "test", path: "/~01", value: 10 }], result: { "/": 9, "~1": 10 } },
  {
    what: "A.15 a number and a text",
    value: { "/": 9, "~1": 10 },
    patch: [{ op: "test", path: "/~01", value: "10" }],
    fault: [0, "/~01 has another value"],
  },
  {
    what: "A.16 add behind the last item",
    value: { foo: ["bar"] },
    patch: [{ op: "add", path: "/foo/-", value: ["abc", "def"] }],
    result: { foo: ["bar", ["abc", "def"]] },
  },
  { what: "copy a value", value: { a: { b: [1] } }, patch: [{ op: "copy", from: "/a/b", path: "/c" }], result: { a: { b: [1] }, c: [1] } },
  { what: "add over a member", value: { a: 1 }, patch: [{ op: "add", path: "/a", value: null }], result: { a: null } },
  { what: "replace a null", value: { a: null }, patch: [{ op: "replace", path: "/a", value: 1 }], result: { a: 1 } },
  { what: "replace what is not there", value: {}, patch: [{ op: "replace", path: "/a", value: 1 }], fault: [0, "there is nothing at /a"] },
  { what: "remove what is not there", value: { a: [1] }, patch: [{ op: "remove", path: "/a/1" }], fault: [0, "there is nothing at /a/1"] },
  {
    what: "remove behind the last item",
    value: { a: [1] },
    patch: [{ op: "remove", path: "/a/-" }],
    fault: [0, "there is nothing at /a/-"],
  },
  {
    what: "add far behind the last item",
    value: { a: [1] },
    patch: [{ op: "add", path: "/a/3", value: 1 }],
    fault: [0, "/a has 1 items, and no place 3"],
  },
  {
    what: "an index with a zero before it",
    value: { a: [1, 2] },
    patch: [{ op: "add", path: "/a/01", value: 1 }],
    fault: [0, "/a has 2 items, and no place 01"],
  },
  {
    what: "add below a text",
    value: { a: "x" },
    patch: [{ op: "add", path: "/a/b", value: 1 }],
    fault: [0, "/a is neither a map nor a list"],
  },
  {
    what: "move into itself",
    value: { a: { b: {} } },
    patch: [{ op: "move", from: "/a", path: "/a/b/c" }],
    fault: [0, "/a/b/c is within /a"],
  },
  { what: "move to its own place", value: { a: 1, b: 2 }, patch: [{ op: "move", from: "/a", path: "/a" }], result: { b: 2, a: 1 } },
  { what: "copy what is not there", value: {}, patch: [{ op: "copy", from: "/a", path: "/b" }], fault: [0, "there is nothing at /a"] },
  {
    what: "the second operation fails",
    value: { a: 1 },
    patch: [
      { op: "remove", path: "/a" },
      { op: "remove", path: "/a" },
    ],
    fault: [1, "there is nothing at /a"],
  },
  {
    what: "a name of a prototype",
    value: { a: 1 },
    patch: [{ op: "test", path: "/constructor", value: 1 }],
    fault: [0, "there is nothing at /constructor"],
  },
  {
    what: "a key __proto__",
    value: {},
    patch: [{ op: "add", path: "/__proto__", value: { x: 1 } }],
    result: JSON.parse('{"__proto__": {"x": 1}}'),
  },
];

table("a JSON patch:", rows, {
  title: ({ what }) => what,
  run: ({ value, patch, result, fault }) => {
    const done = patched(toValue(value), toValue(patch) as unknown as readonly JsonPatchOperation[]);
    if (fault) assert.equal(done, { index: fault[0], problem: fault[1] });
    else assert.is(JSON.stringify(done), JSON.stringify({ value: toValue(result) }));
  },
});

const pointers: readonly (readonly [pointer: string, steps: readonly string[] | undefined])[] = [
  ["", []],
  ["/", [""]],
  ["/a/0/-", ["a", "0", "-"]],
  ["/a~1b/~0c/~01", ["a/b", "~c", "~1"]],
  ["a", undefined],
  ["/a~", undefined],
  ["/a~2", undefined],
];

table("a JSON pointer:", pointers, {
  title: ([pointer]) => JSON.stringify(pointer),
  run: ([pointer, steps]) => assert.equal(pointerSteps(pointer), steps),
});
