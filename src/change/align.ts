import { equal, type ValueList } from "../value/value.ts";

/** Beyond this many comparisons, only the common beginning and end of two lists are matched. */
const MAX_COMPARISONS = 250_000;

/**
 * For each new item, the index of the equal old item, in rising order, or -1: a longest common subsequence.
 */
export function alignEqual(before: ValueList, after: ValueList): readonly number[] {
  const matches = after.map(() => -1);
  let head = 0;
  while (head < before.length && head < after.length && equal(before[head], after[head])) matches[head] = head++;
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    equal(before[before.length - 1 - tail], after[after.length - 1 - tail])
  ) {
    tail++;
    matches[after.length - tail] = before.length - tail;
  }
  const rows = before.length - head - tail;
  const columns = after.length - head - tail;
  if (rows * columns <= MAX_COMPARISONS) alignMiddle({ before, after, matches }, { head, rows, columns });
  return matches;
}

interface Alignment {
  readonly before: ValueList;
  readonly after: ValueList;
  readonly matches: number[];
}

function alignMiddle(
  { before, after, matches }: Alignment,
  { head, rows, columns }: { head: number; rows: number; columns: number },
): void {
  const same = (i: number, j: number) => equal(before[head + i], after[head + j]);
  const lengths = Array.from({ length: rows + 1 }, () => new Uint16Array(columns + 1));
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      lengths[i]![j] = same(i, j) ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  for (let i = 0, j = 0; i < rows && j < columns; ) {
    if (same(i, j)) matches[head + j++] = head + i++;
    else if (lengths[i + 1]![j]! >= lengths[i]![j + 1]!) i++;
    else j++;
  }
}
