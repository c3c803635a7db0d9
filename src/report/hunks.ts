import type { StructuredPatchHunk } from "diff";
import { type LineChange, type Lines, lineChanges, linesOf } from "./line-changes.ts";

/** A piece of a unified diff: its lines with their first character, and where they stand. */
export type Hunk = StructuredPatchHunk;

const CONTEXT = 3;

/** Two texts, compared line by line. */
export interface Compared {
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly changes: readonly LineChange[];
}

export function compareLines(before: string, after: string): Compared {
  const lines = { before: linesOf(before), after: linesOf(after) };
  return { ...lines, changes: lineChanges(lines.before, lines.after) };
}

/** The changes as hunks with three lines around them; `within`: only those of these lines of the earlier text, and nothing around them. */
export function hunksOf({ before, after, changes }: Compared, within: Lines = { from: 0, to: before.length }): readonly Hunk[] {
  const groups: LineChange[][] = [];
  for (const change of changes.filter((found) => isWithin(found.before, within))) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last && change.before.from - last.before.to <= 2 * CONTEXT) group.push(change);
    else groups.push([change]);
  }
  return groups.map((group) => hunk(group, { before, after, within }));
}

/** What is added in front of a line belongs to what is above it. */
function isWithin({ from, to }: Lines, within: Lines): boolean {
  if (within.from === 0 && from === 0) return true;
  return from === to ? within.from < from && from <= within.to : within.from <= from && from < within.to;
}

function hunk(
  group: readonly LineChange[],
  { before, after, within }: { before: readonly string[]; after: readonly string[]; within: Lines },
): Hunk {
  const first = group[0] as LineChange;
  const last = group.at(-1) as LineChange;
  const start = Math.max(within.from, first.before.from - CONTEXT);
  const end = Math.max(last.before.to, Math.min(within.to, last.before.to + CONTEXT));
  const newStart = first.after.from - (first.before.from - start);
  const newEnd = last.after.to + (end - last.before.to);
  const lines: string[] = [];
  const tell = (mark: string, told: readonly string[]) => {
    for (const line of told) lines.push(...(line.endsWith("\n") ? [mark + line.slice(0, -1)] : [mark + line, NO_BREAK]));
  };
  let at = start;
  for (const change of group) {
    tell(" ", before.slice(at, change.before.from));
    tell("-", before.slice(change.before.from, change.before.to));
    tell("+", after.slice(change.after.from, change.after.to));
    at = change.before.to;
  }
  tell(" ", before.slice(at, end));
  return { oldStart: start + 1, oldLines: end - start, newStart: newStart + 1, newLines: newEnd - newStart, lines };
}

const NO_BREAK = "\\ No newline at end of file";
