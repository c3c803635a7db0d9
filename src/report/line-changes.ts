import { diffArrays } from "diff";

/** Lines `from` up to, but without, `to`. */
export interface Lines {
  readonly from: number;
  readonly to: number;
}

/** Lines of the earlier text, and the lines of the later one that replace them; either may be empty. */
export interface LineChange {
  readonly before: Lines;
  readonly after: Lines;
}

/** The lines of a text, each with its line break. */
export function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/**
 * The lines that differ, in order, never two changes that touch. Lines that both texts have exactly once anchor the
 * comparison; only the lines between two of them are compared in full. With a thousand workloads in one text, comparing
 * everything takes minutes.
 */
export function lineChanges(before: readonly string[], after: readonly string[]): readonly LineChange[] {
  const changes: LineChange[] = [];
  let at = { before: 0, after: 0 };
  for (const anchor of [...anchors(before, after), { before: before.length, after: after.length }]) {
    for (const change of changesWithin(before, after, { from: at, to: anchor })) append(changes, change);
    at = { before: anchor.before + 1, after: anchor.after + 1 };
  }
  return changes;
}

interface Pair {
  readonly before: number;
  readonly after: number;
}

/** The places of lines that are exactly once in both; if their order differs, as many as possible in the same order. */
function anchors(before: readonly string[], after: readonly string[]): readonly Pair[] {
  const places = placesOfUnique(after);
  const pairs = [...placesOfUnique(before)].flatMap(([line, at]) => {
    const there = places.get(line);
    return there === undefined ? [] : [{ before: at, after: there }];
  });
  return rising(pairs);
}

function placesOfUnique(lines: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const repeated = new Set<string>();
  for (const [i, line] of lines.entries()) {
    if (places.has(line)) repeated.add(line);
    else places.set(line, i);
  }
  for (const line of repeated) places.delete(line);
  return places;
}

/** The longest subsequence of the pairs, sorted by `before`, in which `after` also rises. */
function rising(pairs: readonly Pair[]): readonly Pair[] {
  interface Link {
    readonly pair: Pair;
    readonly previous: Link | undefined;
  }
  // ends[n]: among the rising sequences of n + 1 pairs, the one that ends lowest.
  const ends: Link[] = [];
  for (const pair of pairs) {
    let low = 0;
    for (let high = ends.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((ends[middle] as Link).pair.after < pair.after) low = middle + 1;
      else high = middle;
    }
    ends[low] = { pair, previous: ends[low - 1] };
  }
  const row: Pair[] = [];
  for (let link = ends.at(-1); link; link = link.previous) row.push(link.pair);
  return row.reverse();
}

function changesWithin(before: readonly string[], after: readonly string[], { from, to }: { from: Pair; to: Pair }): readonly LineChange[] {
  const changes: LineChange[] = [];
  let { before: b, after: a } = from;
  for (const { added, removed, count } of diffArrays(before.slice(b, to.before), after.slice(a, to.after))) {
    if (removed) append(changes, { before: { from: b, to: b + count }, after: { from: a, to: a } });
    if (added) append(changes, { before: { from: b, to: b }, after: { from: a, to: a + count } });
    if (!added) b += count;
    if (!removed) a += count;
  }
  return changes;
}

/** Adds a change; one that touches the last change is merged into it. */
function append(changes: LineChange[], { before, after }: LineChange): void {
  const last = changes.at(-1);
  if (!last || last.before.to !== before.from || last.after.to !== after.from) changes.push({ before, after });
  else changes[changes.length - 1] = { before: { ...last.before, to: before.to }, after: { ...last.after, to: after.to } };
}
