import { alignEqual } from "../change/align.ts";
import { isList, type Value } from "../value/value.ts";
import { digest } from "./digest.ts";

/**
 * Lines of the original text that reverting the graft by values alone would not restore: quotes and comments of
 * replaced or removed values, the order of keys, aliases that had to be written out. They are found again by the lines
 * that they replace, not by their number, because others may have edited the text around them.
 */
export interface KeptLines {
  /** The first line that they replace, counted from the object's first line. */
  readonly at: number;
  /** How many lines they replace; 0: they come after the line before `at`. */
  readonly count: number;
  /** A digest of those lines, or of that line. */
  readonly digest: string;
  readonly lines: readonly string[];
}

/** The changes from the lines of one text to those of another. */
export function keptLines(printed: readonly string[], wanted: readonly string[]): readonly KeptLines[] {
  const from = alignEqual(printed, wanted);
  const found: KeptLines[] = [];
  let at = 0;
  for (let i = 0; i <= wanted.length; ) {
    let next = i;
    while (next < wanted.length && from[next] === -1) next++;
    const to = next < wanted.length ? (from[next] as number) : printed.length;
    if (to > at || next > i) found.push(hunkOf(printed, { at, to, lines: wanted.slice(i, next) }));
    at = to + 1;
    i = next + 1;
  }
  return found;
}

function hunkOf(printed: readonly string[], { at, to, lines }: { at: number; to: number; lines: readonly string[] }): KeptLines {
  if (to > at) return { at, count: to - at, digest: digestOf(printed, at, to - at), lines };
  // Lines cannot come before the first line, because no line precedes it.
  if (at === 0) return { at, count: 1, digest: digestOf(printed, 0, 1), lines: [...lines, printed[0] as string] };
  return { at, count: 0, digest: digestOf(printed, at - 1, 1), lines };
}

function digestOf(lines: readonly string[], at: number, count: number): string {
  return digest(lines.slice(at, at + count).join("\n"));
}

/**
 * The lines after putting back those whose place was found, and the ones whose place was not found. `first` is the
 * object's first line.
 */
export function withKeptLines(
  printed: readonly string[],
  kept: readonly KeptLines[],
  first: number,
): { lines: readonly string[]; missed: readonly KeptLines[] } {
  const out: string[] = [];
  const missed: KeptLines[] = [];
  let done = 0;
  let moved = first;
  for (const hunk of kept) {
    const { at, count, digest: wanted, lines } = hunk;
    const width = Math.max(count, 1);
    const found = nearest(printed, {
      from: Math.max(done - (count === 0 ? 1 : 0), 0),
      near: at + moved - (count === 0 ? 1 : 0),
      width,
      wanted,
    });
    if (found === undefined) {
      missed.push(hunk);
      continue;
    }
    const start = count === 0 ? found + 1 : found;
    out.push(...printed.slice(done, start), ...lines);
    done = start + count;
    moved = start - at;
  }
  return { lines: [...out, ...printed.slice(done)], missed };
}

interface Sought {
  readonly from: number;
  readonly near: number;
  readonly width: number;
  readonly wanted: string;
}

function nearest(lines: readonly string[], { from, near, width, wanted }: Sought): number | undefined {
  const last = lines.length - width;
  for (let distance = 0; distance <= lines.length; distance++) {
    for (const at of distance === 0 ? [near] : [near + distance, near - distance]) {
      if (at >= from && at <= last && digestOf(lines, at, width) === wanted) return at;
    }
  }
  return undefined;
}

/** Its form in the annotation; without lines, null. */
export function keptLinesValue({ at, count, digest: hash, lines }: KeptLines): Value {
  return [at, count, hash, lines.length === 0 ? null : lines.join("\n")];
}

/** Undefined if {@link keptLinesValue} did not write it. */
export function parseKeptLines(value: Value): KeptLines | undefined {
  if (!isList(value) || value.length !== 4) return undefined;
  const [at, count, hash, lines = null] = value;
  if (typeof at !== "number" || typeof count !== "number" || typeof hash !== "string") return undefined;
  if (lines !== null && typeof lines !== "string") return undefined;
  return { at, count, digest: hash, lines: lines === null ? [] : lines.split("\n") };
}
