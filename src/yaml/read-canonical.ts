import { newMap, type Value } from "../value/value.ts";
import { isLast, type LineForm, lineForm } from "./line-form.ts";
import { inlineValue } from "./read-inline.ts";
import { literalScalar } from "./read-literal.ts";
import { MAX_DEPTH, type SourceCollection, type SourceEntry, type SourceNode, type SourceScalar } from "./source-node.ts";

/**
 * Reads the YAML that machines and most people write: block maps and lists, one-line scalars and flow collections, `|`
 * literals, comments. Anchors, aliases, tags, folded and multi-line scalars, explicit indentation, tabs, carriage
 * returns and whatever is not plainly right are left to the full reader.
 *
 * Reads the lines of `text` from `start` up to `end`; both are at a line's beginning.
 *
 * @returns the root node, or undefined if the text is outside this subset
 */
export function readCanonical(text: string, { start, end }: { start: number; end: number }): SourceNode | undefined {
  if (UNUSUAL.test(text.slice(start, end))) return undefined;
  const reader = new Reader(text, end);
  try {
    reader.moveTo(start);
    if (reader.form === undefined) return undefined;
    const root = reader.block(0);
    return reader.form === undefined ? root : undefined;
  } catch (thrown) {
    if (thrown instanceof Outside) return undefined;
    throw thrown;
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what it looks for.
const UNUSUAL = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/;

/** Thrown where the text leaves the subset. */
class Outside extends Error {}
const OUTSIDE = new Outside();

/** A cursor over the lines with content; it skips blank and comment lines. */
class Reader {
  /** What is at the cursor: on the line, or after one of its dashes; undefined at the end. */
  form: LineForm | undefined;
  /** Its column; -1 at the end. */
  column = -1;
  lineStart = 0;
  nextLine = 0;
  readonly text: string;
  readonly end: number;

  constructor(text: string, end: number) {
    this.text = text;
    this.end = end;
  }

  /** Moves to the first content from a line's beginning on. */
  moveTo(lineStart: number): void {
    const { text, end } = this;
    for (let line = lineStart; line < end; ) {
      const newline = text.indexOf("\n", line);
      const lineEnd = newline === -1 || newline > end ? end : newline;
      const form = lineForm(text.slice(line, lineEnd));
      if (form.column !== -1) {
        this.form = form;
        this.column = form.column;
        this.lineStart = line;
        this.nextLine = lineEnd + 1;
        return;
      }
      line = lineEnd + 1;
    }
    this.form = undefined;
    this.column = -1;
  }

  /** The block node that begins at the cursor; leaves the cursor at the next content after it. */
  block(depth: number): SourceNode {
    if (depth > MAX_DEPTH) throw OUTSIDE;
    const { kind } = this.form as LineForm;
    if (kind === "dash") return this.list(depth);
    return kind === "key" ? this.map(depth) : this.loneScalar();
  }

  /** A scalar that is the whole of a document or of an item. */
  loneScalar(): SourceNode {
    const { column } = this;
    const node = this.scalar(this.form as LineForm, column - 1);
    if (this.column >= column) throw OUTSIDE;
    return node;
  }

  list(depth: number): SourceCollection {
    const { column } = this;
    const start = this.lineStart + column;
    const entries: SourceEntry[] = [];
    const value: Value[] = [];
    while (this.column === column && this.form?.kind === "dash") {
      const dash = this.lineStart + column;
      const node = this.item(this.form, depth);
      entries.push({ start: dash, mark: dash + 1, key: "", value: node });
      value.push(itsValue(node));
    }
    if (this.column > column) throw OUTSIDE;
    return blockCollection({ kind: "list", entries, value, start, column });
  }

  item({ column, inner }: LineForm, depth: number): SourceNode {
    if (inner === undefined) {
      const dashEnd = this.lineStart + column + 1;
      this.moveTo(this.nextLine);
      return this.column > column ? this.block(depth + 1) : empty(dashEnd);
    }
    if (inner.kind === "value") return this.scalar(inner, column);
    this.form = inner;
    this.column = inner.column;
    return this.block(depth + 1);
  }

  map(depth: number): SourceCollection {
    const { column } = this;
    const start = this.lineStart + column;
    const entries: SourceEntry[] = [];
    const value = newMap();
    while (this.column === column && this.form?.kind !== "dash") {
      const form = this.form as LineForm;
      const { key } = form;
      const { lineStart } = this;
      if (form.kind !== "key" || key in value) throw OUTSIDE;
      const node = form.at === -1 ? this.below(form, depth) : this.scalar(form, column);
      entries.push({ start: lineStart + column, mark: lineStart + form.mark, key, value: node });
      value[key] = itsValue(node);
    }
    if (this.column > column) throw OUTSIDE;
    return blockCollection({ kind: "map", entries, value, start, column });
  }

  /** The value of a key with nothing after it on its line. */
  below({ column, mark }: LineForm, depth: number): SourceNode {
    const colonEnd = this.lineStart + mark;
    this.moveTo(this.nextLine);
    if (this.column > column || (this.column === column && this.form?.kind === "dash")) return this.block(depth + 1);
    return empty(colonEnd);
  }

  /** A scalar or flow collection of one line, or a literal; only a comment may follow on its line. */
  scalar({ scalar, at }: LineForm, parentColumn: number): SourceNode {
    const { lineStart } = this;
    if (scalar === undefined) return this.longer(lineStart + at, parentColumn);
    this.moveTo(this.nextLine);
    // A deeper line below would continue a plain scalar, or be a mistake.
    if (this.column > parentColumn) throw OUTSIDE;
    const start = lineStart + scalar.start;
    return { kind: "scalar", style: scalar.style, value: scalar.value, start, propsStart: start, end: lineStart + scalar.end };
  }

  /** What may continue over several lines. */
  longer(at: number, parentColumn: number): SourceNode {
    const { text, end } = this;
    const isLiteral = text.charAt(at) === "|";
    const node = isLiteral ? literalScalar(text, at, { parentColumn, end }) : inlineValue(text, at, { end, parentColumn });
    if (node === undefined) throw OUTSIDE;
    if (isLiteral) this.moveTo(node.end);
    else this.moveBehind(node.end);
    if (this.column > parentColumn) throw OUTSIDE;
    return node;
  }

  moveBehind(valueEnd: number): void {
    const newline = this.text.indexOf("\n", valueEnd);
    const lineEnd = newline === -1 || newline > this.end ? this.end : newline;
    if (!isLast(this.text.slice(valueEnd - 1, lineEnd), 1)) throw OUTSIDE;
    this.moveTo(lineEnd + 1);
  }
}

/** Here nothing is an alias. */
function itsValue(node: SourceNode): Value {
  return (node as SourceScalar | SourceCollection).value;
}

function empty(at: number): SourceScalar {
  return { kind: "scalar", style: "empty", value: null, start: at, end: at, propsStart: at };
}

function blockCollection(parts: Pick<SourceCollection, "kind" | "entries" | "value" | "start" | "column">): SourceCollection {
  const { kind, entries, value, start, column } = parts;
  const { end } = (entries.at(-1) as SourceEntry).value;
  return { kind, flow: false, entries, value, start, propsStart: start, column, end };
}
