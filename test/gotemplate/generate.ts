import { Random } from "../random.ts";
import { callRow } from "./generate-call.ts";
import { Expressions } from "./generate-expression.ts";
import { formatRow } from "./generate-format.ts";
import { typedRow } from "./generate-typed.ts";
import type { Row } from "./render.ts";

/** Rows by number: the same number always gives the same row. Of four rows, two are templates of statements, one calls a single
 * function, one prints by a format or calls a function with typed values; every seventh of the templates is damaged. */
export function generateRow(number: number): Row {
  const random = new Random(number * 7919 + 17);
  if (number % 8 === 3) return formatRow(random);
  if (number % 8 === 7) return typedRow(random);
  if (number % 4 === 1) return callRow(random);
  const data = generateData(random);
  const template = new Statements(random, data).template();
  const missingKey = number % 11 === 5 ? { missingKey: random.pick(["error", "zero"] as const) } : {};
  return { template: number % 7 === 6 ? damage(random, template) : template, data, ...missingKey };
}

export interface GeneratedData {
  readonly text: string;
  readonly words: readonly string[];
  readonly number: number;
  readonly ratio: number;
  readonly flag: boolean;
  readonly nothing: null;
  readonly numbers: readonly number[];
  readonly mixed: readonly unknown[];
  readonly labels: Readonly<Record<string, string>>;
  readonly tree: Readonly<Record<string, unknown>>;
  readonly items: readonly Readonly<Record<string, unknown>>[];
}

export const words = [
  "",
  "a",
  "web",
  "Hello World",
  "x-y_z",
  "é日本",
  "1.5",
  "42",
  " padded ",
  "a,b,c",
  "<&'\">",
  "line\nbreak",
  "%d",
  "true",
  "v1.2.3",
];

function generateData(random: Random): GeneratedData {
  const text = () => random.pick(words);
  const number = () => random.pick([0, 1, -1, 7, 42, 1000000, 0.5, -2.25, 1e21, 123456.789]);
  const scalar = () => random.pick<() => unknown>([text, number, () => random.chance(0.5), () => null])();
  return {
    text: text(),
    words: random.several(text, [0, 4]),
    number: number(),
    ratio: number() / 3,
    flag: random.chance(0.5),
    nothing: null,
    numbers: random.several(number, [0, 4]),
    mixed: random.several(scalar, [0, 4]),
    labels: Object.fromEntries(random.several(() => [random.pick(["app", "tier", "a.b/c", "é", "Z"]), text()], [0, 4])),
    tree: { leaf: scalar(), branch: { leaf: scalar(), list: random.several(scalar, [0, 3]) }, empty: {} },
    items: random.several(() => ({ name: text(), port: number() }), [0, 3]),
  };
}

/** Statements: text, actions and control structures, with variables in their scopes. */
class Statements {
  private readonly random: Random;
  private readonly expressions: Expressions;

  constructor(random: Random, data: GeneratedData) {
    this.random = random;
    this.expressions = new Expressions(random, data);
  }

  template(): string {
    const definition = this.random.chance(0.15) ? `{{define "t"}}(${this.list(2)}){{end}}` : "";
    const call = definition !== "" && this.random.chance(0.8) ? this.action(`template "t" ${this.expressions.any(1)}`) : "";
    return definition + this.list(0) + call;
  }

  private list(depth: number): string {
    const scope = this.expressions.mark();
    const text = this.random.several(() => this.statement(depth), [1, depth === 0 ? 4 : 2]).join("");
    this.expressions.forget(scope);
    return text;
  }

  private action(inside: string): string {
    const left = this.random.chance(0.1) ? "{{- " : "{{";
    const right = this.random.chance(0.1) ? " -}}" : "}}";
    return left + inside + right;
  }

  private statement(depth: number): string {
    const { random, expressions } = this;
    const kind = random.below(depth > 2 ? 12 : 20);
    if (kind < 3) return random.pick([" ", "text ", "\n", "a: b\n", "  "]);
    if (kind < 10) return this.action(expressions.any(3));
    if (kind === 10) return random.chance(0.3) ? "{{/* note */}}" : this.action(expressions.any(1));
    if (kind === 11) return this.assignment();
    if (kind < 15) return this.condition("if", depth);
    if (kind < 17) return this.condition("with", depth);
    return this.range(depth);
  }

  private assignment(): string {
    const known = this.expressions.variable();
    if (known !== undefined && this.random.chance(0.4)) return this.action(`${known} = ${this.expressions.any(2)}`);
    const value = this.expressions.any(2);
    return this.action(`${this.expressions.declare()} := ${value}`);
  }

  private condition(kind: "if" | "with", depth: number): string {
    const head = this.action(`${kind} ${this.expressions.any(2)}`);
    const rest = this.random.chance(0.2) ? this.action(`else ${kind} ${this.expressions.any(1)}`) + this.list(depth + 1) : "";
    const otherwise = this.random.chance(0.4) ? `{{else}}${this.list(depth + 1)}` : "";
    return `${head}${this.list(depth + 1)}${rest}${otherwise}{{end}}`;
  }

  private range(depth: number): string {
    const { random, expressions } = this;
    const over = random.chance(0.85) ? expressions.of(random.pick(["list", "dict", "texts"] as const), 1) : String(random.below(4));
    const scope = expressions.mark();
    const variables = random.below(3);
    const names = Array.from({ length: variables }, () => expressions.declare()).join(", ");
    const jump = random.chance(0.15) ? `{{if ${expressions.any(1)}}}{{${random.pick(["break", "continue"])}}}{{end}}` : "";
    const body = this.list(depth + 1);
    const otherwise = random.chance(0.2) ? `{{else}}${random.pick(["none", "{{.}}"])}` : "";
    expressions.forget(scope);
    return `${this.action(`range ${names === "" ? "" : `${names} := `}${over}`)}${jump}${body}${otherwise}{{end}}`;
  }
}

/** Cuts out, doubles or puts in a few characters, so that the text is mostly no template any more. */
function damage(random: Random, template: string): string {
  let text = template;
  for (let i = 0; i < 2; i++) {
    const at = random.below(text.length + 1);
    const kind = random.below(3);
    if (kind === 0) text = text.slice(0, at) + text.slice(at + 1);
    else if (kind === 1)
      text =
        text.slice(0, at) +
        random.pick(["{{", "}}", '"', "|", "(", ")", ".", "$", " ", "-", "\n", ":=", ",", "`", "é", "@"]) +
        text.slice(at);
    else text = text.slice(0, at) + text.slice(at, at + 4) + text.slice(at);
  }
  return text;
}
