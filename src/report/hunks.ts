import type { StructuredPatchHunk } from "diff";
import { folded, provenanceLines, type Told } from "./folded.ts";
import { type LineChange, type Lines, lineChanges, linesOf } from "./line-changes.ts";

/** A piece of a unified diff: its lines with their first character, and where they are. */
export type Hunk = StructuredPatchHunk;

const CONTEXT = 3;

/** Two texts, compared line by line. */
export interface Compared {
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly changes: readonly LineChange[];
  /** The lines that are not shown, of each text. */
  readonly folds?: { readonly before: ReadonlySet<number>; readonly after: ReadonlySet<number> };
}

export function compareLines(before: string, after: string): Compared {
  const lines = { before: linesOf(before), after: linesOf(after) };
  return { ...lines, changes: lineChanges(lines.before, lines.after) };
}

/** The same with podgraft's own annotation folded. */
export function withFolds(compared: Compared): Compared {
  return { ...compared, folds: { before: provenanceLines(compared.before), after: provenanceLines(compared.after) } };
}

/**
 * The changes as hunks with three lines around them; `within`: only changes in these lines of the earlier text, and no
 * lines outside them.
 */
export function hunksOf(compared: Compared, within: Lines = { from: 0, to: compared.before.length }): readonly Hunk[] {
  const groups: LineChange[][] = [];
  for (const change of compared.changes.filter((found) => isWithin(found.before, within))) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last && change.before.from - last.before.to <= 2 * CONTEXT) group.push(change);
    else groups.push([change]);
  }
  return groups.map((group) => hunk(group, compared, within));
}

/** Lines added before a line belong to what is above them. */
function isWithin({ from, to }: Lines, within: Lines): boolean {
  if (within.from === 0 && from === 0) return true;
  return from === to ? within.from < from && from <= within.to : within.from <= from && from < within.to;
}

function hunk(group: readonly LineChange[], compared: Compared, within: Lines): Hunk {
  const first = group[0] as LineChange;
  const last = group.at(-1) as LineChange;
  const start = Math.max(within.from, first.before.from - CONTEXT);
  const end = Math.max(last.before.to, Math.min(within.to, last.before.to + CONTEXT));
  const newStart = first.after.from - (first.before.from - start);
  const newEnd = last.after.to + (end - last.before.to);
  const told: Told[] = [];
  const tell = (mark: string, side: "before" | "after", { from, to }: Lines) => told.push(...toldLines(compared, { mark, side, from, to }));
  let at = start;
  for (const change of group) {
    tell(" ", "before", { from: at, to: change.before.from });
    tell("-", "before", change.before);
    tell("+", "after", change.after);
    at = change.before.to;
  }
  tell(" ", "before", { from: at, to: end });
  const lines = [...folded(told)];
  return { oldStart: start + 1, oldLines: end - start, newStart: newStart + 1, newLines: newEnd - newStart, lines };
}

function toldLines(compared: Compared, { mark, side, from, to }: Lines & { mark: string; side: "before" | "after" }): readonly Told[] {
  return compared[side].slice(from, to).flatMap((line, i) => {
    const isFolded = compared.folds?.[side].has(from + i) === true;
    const told = line.endsWith("\n") ? [mark + line.slice(0, -1)] : [mark + line, NO_BREAK];
    return told.map((text) => ({ line: text, isFolded }));
  });
}

const NO_BREAK = "\\ No newline at end of file";
