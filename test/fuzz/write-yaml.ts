import type { Random } from "../random.ts";
import type { Layout } from "./layout.ts";
import type { Json, JsonMap } from "./objects.ts";
import { blockScalar, doubleQuoted, isWord, overLines, scalarText } from "./write-scalar.ts";

/** What a line of the text says. */
export interface Line {
  readonly text: string;
  /** The entry that the line holds, or the first line of; for a comment the one below. List items by their name, if they have one. */
  readonly path: readonly string[];
  /** `header`: a key or dash with a block below it. `leaf`: the whole of a value, or a part of it. */
  readonly kind: "header" | "leaf" | "comment" | "blank";
}

/** An object as YAML, written as a layout has it. */
export function writeYaml(value: JsonMap, layout: Layout, random: Random): readonly Line[] {
  const writer = new Writer(layout, random);
  writer.collection(layout.anchors > 0 ? shared(value) : value, { column: 0, path: [], inline: false });
  return writer.done();
}

/** The same with one object for all that are equal, so that they can be written as aliases. */
function shared(value: JsonMap): JsonMap {
  const seen = new Map<string, Json>();
  const share = (inner: Json): Json => {
    if (typeof inner !== "object" || inner === null) return inner;
    const copy = Array.isArray(inner) ? inner.map(share) : Object.fromEntries(Object.entries(inner).map(([key, one]) => [key, share(one)]));
    const text = JSON.stringify(copy);
    if (!seen.has(text)) seen.set(text, copy);
    return seen.get(text)!;
  };
  return share(value) as JsonMap;
}

interface Place {
  readonly column: number;
  readonly path: readonly string[];
  /** On the line of the dash. */
  readonly inline: boolean;
}

/** The path of a comment that is indented as what is before it. */
const NOWHERE = ["nowhere"];

type Collection = readonly Json[] | JsonMap;

class Writer {
  private readonly lines: { text: string; path: readonly string[]; kind: Line["kind"] }[] = [];
  private readonly anchors = new Map<Collection, string>();
  private comments = 0;
  private ids = 0;

  private readonly layout: Layout;
  private readonly random: Random;

  constructor(layout: Layout, random: Random) {
    this.layout = layout;
    this.random = random;
  }

  done(): readonly Line[] {
    if (this.layout.comments > 0 && this.random.chance(0.2)) this.line(this.comment(), [], "comment");
    if (this.layout.blanks > 0 && this.random.chance(0.2)) this.line("", [], "blank");
    return this.lines;
  }

  collection(value: Collection, { column, path, inline }: Place): void {
    for (const [i, [key, inner]] of this.entries(value).entries()) {
      const entry = [...path, stepOf(value, key, inner)];
      if (!(inline && i === 0)) {
        this.between(column, entry);
        this.line(" ".repeat(column), entry, "header");
      }
      if (typeof key === "number") this.item(inner, column, entry);
      else if (inner === this.merged) this.emit(`<<: *${this.anchors.get(inner as Collection)}${this.tail()}`, entry, "header");
      else this.pair(key, inner, { column, path: entry });
    }
  }

  private merged: Json | undefined;

  /** With a merge key instead of what another map brings along. */
  private entries(value: Collection): [string | number, Json][] {
    if (Array.isArray(value)) return [...value.entries()];
    const all = Object.entries(value as JsonMap);
    const base = [...this.anchors.keys()].find((map) => isPart(map, value as JsonMap) && this.random.chance(0.5));
    if (base === undefined) return all;
    const left = all.filter(([key]) => !Object.hasOwn(base, key));
    this.merged = base as Json;
    return left.toSpliced(this.random.below(left.length + 1), 0, ["<<", base as Json]);
  }

  private item(value: Json, column: number, path: readonly string[]): void {
    this.emit("-", path, "header");
    this.value(value, { column, path, inline: true });
  }

  private pair(name: string, value: Json, { column, path }: Omit<Place, "inline">): void {
    const { random, layout } = this;
    const key = isWord(name) && !random.chance(layout.quotedKeys) ? name : random.pick([doubleQuoted(name), `'${name}'`]);
    if (!random.chance(layout.explicit)) {
      this.emit(`${key}${layout.spaces && random.chance(0.05) ? " " : ""}:`, path, "header");
      this.value(value, { column, path, inline: false });
      return;
    }
    this.emit(`?${this.space().replace("\t", " ")}${key}${this.tail()}`, path, "header");
    if (random.chance(layout.comments)) this.line(" ".repeat(column) + this.comment(), path, "comment");
    this.line(`${" ".repeat(column)}:`, path, "header");
    this.value(value, { column, path, inline: random.chance(0.7) });
  }

  /** What is behind a key or a dash. */
  private value(value: Json, place: Place): void {
    if (typeof value !== "object" || value === null) {
      this.scalar(value, place);
      return;
    }
    const collection = value as Collection;
    const alias = this.alias(collection);
    if (alias) {
      this.emit(`${this.space()}${alias}${this.tail()}`, place.path, "leaf");
      return;
    }
    if (Object.keys(collection).length > 0 && !this.random.chance(this.layout.flow)) this.block(collection, place);
    else this.emit(`${this.space()}${this.flow(collection, place.column)}${this.tail()}`, place.path, "leaf");
  }

  private block(value: Collection, { column, path, inline }: Place): void {
    const { random, layout } = this;
    const anchor = this.anchor(value).trimEnd();
    const tag = layout.tags > 0 && random.chance(layout.tags / 2) ? (Array.isArray(value) ? " !!seq" : " !!map") : "";
    if (inline && !anchor && !tag && random.chance(0.8)) {
      const gap = layout.spaces && random.chance(0.1) ? 3 : 1;
      this.emit(" ".repeat(gap), path, "header");
      this.collection(value, { column: column + 1 + gap, path, inline: true });
      return;
    }
    this.emit(`${anchor ? this.space() + anchor : ""}${tag}${this.tail()}`, path, "header");
    const stays = Array.isArray(value) && !inline && !layout.indentsLists;
    this.collection(value, { column: stays ? column : column + layout.step, path, inline: false });
  }

