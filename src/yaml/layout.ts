import type { SourceCollection, SourceEntry, SourceNode } from "./source-node.ts";

/**
 * Which lines of a block collection belong to which entry. Without overlap and without gap:
 *
 * - `head`: the blank and comment lines above an entry, from the first comment that is not deeper than the entry;
 * - `body`: from the key or dash to the line break after the entry's content, with the comment on that line, and
 *   the deeper comments below it.
 *
 * What follows the last entry's body up to the collection's `limit` belongs to what encloses the collection.
 */
export interface EntryLines {
  readonly entry: SourceEntry;
  readonly headStart: number;
  /** Equals `entry.start` if the entry follows a dash on the dash's line: then there is no head. */
  readonly headEnd: number;
  readonly bodyEnd: number;
}

/** The lines of a block collection's entries; `limit` is where the lines of the enclosing entry end. */
export function entryLines(text: string, node: SourceCollection, { from, limit }: { from: number; limit: number }): readonly EntryLines[] {
  const lines: EntryLines[] = [];
  let headStart = from;
  node.entries.forEach((entry, i) => {
    const lineStart = lineStartOf(text, entry.start);
    const inline = lineStart < from;
    const bodyEnd = bodyEndOf(text, node, { i, limit });
    lines.push({ entry, headStart: inline ? entry.start : headStart, headEnd: inline ? entry.start : lineStart, bodyEnd });
    headStart = bodyEnd;
  });
  return lines;
}

/** Where the body of a block collection's entry ends. */
export function bodyEndOf(text: string, { entries, column }: SourceCollection, { i, limit }: { i: number; limit: number }): number {
  const next = entries[i + 1];
  const to = next ? lineStartOf(text, next.start) : limit;
  const end = contentEnd(text, entries[i] as SourceEntry);
  return end < to ? tailEnd(text, end, { to, column }) : end;
}

/**
 * Where a block collection's first lines begin: at its first entry if that follows a dash, otherwise below the key's
 * line.
 */
export function linesStart(text: string, node: SourceCollection, { start, mark }: Pick<SourceEntry, "start" | "mark">): number {
  if (start === mark) return start;
  const newline = text.indexOf("\n", mark);
  return newline === -1 || newline >= node.start ? node.start : newline + 1;
}

/** The offset after the line break that ends an entry's last line of content. */
export function contentEnd(text: string, { mark, value }: SourceEntry): number {
  const end = Math.max(value.end, mark);
  // Only a block scalar with content ends after a line break.
  if (text.charCodeAt(end - 1) === 10) return end;
  const newline = text.indexOf("\n", end);
  return newline === -1 ? text.length : newline + 1;
}

export function isBlock(node: SourceNode): node is SourceCollection {
  return (node.kind === "map" || node.kind === "list") && !node.flow;
}

/** Comments deeper than `column` that follow an entry are its own, until one comes that is not deeper. */
function tailEnd(text: string, from: number, { to, column }: { to: number; column: number }): number {
  let end = from;
  for (let line = from; line < to; ) {
    const next = text.indexOf("\n", line);
    const lineEnd = next === -1 || next >= to ? to : next + 1;
    const indent = commentIndent(text, line, lineEnd);
    if (indent !== undefined && indent <= column) return end;
    if (indent !== undefined) end = lineEnd;
    line = lineEnd;
  }
  return end;
}

/** The column of a comment line's `#`, or undefined for a blank line. */
function commentIndent(text: string, line: number, lineEnd: number): number | undefined {
  let at = line;
  while (at < lineEnd && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9)) at++;
  return text[at] === "#" && at < lineEnd ? at - line : undefined;
}

/** Lines with comments, none of these deeper than the entries above: a literal among those would take it for its own line. */
export function raised(comments: string, column: number): string {
  return comments.replace(/^[ \t]+(?=#)/gm, (indentation) => indentation.slice(0, column));
}

/** The blank lines that begin at an offset. */
export function blankLines(text: string, at: number): string {
  let end = at;
  for (let i = at; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === 10) end = i + 1;
    else if (char !== 32 && char !== 9 && char !== 13) return text.slice(at, end);
  }
  return text.slice(at);
}

export function lineStartOf(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}
