import type { Random } from "../random.ts";
import { type GeneratedData, words } from "./generate.ts";

type Kind = "fresh" | "text" | "int" | "float" | "bool" | "list" | "texts" | "dict" | "small" | "any";

/** Functions by what they take and give; `small` is a literal integer, where a large one would take long; a `fresh` dict can be changed, where another could
 * come to hold itself, which Go does not survive. */
const functions: readonly (readonly [result: Kind, name: string, ...params: Kind[]])[] = [
  ...["upper", "lower", "title", "untitle", "trim", "nospace", "initials", "snakecase", "camelcase", "kebabcase", "swapcase"].map(
    (name) => ["text", name, "text"] as const,
  ),
  ...["b64enc", "b64dec", "b32enc", "sha256sum", "adler32sum", "base", "dir", "clean", "ext", "regexQuoteMeta"].map(
    (name) => ["text", name, "text"] as const,
  ),
  ...["toString", "quote", "squote", "toJson", "toPrettyJson", "typeOf", "kindOf", "print", "println", "html", "js", "urlquery"].map(
    (name) => ["text", name, "any"] as const,
  ),
  ["text", "quote", "any", "any"],
  ["text", "cat", "any", "any"],
  ["text", "trunc", "small", "text"],
  ["text", "abbrev", "small", "text"],
  ["text", "indent", "small", "text"],
  ["text", "nindent", "small", "text"],
  ["text", "repeat", "small", "text"],
  ["text", "substr", "small", "small", "text"],
  ["text", "wrap", "small", "text"],
  ["text", "replace", "text", "text", "text"],
  ["text", "trimAll", "text", "text"],
  ["text", "trimPrefix", "text", "text"],
  ["text", "trimSuffix", "text", "text"],
  ["text", "join", "text", "list"],
  ["text", "plural", "text", "text", "small"],
  ["text", "seq", "small"],
  ["text", "printf", "text", "any"],
  ["bool", "contains", "text", "text"],
  ["bool", "hasPrefix", "text", "text"],
  ["bool", "hasKey", "dict", "text"],
  ["bool", "has", "any", "list"],
  ["bool", "empty", "any"],
  ["bool", "not", "any"],
  ["bool", "eq", "int", "int"],
  ["bool", "eq", "text", "text"],
  ["bool", "ne", "int", "int"],
  ["bool", "lt", "int", "int"],
  ["bool", "ge", "float", "float"],
  ["bool", "deepEqual", "any", "any"],
  ["bool", "kindIs", "text", "any"],
  ["bool", "regexMatch", "text", "text"],
  ["int", "len", "text"],
  ["int", "len", "list"],
  ["int", "add", "any", "any"],
  ["int", "sub", "int", "any"],
  ["int", "mul", "int", "int"],
  ["int", "div", "any", "small"],
  ["int", "mod", "int", "small"],
  ["int", "max", "any", "int"],
  ["int", "int", "any"],
  ["int", "int64", "any"],
  ["int", "atoi", "text"],
  ["int", "toDecimal", "any"],
  ["float", "addf", "any", "any"],
  ["float", "mulf", "float", "float"],
  ["float", "divf", "float", "small"],
  ["float", "ceil", "any"],
  ["float", "floor", "any"],
  ["float", "round", "any", "small"],
  ["float", "float64", "any"],
  ["float", "maxf", "any", "any"],
  ["list", "list", "any", "any"],
  ["list", "append", "list", "any"],
  ["list", "prepend", "list", "any"],
  ["list", "rest", "list"],
  ["list", "initial", "list"],
  ["list", "reverse", "list"],
  ["list", "uniq", "list"],
  ["list", "compact", "list"],
  ["list", "without", "list", "any"],
  ["list", "concat", "list", "list"],
  ["list", "chunk", "small", "list"],
  ["any", "index", "list", "small"],
  ["list", "until", "small"],
  ["list", "pluck", "text", "dict"],
  ["texts", "splitList", "text", "text"],
  ["texts", "sortAlpha", "list"],
  ["texts", "toStrings", "any"],
  ["dict", "dict", "text", "any"],
  ["dict", "merge", "fresh", "dict"],
  ["dict", "mergeOverwrite", "fresh", "dict"],
  ["dict", "pick", "dict", "text"],
  ["dict", "omit", "dict", "text"],
  ["dict", "split", "text", "text"],
  ["dict", "set", "fresh", "text", "any"],
  ["any", "first", "list"],
  ["any", "last", "list"],
  ["any", "index", "dict", "text"],
  ["any", "get", "dict", "text"],
  ["any", "default", "any", "any"],
  ["any", "coalesce", "any", "any"],
  ["any", "ternary", "any", "any", "bool"],
  ["any", "and", "any", "any"],
  ["any", "or", "any", "any"],
  ["any", "fromJson", "text"],
];