  private scalar(value: null | boolean | number | string, { column, path }: Place): void {
    const { random, layout } = this;
    if (typeof value === "string" && (value.includes("\n") || random.chance(0.04)) && random.chance(0.8)) {
      const block = blockScalar(value, random, column);
      if (block) {
        this.emit(`${this.space()}${block.header}${this.tail()}`, path, "leaf");
        for (const line of block.lines) this.line(line, path, "leaf");
        return;
      }
    }
    const wrapped = typeof value === "string" && random.chance(0.4) ? overLines(value, { random, layout, column }) : undefined;
    const text = wrapped ?? scalarText(value, { random, layout, flow: false });
    if (wrapped === undefined && text !== "" && layout.wild && random.chance(0.05)) {
      this.emit(this.tail(), path, "header");
      this.line(`${" ".repeat(column + 1 + random.below(3))}${text}${this.tail()}`, path, "leaf");
      return;
    }
    this.emit(`${text === "" ? "" : this.space() + text}${this.tail()}`, path, "leaf");
  }

  private flow(value: Json, column: number): string {
    const { random, layout } = this;
    if (typeof value !== "object" || value === null)
      return scalarText(value as null | boolean | number | string, { random, layout, flow: true });
    const collection = value as Collection;
    const alias = this.alias(collection);
    if (alias) return alias + " ".repeat(random.below(2));
    const anchor = this.anchor(collection);
    const breaks = layout.wild && random.chance(0.3);
    const gap = () =>
      breaks ? `${random.chance(layout.comments / 2) ? ` ${this.comment()}` : ""}\n${" ".repeat(column + 1 + random.below(3))}` : "";
    const parts = Array.isArray(value)
      ? value.map((inner) => this.flow(inner as Json, column + 1))
      : Object.entries(value as JsonMap).map(([key, inner]) => `${this.flow(key, column)}: ${this.flow(inner, column + 1)}`);
    const inner = parts.map((part, i) => `${gap()}${part}${i < parts.length - 1 ? (breaks ? "," : ", ") : ""}`).join("");
    const comma = parts.length > 0 && random.chance(0.05) ? "," : "";
    const pad = layout.spaces && random.chance(0.3) ? " " : "";
    const [open, close] = Array.isArray(value) ? "[]" : "{}";
    return `${anchor}${open}${pad}${inner}${comma}${parts.length > 0 ? gap() : ""}${pad}${close}`;
  }

  private alias(value: Collection): string | undefined {
    const name = this.anchors.get(value);
    return name !== undefined && this.random.chance(0.7) ? `*${name}` : undefined;
  }

  private anchor(value: Collection): string {
    if (!this.random.chance(this.layout.anchors) || this.anchors.has(value)) return "";
    const name = `a${this.ids++}`;
    this.anchors.set(value, name);
    return `&${name} `;
  }

  private between(column: number, path: readonly string[]): void {
    const { random, layout } = this;
    if (random.chance(layout.blanks)) this.line(layout.spaces && random.chance(0.4) ? " ".repeat(random.below(6)) : "", [], "blank");
    while (random.chance(layout.comments / 2)) {
      const deeper = random.chance(0.8) ? 0 : random.below(4);
      this.line(" ".repeat(column + deeper) + this.comment(), deeper === 0 ? path : NOWHERE, "comment");
    }
  }

  private comment(): string {
    return `# c${this.comments++}.${this.random.chance(0.05) ? ": 'x" : ""}`;
  }

  private space(): string {
    const { random, layout } = this;
    const takesTab = layout.indentsByTabs || !/^[ ?:-]*$/.test(this.lines.at(-1)?.text ?? "");
    if (takesTab && random.chance(layout.tabs)) return random.pick(["\t", " \t"]);
    return layout.spaces && random.chance(0.15) ? "  " : " ";
  }

  private tail(): string {
    const { random, layout } = this;
    if (random.chance(layout.comments)) return `${random.pick([" ", "  ", ...(layout.tabs > 0 ? ["\t"] : [])])}${this.comment()}`;
    return layout.spaces && random.chance(0.05) ? "  " : "";
  }

  private line(text: string, path: readonly string[], kind: Line["kind"]): void {
    this.lines.push({ text, path, kind });
  }

  /** Goes on with the last line, which now holds an entry. */
  private emit(text: string, path: readonly string[], kind: Line["kind"]): void {
    const [first, ...rest] = text.split("\n");
    const last = this.lines.at(-1);
    if (last === undefined) this.line(first!, path, kind);
    else Object.assign(last, { text: last.text + first, path, kind });
    for (const line of rest) this.line(line, path, kind);
  }
}

/** Items of lists of scalars have no step of their own: such a list counts as one. */
function stepOf(value: Collection, key: string | number, inner: Json): string {
  if (typeof key === "string") return key;
  const name = typeof inner === "object" && inner !== null && !Array.isArray(inner) ? (inner as JsonMap).name : undefined;
  return typeof name === "string" && Array.isArray(value) ? `name=${name}` : `#${key}`;
}

function isPart(base: Collection, map: JsonMap): boolean {
  if (Array.isArray(base) || base === map || Object.keys(base).length === 0) return false;
  return Object.entries(base).every(([key, inner]) => Object.hasOwn(map, key) && map[key] === inner);
}
