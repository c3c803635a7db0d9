import { sprig } from "../../src/gotemplate/sprig/sprig.ts";
import { compile } from "../../src/gotemplate/template.ts";
import { assert, suite } from "../cases.ts";
import { Random } from "../random.ts";
import { generateRow } from "./generate.ts";
import { plainData } from "./render.ts";
import { assertSame, forms } from "./repeated.ts";

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