const paths: Readonly<Record<Kind, readonly string[]>> = {
  text: ["$.text", "$.text", "(toString $.labels.app)", "(index $.words 0 | toString)", ".text", ".labels.app"],
  int: ["(int $.number)", "(len $.words)", "(len $.labels)"],
  float: ["$.ratio", "$.number", "$.ratio", ".ratio"],
  bool: ["$.flag", "$.flag", ".flag"],
  list: ["$.words", "$.numbers", "$.mixed", "$.items", "$.tree.branch.list", ".words"],
  texts: ["$.words"],
  dict: ["$.labels", "$.tree", "$.tree.branch", "$", "$.tree.empty", "."],
  small: [],
  fresh: [],
  any: [
    ".",
    ".",
    "$.nothing",
    "$.missing",
    "$.missing.x",
    "$.tree.branch.leaf",
    "$.tree.branch",
    ".name",
    ".port",
    "$.nothing.x",
    "$.text.x",
  ],
};
const kinds: readonly Kind[] = ["text", "text", "int", "float", "bool", "list", "texts", "dict", "any"];

/** Expressions that mostly have the kind that is asked for. */
export class Expressions {
  private readonly random: Random;
  private readonly data: GeneratedData;
  private readonly variables: string[] = [];

  constructor(random: Random, data: GeneratedData) {
    this.random = random;
    this.data = data;
  }

  mark(): number {
    return this.variables.length;
  }

  forget(mark: number): void {
    this.variables.length = mark;
  }

  declare(): string {
    const name = `$v${this.random.below(5)}`;
    this.variables.push(name);
    return name;
  }

  variable(): string | undefined {
    return this.variables.length === 0 ? undefined : this.random.pick(this.variables);
  }

  any(depth: number): string {
    return this.of(this.random.pick(kinds), depth);
  }

  of(wanted: Kind, depth: number): string {
    const { random } = this;
    const kind = random.chance(0.02) ? random.pick(kinds) : wanted === "any" ? random.pick(kinds) : wanted;
    if (kind === "fresh") return random.pick([`dict "app" 1`, "dict", `dict "leaf" (dict "a" "")`]);
    if (kind === "small") return String(random.pick([0, 1, 2, 3, 5, 5, 12, 2, 3, 1, random.chance(0.2) ? -1 : 4]));
    if (depth <= 0 || random.chance(0.25)) return this.leaf(kind);
    const fitting = functions.filter(([result]) => result === kind || (kind === "list" && result === "texts"));
    const call = random.pick(fitting);
    return random.chance(0.3) ? this.piped(call, depth) : this.call(call, depth);
  }

  private call([, name, ...params]: (typeof functions)[number], depth: number): string {
    return [name, ...params.map((param) => this.operand(param, depth - 1))].join(" ");
  }

  /** `last | name others`. */
  private piped([, name, ...params]: (typeof functions)[number], depth: number): string {
    const others = params.slice(0, -1).map((param) => this.operand(param, depth - 1));
    return `${this.operand(params.at(-1)!, depth - 1)} | ${[name, ...others].join(" ")}`;
  }

  private operand(kind: Kind, depth: number): string {
    const text = this.of(kind, depth);
    return /^[^\s"`]+$|^"(?:[^"\\]|\\.)*"$/.test(text) && !/^(list|dict)$/.test(text) ? text : `(${text})`;
  }

  private leaf(kind: Kind): string {
    const { random } = this;
    const variable = this.variable();
    if (variable !== undefined && (kind === "any" ? random.chance(0.5) : random.chance(0.03)))
      return random.chance(0.95) ? variable : `${variable}.name`;
    if (random.chance(0.6) && paths[kind].length > 0) return random.pick(paths[kind]);
    return this.literal(kind);
  }

  private literal(kind: Kind): string {
    const { random } = this;
    switch (kind) {
      case "text":
        return JSON.stringify(random.pick(words));
      case "int":
        return random.pick(["0", "1", "-3", "0x1F", "'a'", "1_000", "017"]);
      case "float":
        return random.pick(["1.5", "0.1", "1e3", "-2.5", "1e21"]);
      case "bool":
        return random.pick(["true", "false"]);
      case "list":
      case "texts":
        return random.pick(["list", "$.words", `list ${random.below(3)}`]);
      case "dict":
        return random.pick(["dict", 'dict "app" 1', "$.labels"]);
    }
    return this.data.words.length > 2 ? "nil | print" : random.pick(["1", '"x"', "true"]);
  }
}
