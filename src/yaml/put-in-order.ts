import type { Delta } from "../change/delta.ts";
import { isMap, type Value } from "../value/value.ts";
import { blankLines, bodyEndOf, lineStartOf } from "./layout.ts";
import { type PutContext, styleAbove } from "./put-context.ts";
import type { SourceCollection, SourceEntry } from "./source-node.ts";
import { freshText, pad } from "./write.ts";

interface Extent {
  readonly delta: Delta;
  /** Where the collection's first lines begin. */
  readonly from: number;
  /** Where the lines of what encloses it end. */
  readonly limit: number;
}

/** A text in pieces: a growing string would be copied at each level of nesting. */
export type Pieces = string[];

/** Adds the lines of an entry with its changed value to `out`. */
export type EntryWriter = (entry: SourceEntry, bodyEnd: number, delta: Delta) => void;

/**
 * Adds the new lines of a block collection whose entries all stay, in their order, to `out`: one slice for everything
 * between two changes. That is nearly always possible; otherwise, or if a comment above an entry would have to move, it
 * returns false and adds nothing.
 */
export function putInOrder(
  context: PutContext,
  node: SourceCollection,
  { place, write, out }: { place: Extent; write: EntryWriter; out: Pieces },
): boolean {
  const isCutOff = place.limit === context.text.length && !context.text.endsWith("\n");
  if (place.delta.kind === "set" || context.touched.size > 0 || context.blankBelow !== "" || isCutOff) return false;
  const before = out.length;
  const lines = new Lines(context, node, { place, out });
  const isDone = place.delta.kind === "map" ? mapLines(lines, place.delta, write) : listLines(lines, place.delta, write);
  if (isDone) lines.takeUpTo(place.limit);
  else out.length = before;
  return isDone;
}

function mapLines(lines: Lines, { entries: changes }: Delta & { kind: "map" }, write: EntryWriter): boolean {
  const { node } = lines;
  let met = 0;
  for (let i = 0; i < node.entries.length; i++) {
    const { key, merge } = node.entries[i] as SourceEntry;
    const change = merge ? undefined : changes.get(key);
    if (merge || change?.kind === "remove" || change?.kind === "add") return false;
    if (!change) continue;
    met++;
    lines.change(i, write, change);
  }
  if (met === changes.size) return true;
  for (const [key, change] of changes) {
    if (isMap(node.value) && key in node.value) continue;
    if (change.kind === "remove" || !lines.insert(node.entries.length, change.after, key)) return false;
  }
  return true;
}

function listLines(lines: Lines, { items }: Delta & { kind: "list" }, write: EntryWriter): boolean {
  let next = 0;
  for (const item of items) {
    if (item.from === undefined) {
      if (!lines.insert(next, item.after)) return false;
    } else {
      if (item.from !== next) return false;
      if (item.delta) lines.change(next, write, item.delta);
      next++;
    }
  }
  return next === lines.node.entries.length;
}

/** The lines as they are made: the source's, up to `at`, and what comes between them. */
class Lines {
  readonly node: SourceCollection;
  readonly context: PutContext;
  readonly place: Extent;
  readonly out: Pieces;
  at: number;

  constructor(context: PutContext, node: SourceCollection, { place, out }: { place: Extent; out: Pieces }) {
    this.context = context;
    this.node = node;
    this.place = place;
    this.out = out;
    this.at = place.from;
  }

  /** The entry with index `i` with a change in it. */
  change(i: number, write: EntryWriter, delta: Delta): void {
    const { context, node, out } = this;
    const entry = node.entries[i] as SourceEntry;
    const end = bodyEndOf(context.text, node, { i, limit: this.place.limit });
    this.takeUpTo(entry.start);
    write(entry, end, delta);
    if (!(out.at(-1) as string).endsWith("\n")) out.push(context.style.eol);
    this.at = end;
  }

  /**
   * A new entry after the one with index `i - 1`. False if the next one has a comment above it, or a dash before it.
   */
  insert(i: number, value: Value, key?: string): boolean {
    const { context, node, place } = this;
    const end = i === 0 ? place.from : bodyEndOf(context.text, node, { i: i - 1, limit: place.limit });
    const below = node.entries[i];
    if (below && lineStartOf(context.text, below.start) !== end) return false;
    this.takeUpTo(end);
    const style = below ? context.style : styleAbove(context.style, blankLines(context.text, end));
    this.out.push(pad(node.column), freshText(value, { column: node.column, style, key }), style.eol);
    return true;
  }

  takeUpTo(end: number): void {
    if (end > this.at) this.out.push(this.context.text.slice(this.at, end));
    this.at = end;
  }
}
