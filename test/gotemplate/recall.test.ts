import { any, fn, readingEntry, str, stringDict } from "../../src/gotemplate/define.ts";
import type { Limits } from "../../src/gotemplate/limits.ts";
import { sprig } from "../../src/gotemplate/sprig/sprig.ts";
import { compile, type Template } from "../../src/gotemplate/template.ts";
import { mapOf, types } from "../../src/gotemplate/value/type.ts";
import { type GoValue, type PlainMap, TypedMap } from "../../src/gotemplate/value/value.ts";
import { assert, table } from "../cases.ts";
import { plainData } from "./render.ts";
import { assertSame, structOf } from "./repeated.ts";

interface Recalled {
  readonly name: string;
  /** `see X` gives X, and tells that it was called. */
  readonly template: string;
  /** What is executed first, until the template is known, and then one after the other. */
  readonly first: unknown;
  readonly given: readonly unknown[];
  /** What `see` was called with, for each of `given`. */
  readonly sees: readonly (readonly unknown[])[];
}

const rows: readonly Recalled[] = [
  { name: "nothing that reads nothing", template: '{{see "a"}}', first: {}, given: [{}, { a: 1 }], sees: [[], []] },
  {
    name: "what reads a field that differs",
    template: "{{see .a}}{{see .b}}",
    first: { a: 1, b: 2 },
    given: [{ a: 1, b: 3 }],
    sees: [[3]],
  },
  { name: "what reads a field that is gone", template: "{{see .a}}", first: { a: 1 }, given: [{}, {}], sees: [[undefined], []] },
  {
    name: "what reads a field of a field",
    template: "{{see .a.b}}",
    first: { a: { b: 1, c: 1 } },
    given: [{ a: { b: 1, c: 2 } }],
    sees: [[]],
  },
  {
    name: "what reads another key",
    template: '{{index .a "b" | see}}',
    first: { a: { b: 1, c: 1 } },
    given: [{ a: { b: 1, c: 2 } }, { a: { b: 2, c: 2 } }],
    sees: [[], [2]],
  },
  {
    name: "what reads all keys",
    template: "{{index .a .key | see}}",
    first: { a: { b: 1 }, key: "b" },
    given: [{ a: { b: 1, c: 2 }, key: "b" }],
    sees: [[1]],
  },
  {
    name: "within a condition, the statements that differ",
    template: "{{if .on}}{{see .a}}{{see .b}}{{end}}",
    first: { on: true, a: 1, b: 1 },
    given: [
      { on: true, a: 1, b: 2 },
      { on: false, a: 1, b: 2 },
      { on: true, a: 1, b: 3 },
    ],
    sees: [[2], [], [3]],
  },
  {
    name: "within with, what hangs on the value",
    template: "{{with .a}}{{see .b}}{{end}}",
    first: { a: { b: 1 }, c: 1 },
    given: [{ a: { b: 2 }, c: 1 }],
    sees: [[2]],
  },
  {
    name: "a range as a whole",
    template: "{{range .list}}{{see $.a}}{{end}}{{see $.b}}",
    first: { list: [1, 2], a: 1, b: 1 },
    given: [
      { list: [1, 2], a: 1, b: 2 },
      { list: [1, 2], a: 2, b: 2 },
    ],
    sees: [[2], [2, 2]],
  },
  {
    name: "in a range, what reads an item that differs",
    template: "{{range $item := .list}}{{see $item.a}}{{see .b}}{{end}}",
    first: { list: [{ a: 1, b: 1 }, { a: 2 }] },
    given: [{ list: [{ a: 1, b: 3 }, { a: 2 }] }, { list: [{ a: 1, b: 3 }] }, { list: [{ a: 1, b: 3 }, { a: 4 }] }],
    sees: [[3], [], [4, undefined]],
  },
  {
    name: "what reads a variable that differs",
    template: "{{$x := .a}}{{see $x}}{{see .b}}",
    first: { a: 1, b: 1 },
    given: [{ a: 2, b: 1 }],
    sees: [[2]],
  },
  {
    name: "not what reads a variable that is the same in spite of all",
    template: "{{$x := eq .a 1.0}}{{see $x}}",
    first: { a: 0 },
    given: [{ a: 2 }, { a: 1 }],
    sees: [[], [true]],
  },
  {
    name: "what reads a variable that a statement before it assigns to",
    template: "{{$x := 0}}{{if .on}}{{$x = .a}}{{end}}{{see $x}}",
    first: { on: true, a: 1 },
    given: [
      { on: true, a: 2 },
      { on: false, a: 2 },
      { on: false, a: 3 },
      { on: true, a: 3 },
    ],
    sees: [[2], [0], [], [3]],
  },
  {
    name: "a list of variables that holds the same",
    template: "{{$names := list}}{{range .list}}{{$names = append $names .name}}{{end}}{{see (len $names)}}",
    first: { list: [{ name: "a" }] },
    given: [{ list: [{ name: "a" }] }, { list: [{ name: "b" }] }],
    sees: [[], [1]],
  },
  {
    name: "another template",
    template: '{{define "t"}}{{see .a}}{{end}}{{template "t" .}}{{see .b}}',
    first: { a: 1, b: 1 },
    given: [
      { a: 1, b: 2 },
      { a: 2, b: 2 },
    ],
    sees: [[2], [2]],
  },
  {
    name: "everything, where something is changed",
    template: '{{$x := dict "k" 1}}{{see .a}}{{$_ := set $x "k" .a}}{{see $x.k}}',
    first: { a: 1 },
    given: [{ a: 1 }],
    sees: [[1, 1]],
  },
];

