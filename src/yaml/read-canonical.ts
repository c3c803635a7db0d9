import { newMap } from "../value/value.ts";
import { inlineValue } from "./read-inline.ts";
import { literalScalar } from "./read-literal.ts";
import {
  collectionValue,
  MAX_DEPTH,
  nodeValue,
  type SourceCollection,
  type SourceEntry,
  type SourceNode,
  type SourceScalar,
} from "./source-node.ts";

/**
 * Reads the YAML that machines and most people write: block maps and lists, one-line scalars and flow
 * collections, `|` literals, comments. Anchors, aliases, tags, folded and multi-line scalars, explicit
 * indentation, tabs, carriage returns and whatever is not plainly right are left to the full reader.
 *
 * Reads the lines of `text` from `start` up to `end`; both stand at a line's beginning.
 *
 * @returns the root node, or undefined where the text is outside this subset
 */
export function readCanonical(text: string, { start, end }: { start: number; end: number }): SourceNode | undefined {
  if (text.slice(start, end).includes("\r")) return undefined;
  const reader = new Reader(text, end);
  try {
    reader.skipToContent(start);
    if (reader.at >= end) return undefined;
    const root = reader.block(reader.column, 0);
    reader.skipToContent(reader.at);
    return reader.at >= end ? root : undefined;
  } catch (thrown) {
    if (thrown instanceof Outside) return undefined;
    throw thrown;
  }
}

/** Thrown where the text leaves the subset. */
export class Outside extends Error {}
const OUTSIDE = new Outside();

const NEWLINE = 10;
const SPACE = 32;
const HASH = 35;
const DASH = 45;
const COLON = 58;

/** A cursor over the lines: `at` is the offset of the next content, `column` its column. */
class Reader {
  at = 0;
  column = 0;
  readonly text: string;
  readonly end: number;

  constructor(text: string, end: number) {
    this.text = text;
    this.end = end;
  }

  /** Moves over blank and comment lines from a line's beginning to the first content. */
  skipToContent(lineStart: number): void {
    const { text, end } = this;
    let line = lineStart;
    while (line < end) {
      let at = line;
      while (at < end && text.charCodeAt(at) === SPACE) at++;
      const char = at < end ? text.charCodeAt(at) : NEWLINE;
      if (char !== NEWLINE && char !== HASH) {
        this.at = at;
        this.column = at - line;
        return;
      }
      line = this.lineAfter(at);
    }
    this.at = end;
    this.column = -1;
  }

  lineAfter(at: number): number {
    const newline = this.text.indexOf("\n", at);
    return newline === -1 || newline >= this.end ? this.end : newline + 1;
  }

  /** A block node whose first character is at the cursor; leaves the cursor at the next content behind it. */
  block(column: number, depth: number): SourceNode {
    if (depth > MAX_DEPTH) throw OUTSIDE;
    if (this.isDash(this.at)) return this.list(column, depth);
    return this.keyEnd(this.at) === -1 ? this.loneScalar(column) : this.map(column, depth);
  }

  /** A scalar that is the whole of a document or of an item. */
  loneScalar(column: number): SourceNode {
    const node = this.scalar(this.at, column - 1);
    if (this.column >= column) throw OUTSIDE;
    return node;
  }

  isDash(at: number): boolean {
    if (this.text.charCodeAt(at) !== DASH) return false;
    const next = this.text.charCodeAt(at + 1);
    return next === SPACE || next === NEWLINE || at + 1 >= this.end;
  }

  list(column: number, depth: number): SourceCollection {
    const entries: SourceEntry[] = [];
    const start = this.at;
    while (this.column === column && this.isDash(this.at)) {
      const dash = this.at;
      entries.push({ start: dash, mark: dash + 1, key: "", value: this.item(dash, column, depth) });
    }
    if (this.column > column) throw OUTSIDE;
    return blockCollection({ kind: "list", entries, value: collectionValue("list", entries), start, column });
  }

  item(dash: number, column: number, depth: number): SourceNode {
    const at = this.skipSpaces(dash + 1);
    if (this.endsLine(at)) {
      this.skipToContent(this.lineAfter(at));
      return this.column > column ? this.block(this.column, depth + 1) : empty(dash + 1);
    }
    this.at = at;
    const inner = column + at - dash;
    if (this.isDash(at) || this.keyEnd(at) !== -1) {
      this.column = inner;
      return this.block(inner, depth + 1);
    }
    return this.scalar(at, column);
  }

