import { any, fn, readingEntry, str, stringDict } from "../../src/gotemplate/define.ts";
import type { Print } from "../../src/gotemplate/exec/run.ts";
import type { Limits } from "../../src/gotemplate/limits.ts";
import { re2jsEngine } from "../../src/gotemplate/regexp-re2js.ts";
import { sprig } from "../../src/gotemplate/sprig/sprig.ts";
import { compile, type Executed, type Template } from "../../src/gotemplate/template.ts";
import { mapOf, structType, types } from "../../src/gotemplate/value/type.ts";
import { type GoValue, Host, type PlainMap, TypedMap } from "../../src/gotemplate/value/value.ts";
import { assert, suite, table } from "../cases.ts";
import { Random } from "../random.ts";
import { generateRow } from "./generate.ts";
import { plainData } from "./render.ts";

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

const allPrinted = (execute: (prints: Print[]) => Executed) => {
  const prints: Print[] = [];
  const { text, error } = execute(prints);
  return { text, error, prints: error ? [] : prints.map(({ start, end, action, source }) => [start, end, action.pos, source.name]) };
};

/** The data as maps, as a struct of maps, and as a struct of maps with a type. */
const forms: readonly ((data: unknown) => GoValue)[] = [plainData, (data) => structOf(plainData(data)), (data) => structOf(typed(data))];

function structOf(data: GoValue): Host {
  const fields = data as Readonly<Record<string, GoValue>>;
  return new Host({ type: structType("test.Data"), get: (name) => fields[name], fields: () => Object.keys(fields) });
}

function typed(data: unknown): GoValue {
  const fields = plainData(data) as Readonly<Record<string, GoValue>>;
  const map = fields.map;
  return map === undefined ? fields : { ...fields, map: new TypedMap(mapOf(types.string, types.float64), map as PlainMap) };
}

function assertSame(template: Template, sequence: readonly GoValue[], name: string): void {
  const execute = template.repeatedly();
  for (const [i, data] of sequence.entries()) {
    const wanted = allPrinted((prints) => template.execute(data, { regexp: re2jsEngine, prints }));
    const found = allPrinted((prints) => execute(data, { regexp: re2jsEngine, prints }));
    assert.equal(found, wanted, `${name}, data ${i}`);
  }
}

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

/** Templates of few fields and variables, so that their statements have much to do with each other. */
class Statements {
  private readonly random: Random;
  constructor(random: Random) {
    this.random = random;
  }

  list(names: readonly string[], depth: number): string {
    const seen = [...names];
    return this.random
      .several(() => {
        const declares = this.random.chance(0.2) ? this.random.pick(["$x", "$y", "$x", "$y", "$"]) : undefined;
        const text = declares === undefined ? this.statement(seen, depth) : `{{${declares} := ${this.value(seen)}}}`;
        if (declares !== undefined) seen.push(declares);
        return text;
      }, [1, depth === 0 ? 6 : 3])
      .join("");
  }

  private statement(names: readonly string[], depth: number): string {
    const { random } = this;
    const kind = random.below(depth > 2 ? 4 : 9);
    if (kind < 1) return random.pick([" ", "text"]);
    if (kind < 2 || (kind < 4 && names.length === 0)) return `{{${this.value(names)}}}`;
    if (kind < 4) return `{{${random.pick(names)} = ${this.value(names)}}}`;
    if (kind === 4) return `{{template "part" ${random.pick([".", "$", this.value(names)])}}}`;
    return this.block(names, depth);
  }

  private block(names: readonly string[], depth: number): string {
    const { random } = this;
    const word = random.pick(["if", "with", "range"]);
    const name = random.pick(["$x", "$y"]);
    const declares = random.chance(0.3);
    const value =
      word === "range"
        ? random.pick([".list", "$.list", "$.map", "$x.list"].filter((over) => over[0] !== "$" || over[1] === "." || names.includes("$x")))
        : this.value(names);
    const inner = this.list(declares ? [...names, name] : names, depth + 1);
    const otherwise = random.chance(0.3) ? `{{else}}${this.list(names, depth + 1)}` : "";
    return `{{${word} ${declares ? `${name} := ` : ""}${value}}}${inner}${otherwise}{{end}}`;
  }

  private value(names: readonly string[]): string {
    const { random } = this;
    const field = random.pick([".a", "$.a", ".b", "$.b", "$.map.k", "$.map", "len $.list", ".", "$"]);
    if (names.length > 0 && random.chance(0.4)) return random.pick(names);
    return random.chance(0.3) ? random.pick(['index $.map "k"', "list $.a $.b", '(dict "k" $.a).k', '""', "0"]) : field;
  }
}

const dataOf = (random: Random) => ({
  a: random.below(3),
  b: random.pick([0, "", "b"]),
  map: random.pick([{}, { k: 1 }, { k: 1, l: 2 }, { k: 2 }, undefined]),
  list: random.several(
    () => random.pick([{ a: 1 }, { a: 2 }, { a: 2, b: 1 }, { a: 2, list: [{ b: 1 }] }, { list: [{ b: 0 }, { b: 1 }] }]),
    [0, 3],
  ),
});

suite("generated templates executed repeatedly", (test) => {
  /** Some data, of which single fields change. */
  const sequence = (random: Random, datas: readonly object[]): readonly object[] => {
    let data = datas[0] as object;
    return Array.from({ length: 12 }, () => {
      const [key, value] = random.pick(Object.entries(random.pick(datas)));
      data = random.chance(0.2) ? random.pick(datas) : { ...data, [key]: value };
      return data;
    });
  };

  test("give what they give when executed once: statements that hang together", () => {
    let rendered = 0;
    for (let number = 0; number < 5000; number++) {
      const random = new Random(number + 1);
      const statements = new Statements(random);
      const text = `{{define "part"}}${statements.list([], 2)}{{end}}${statements.list([], 0)}`;
      const { template } = compile("row", text, { functions: sprig });
      if (template === undefined) continue;
      const datas = Array.from({ length: 4 }, () => dataOf(random));
      if (template.execute(plainData(datas[0])).error === undefined) rendered++;
      const given = sequence(random, datas).map((data) => random.pick(forms)(data));
      assertSame(template, given, `template ${number}: ${text}`);
    }
    assert.ok(rendered > 2500, `${rendered} templates`);
  });

  test("give what they give when executed once: all functions", () => {
    let compiled = 0;
    for (let number = 0; number < 3000; number += 2) {
      const random = new Random(number + 1);
      const { template: text, missingKey } = generateRow(number);
      const { template } = compile("row", text, { functions: sprig, ...(missingKey && { missingKey }) });
      if (template === undefined) continue;
      compiled++;
      const datas = [number, number + 4, number + 8].map((other) => generateRow(other).data as object);
      assertSame(template, sequence(random, datas).map(random.pick(forms)), `row ${number}: ${text}`);
    }
    assert.ok(compiled > 1000, `${compiled} templates`);
  });
});