const known = 3;

table("what is executed again", rows, {
  title: ({ name, template }) => `${name}: ${template}`,
  run: ({ template: text, first, given, sees }) => {
    let seen: unknown[] = [];
    const see = fn([any], ([value]) => {
      seen.push(typeof value === "bigint" ? Number(value) : ((value as { value?: unknown } | null)?.value ?? value ?? undefined));
      return value;
    });
    const execute = compile("row", text, { functions: { ...sprig, see } }).template!.repeatedly();
    // A list or map is another one each time, as a pod's are.
    for (let i = 0; i < known; i++) execute(plainData(first));
    const found = given.map((data) => {
      seen = [];
      execute(plainData(data));
      return seen.map((value) => (typeof value === "bigint" ? Number(value) : value));
    });
    assert.equal(found, sees);
  },
});

interface Sequence {
  readonly name: string;
  readonly template: string;
  readonly limits?: Partial<Limits>;
  /** The first is executed until the template is known. */
  readonly given: readonly GoValue[];
}

const typedEntries = (entries: unknown) => new TypedMap(mapOf(types.string, types.string), plainData(entries) as PlainMap);
const isset = fn([stringDict, str], ([map, key]) => Object.hasOwn(map, key));

const sequences: readonly Sequence[] = [
  { name: "$ declared", template: "{{$ := .a}}{{$.k}}", given: [{ a: { k: 1 } }, { a: { k: 2 } }].map(plainData) },
  {
    name: "$ declared by a range",
    template: "{{range $ := .a}}{{$.k}}{{end}}",
    given: [{ a: [{ k: 1 }] }, { a: [{ k: 2 }] }].map(plainData),
  },
  {
    name: "$ assigned to",
    template: "{{if .on}}{{$ = .a}}{{end}}{{$.k}}",
    given: [
      { on: true, a: { k: 1 } },
      { on: true, a: { k: 2 } },
    ].map(plainData),
  },
  { name: "an entry of an empty map, then of none", template: '{{index .a "k"}}', given: [{ a: {} }, {}, { a: {} }].map(plainData) },
  {
    name: "an entry of a map that the function takes, then of one that it does not",
    template: '{{isset .a "k"}}',
    given: [structOf({ a: typedEntries({ k: "v" }) }), structOf({ a: plainData({ k: "v" }) })],
  },
  { name: "a field of nothing in nothing, then in a list", template: "{{.a.b}}", given: [undefined, []] },
  // Met before an item, and within one.
  ...[5, 9, 20, 26].map((steps) => ({
    name: `a limit of ${steps} steps`,
    template: "{{range .list}}x{{.}}{{end}}{{range $.list}}{{$.b}}{{.}}y{{end}}",
    limits: { steps },
    given: [1, 2].map((b) => plainData({ list: [1, 2, 3], b })),
  })),
];

table("what only seems to be the same", sequences, {
  title: ({ name, template }) => `${name}: ${template}`,
  run: ({ name, template: text, limits, given }) => {
    const { template } = compile("row", text, { functions: { ...sprig, isset: readingEntry([], isset) }, ...(limits && { limits }) });
    const first = Array.from({ length: known }, () => given[0]);
    assertSame(template as Template, [...first, ...given], name);
  },
});
