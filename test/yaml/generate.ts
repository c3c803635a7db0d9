import type { Random } from "../random.ts";

/** A YAML document written by hand's rules at random, and the comments in it with the keyed path of the entry each belongs to. */
export interface Generated {
  readonly text: string;
  readonly comments: readonly { readonly text: string; readonly path: readonly string[] }[];
}

export interface GenerateOptions {
  readonly random: Random;
  /** Anchors, aliases and merge keys. */
  readonly anchors: boolean;
  /** Flow collections over several lines, with comments in them. */
  readonly wildFlow: boolean;
  /** Perhaps no line break at the end. */
  readonly cutOff: boolean;
}

const KEYS = ["name", "image", "args", "env", "spec", "a.b/c", "x-y", "on", "0", "two words", "volumes", "__proto__", "constructor"];
const SCALARS = [
  "web",
  "8080",
  "0644",
  "1.10",
  "true",
  "yes",
  "~",
  '"quoted # no comment"',
  "'it''s'",
  "http://x:80/#a",
  "a:b",
  '"tab\\there"',
  "null",
  "-1",
  "1e3",
  '""',
  "''",
  "12345678901234567890",
  "2024-01-01",
  '"\\u263a"',
  "plain words here",
  "5s",
  "-- dash",
  '"{}"',
  "0x1F",
  ".5",
];
const FLOW_SCALARS = ["web", "8080", '"a, b"', "'c: d'", "true", '""', "0644"];

/** A document whose root is a block map. */
export function generate(options: GenerateOptions): Generated {
  const writer = new Writer(options);
  writer.comment(0, []);
  writer.map({ column: 0, path: [], depth: 0, inline: false });
  if (options.random.chance(0.2)) writer.lines.push("", `# end ${writer.nextId()}`);
  const eol = options.random.chance(0.1) ? "\r\n" : "\n";
  return { text: writer.lines.join(eol) + (options.cutOff && options.random.chance(0.1) ? "" : eol), comments: writer.comments };
}

interface Spot {
  readonly column: number;
  readonly path: readonly string[];
  readonly depth: number;
  /** The first entry goes behind the dash on the last line. */
  readonly inline: boolean;
}

class Writer {
  readonly lines: string[] = [];
  readonly comments: { text: string; path: readonly string[] }[] = [];
  private readonly options: GenerateOptions;
  private readonly random: Random;
  private readonly anchors: { name: string; map: boolean }[] = [];
  private id = 0;

  constructor(options: GenerateOptions) {
    this.options = options;
    this.random = options.random;
  }

  nextId(): string {
    return `c${this.id++};`;
  }

  private note(path: readonly string[]): string {
    const text = `# ${this.nextId()}`;
    this.comments.push({ text, path });
    return text;
  }

  /** Perhaps blank and comment lines above an entry. */
  comment(column: number, path: readonly string[]): void {
    if (this.random.chance(0.1)) this.lines.push("");
    while (this.random.chance(0.15)) this.lines.push(" ".repeat(column) + this.note(path));
  }

  private lineComment(path: readonly string[]): string {
    return this.random.chance(0.2) ? `  ${this.note(path)}` : "";
  }

  private emit(text: string, { column, inline }: { column: number; inline: boolean }): void {
    if (inline) this.lines[this.lines.length - 1] += text;
    else this.lines.push(" ".repeat(column) + text);
  }

  map({ column, path, depth, inline }: Spot, named?: string): void {
    const keys = this.random
      .shuffle(KEYS)
      .filter((key) => named === undefined || key !== "name")
      .slice(0, 1 + this.random.below(4));
    if (named !== undefined) keys.unshift("name");
    const mergeable = this.anchors.filter(({ map }) => map);
    if (this.options.anchors && mergeable.length > 0 && this.random.chance(0.3)) keys.unshift("<<");
    keys.forEach((key, i) => {
      const first = inline && i === 0;
      const entryPath = [...path, key];
      if (!first) this.comment(column, entryPath);
      const name = key === "on" || key === "0" ? `"${key}"` : key;
      this.emit(`${name}:`, { column, inline: first });
      if (key === "<<") this.lines[this.lines.length - 1] += ` *${this.random.pick(mergeable).name}`;
      else if (key === "name" && named !== undefined) this.lines[this.lines.length - 1] += ` ${named}${this.lineComment(entryPath)}`;
      else this.value({ column, path: entryPath, depth, inline: false }, true);
    });
  }

