import { type EntryLines, entryLines, isBlock, linesStart } from "./layout.ts";
import type { Unit } from "./put.ts";
import type { SourceNode } from "./source-node.ts";
import { pad } from "./write.ts";

/**
 * kpt copies the comments of a function's input to fields of its output without a comment, and matches list items by
 * their index. A grafted item that comes first would get the comments of the former first item, including a setter's
 * mark, and `apply-setters` would then write into the sidecar. So a field that would get another one's comment has this
 * one.
 */
export const GUARD = "# podgraft:guard";

/** Text to insert at an offset. */
interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** An entry's lines, in the text that they are part of. */
interface PlacedLines {
  readonly text: string;
  readonly lines: EntryLines;
}

/** A unit in its text. */
export interface PlacedUnit extends Unit {
  readonly text: string;
}

/**
 * The text of `now` from its entry to its end, with a guard on every field that has no comment while the field at the
 * same path and index of `old` has one. Comments that belong there are already there: nothing that stays loses its
 * comment.
 */
export function guarded(old: PlacedUnit, now: PlacedUnit): string {
  const found = guards(placed(old), placed(now)).toSorted((a, b) => a.at - b.at);
  let out = "";
  let from = now.entry.start;
  for (const { at, text } of found) {
    out += now.text.slice(from, at) + text;
    from = at;
  }
  return out + now.text.slice(from, now.end);
}

function placed({ text, entry, end }: PlacedUnit): PlacedLines {
  return { text, lines: { entry, headStart: entry.start, headEnd: entry.start, bodyEnd: end } };
}

function guards(old: PlacedLines, now: PlacedLines): readonly Insertion[] {
  return [...headGuard(old, now), ...lineGuard(old, now), ...childGuards(old, now)];
}

function headGuard(old: PlacedLines, { text, lines }: PlacedLines): readonly Insertion[] {
  const column = lines.entry.start - lines.headEnd;
  if (!hasHead(old) || hasHead({ text, lines }) || isInline(text, lines)) return [];
  return [{ at: lines.headEnd, text: `${pad(column)}${GUARD}\n` }];
}

function hasHead({ text, lines }: PlacedLines): boolean {
  return text.slice(lines.headStart, lines.headEnd).includes("#");
}

/** The entry follows a dash: comments above it are the item's. */
function isInline(text: string, { entry, headEnd }: EntryLines): boolean {
  return headEnd === entry.start && entry.start > 0 && text[entry.start - 1] !== "\n";
}

function lineGuard(old: PlacedLines, now: PlacedLines): readonly Insertion[] {
  if (!lineComment(old).includes("#")) return [];
  const end = lineCommentStart(now);
  return lineComment(now).includes("#") ? [] : [{ at: end, text: ` ${GUARD}` }];
}

/** Where the comment on an entry's line would begin: after a value of one line, or after the key of a block value. */
function lineCommentStart({ text, lines: { entry } }: PlacedLines): number {
  const { value } = entry;
  if (isBlock(value)) return Math.min(value.start, lineEnd(text, entry.mark));
  const isBlockScalar = value.kind === "scalar" && (value.style === "literal" || value.style === "folded");
  return isBlockScalar ? lineEnd(text, value.start) : Math.max(value.end, entry.mark);
}

function lineComment(placed: PlacedLines): string {
  const { text, lines } = placed;
  const { value } = lines.entry;
  const from = isBlock(value)
    ? lines.entry.mark
    : value.kind === "scalar" && value.end > lineEnd(text, value.start)
      ? value.start
      : lineCommentStart(placed);
  if (isBlock(value) && lineCommentStart(placed) === value.start) return "";
  const comment = text.slice(from, lineEnd(text, from));
  return /(?:^|\s)#/.test(comment) ? comment : "";
}

function lineEnd(text: string, from: number): number {
  const newline = text.indexOf("\n", from);
  if (newline === -1) return text.length;
  return text[newline - 1] === "\r" ? newline - 1 : newline;
}

function childGuards(old: PlacedLines, now: PlacedLines): readonly Insertion[] {
  const a = old.lines.entry.value;
  const b = now.lines.entry.value;
  if (!isBlock(a) || !isBlock(b) || a.kind !== b.kind) return [];
  const oldLines = childLines(old);
  return childLines(now).flatMap((child, i) => {
    const match = a.kind === "list" ? oldLines[i] : oldLines.find(({ entry }) => entry.key === child.entry.key);
    if (!match || !isMatched(match.entry.value, child.entry.value)) return [];
    return guards({ text: old.text, lines: match }, { text: now.text, lines: child });
  });
}

function childLines({ text, lines }: PlacedLines): readonly EntryLines[] {
  const { value } = lines.entry;
  return isBlock(value) ? entryLines(text, value, { from: linesStart(text, value, lines.entry), limit: lines.bodyEnd }) : [];
}

/** The host descends unless it compares two scalars of one kind; two scalars in a list it compares. */
function isMatched(old: SourceNode, now: SourceNode): boolean {
  return (old.kind === "scalar") === (now.kind === "scalar");
}