  map(column: number, depth: number): SourceCollection {
    const entries: SourceEntry[] = [];
    const value = newMap();
    const start = this.at;
    while (this.column === column && !this.isDash(this.at)) {
      const keyStart = this.at;
      const colon = this.keyEnd(keyStart);
      if (colon === -1) throw OUTSIDE;
      const key = this.keyText(keyStart, colon);
      if (key in value) throw OUTSIDE;
      const node = this.mapValue(colon, column, depth);
      entries.push({ start: keyStart, mark: colon + 1, key, value: node });
      value[key] = nodeValue(node);
    }
    if (this.column > column) throw OUTSIDE;
    return blockCollection({ kind: "map", entries, value, start, column });
  }

  mapValue(colon: number, column: number, depth: number): SourceNode {
    const at = this.skipSpaces(colon + 1);
    if (!this.endsLine(at)) return this.scalar(at, column);
    this.skipToContent(this.lineAfter(at));
    if (this.column > column) return this.block(this.column, depth + 1);
    if (this.column === column && this.isDash(this.at)) return this.list(column, depth + 1);
    return empty(colon + 1);
  }

  /** A scalar or flow collection of one line, or a literal; then nothing but a comment may stand on its line. */
  scalar(at: number, parentColumn: number): SourceNode {
    if (this.text.charCodeAt(at) === 124) return this.literal(at, parentColumn);
    const node = inlineValue(this.text, at, { end: this.end, parentColumn });
    if (node === undefined) throw OUTSIDE;
    const behind = this.skipSpaces(node.end);
    if (!this.endsLine(behind) || (this.text.charCodeAt(behind) === HASH && behind === node.end)) throw OUTSIDE;
    this.skipToContent(this.lineAfter(behind));
    // A deeper line below would continue a plain scalar, or be a mistake.
    if (this.column > parentColumn) throw OUTSIDE;
    return node;
  }

  literal(at: number, parentColumn: number): SourceNode {
    const node = literalScalar(this.text, at, { parentColumn, end: this.end });
    if (node === undefined) throw OUTSIDE;
    this.skipToContent(node.end);
    if (this.column > parentColumn) throw OUTSIDE;
    return node;
  }

  /** The offset of the colon that ends the key at `at`, or -1 where no key stands there. */
  keyEnd(at: number): number {
    const { text, end } = this;
    const first = text.charCodeAt(at);
    if (first === 34 || first === 39) {
      const node = inlineValue(text, at, { end, parentColumn: 0 });
      return node !== undefined && text.charCodeAt(node.end) === COLON && this.endsToken(node.end + 1) ? node.end : -1;
    }
    if (!isPlainStart(first)) return -1;
    for (let i = at; i < end; i++) {
      const char = text.charCodeAt(i);
      if (char === NEWLINE || (char === HASH && text.charCodeAt(i - 1) === SPACE)) return -1;
      if (char === COLON && this.endsToken(i + 1)) return i;
    }
    return -1;
  }

  keyText(start: number, colon: number): string {
    const first = this.text.charCodeAt(start);
    if (first === 34 || first === 39)
      return (inlineValue(this.text, start, { end: this.end, parentColumn: 0 }) as SourceScalar).value as string;
    const key = this.text.slice(start, colon);
    if (key.endsWith(" ") || key.includes("\t")) throw OUTSIDE;
    return key;
  }

  endsToken(at: number): boolean {
    const char = this.text.charCodeAt(at);
    return at >= this.end || char === SPACE || char === NEWLINE;
  }

  skipSpaces(at: number): number {
    let i = at;
    while (i < this.end && this.text.charCodeAt(i) === SPACE) i++;
    return i;
  }

  endsLine(at: number): boolean {
    const char = this.text.charCodeAt(at);
    return at >= this.end || char === NEWLINE || char === HASH;
  }
}

/** Letters, digits, `_`, `.`, `/`, `$`, `(`: where no other meaning is near. Never `<`, so no merge key. */
function isPlainStart(char: number): boolean {
  return (
    (char >= 97 && char <= 122) || (char >= 65 && char <= 90) || (char >= 46 && char <= 57) || char === 95 || char === 36 || char === 40
  );
}

function empty(at: number): SourceScalar {
  return { kind: "scalar", style: "empty", value: null, start: at, end: at, propsStart: at };
}

function blockCollection(parts: Pick<SourceCollection, "kind" | "entries" | "value" | "start" | "column">): SourceCollection {
  const { kind, entries, value, start, column } = parts;
  const { end } = (entries.at(-1) as SourceEntry).value;
  return { kind, flow: false, entries, value, start, propsStart: start, column, end };
}