  private list({ column, path, depth, inline }: Spot): void {
    const named = this.random.chance(0.6);
    for (let i = 0, n = 1 + this.random.below(4); i < n; i++) {
      const itemPath = [...path, named ? `name=item${i}` : `#${i}`];
      const first = inline && i === 0;
      if (!first) this.comment(column, itemPath);
      this.emit("-", { column, inline: first });
      if (named) {
        const gap = this.random.chance(0.9) ? " " : "   ";
        this.lines[this.lines.length - 1] += gap;
        this.map({ column: column + 1 + gap.length, path: itemPath, depth: depth + 1, inline: true }, `item${i}`);
      } else this.value({ column, path: itemPath, depth: depth + 1, inline: false }, false);
    }
  }

  /** A value behind the key or dash on the last line. */
  private value({ column, path, depth }: Spot, inMap: boolean): void {
    const kind =
      depth > 3
        ? this.random.pick(["scalar", "flow", "literal"])
        : this.random.pick(["scalar", "scalar", "map", "map", "list", "list", "flow", "literal", "empty"]);
    const last = this.lines.length - 1;
    if (this.options.anchors && this.anchors.length > 0 && this.random.chance(0.15)) {
      this.lines[last] += ` *${this.random.pick(this.anchors).name}${this.lineComment(path)}`;
      return;
    }
    const anchor = this.options.anchors && this.random.chance(0.2) ? `x${this.id++}` : undefined;
    if (anchor && kind !== "empty") this.lines[last] += ` &${anchor}`;
    const spot = { column, path, depth: depth + 1 };
    if (kind === "scalar") this.lines[last] += ` ${this.random.pick(SCALARS)}${this.lineComment(path)}`;
    else if (kind === "literal") this.blockScalar(spot);
    else if (kind === "flow") this.lines[last] += ` ${this.flow(spot)}${this.lineComment(path)}`;
    else if (kind === "empty") this.lines[last] += this.lineComment(path);
    else this.collection(kind as "map" | "list", { ...spot, inline: false }, { inMap, anchored: anchor !== undefined });
    if (anchor && kind !== "empty") this.anchors.push({ name: anchor, map: kind === "map" });
  }

  private collection(
    kind: "map" | "list",
    { column, path, depth }: Spot,
    { inMap, anchored }: { inMap: boolean; anchored: boolean },
  ): void {
    if (!inMap && !anchored && this.random.chance(0.7)) {
      this.lines[this.lines.length - 1] += " ";
      this[kind]({ column: column + 2, path, depth, inline: true });
      return;
    }
    this.lines[this.lines.length - 1] += this.lineComment(path);
    const step = kind === "list" && inMap && this.random.chance(0.5) ? 0 : this.random.pick([2, 2, 2, 4]);
    this[kind]({ column: column + step, path, depth, inline: false });
    // A comment below the entries, as deep as they are or deeper.
    if (step > 0 && this.random.chance(0.1)) this.lines.push(`${" ".repeat(column + step)}${this.note(path)}`);
  }

  private blockScalar({ column, path }: { column: number; path: readonly string[] }): void {
    const header = this.random.pick(["|", "|-", "|+", ">", ">-"]);
    this.lines[this.lines.length - 1] += ` ${header}${this.lineComment(path)}`;
    const pad = " ".repeat(column + 2);
    for (let i = 0, n = 1 + this.random.below(3); i < n; i++) {
      this.lines.push(
        pad +
          this.random.pick(
            ["text", "# not a comment", "key: value", "- item", "  deeper", "tab\there"].slice(i === 0 ? 0 : 0, i === 0 ? 4 : 6),
          ),
      );
      if (this.random.chance(0.2)) this.lines.push("");
    }
  }

  private flow({ column, path }: { column: number; path: readonly string[] }): string {
    const isMap = this.random.chance(0.5);
    const wild = this.options.wildFlow && this.random.chance(0.3);
    const entries = Array.from({ length: this.random.below(4) }, (_, i) => (isMap ? `k${i}: ` : "") + this.flowValue());
    const [open, close] = isMap ? ["{", "}"] : ["[", "]"];
    if (!wild) return open + entries.join(this.random.pick([", ", ","])) + close;
    const pad = `\n${" ".repeat(column + 2)}`;
    const body = entries.map((entry, i) => {
      const ownPath = [...path, isMap ? `k${i}` : `#${i}`];
      const above = this.random.chance(0.2) ? pad + this.note(ownPath) : "";
      const comma = i < entries.length - 1 || this.random.chance(0.3) ? "," : "";
      return `${above}${pad}${entry}${comma}${this.lineComment(ownPath)}`;
    });
    return `${open}${body.join("")}${pad}${close}`;
  }

  private flowValue(): string {
    if (this.random.chance(0.2)) return `{n: ${this.random.pick(FLOW_SCALARS)}}`;
    if (this.random.chance(0.1)) return `[${this.random.pick(FLOW_SCALARS)}]`;
    return this.random.pick(FLOW_SCALARS);
  }
}
