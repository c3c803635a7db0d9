/**
 * The candidate that `word` most likely means, or undefined if none is near: at most a third of its letters inserted,
 * left out, replaced or swapped with a neighbour; the case of letters counts half.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 0.5;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= bestDistance || foreignLetters(word, candidate) >= bestDistance) continue;
    const distance = editDistance(word, candidate);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** The end of a message if a name is near. */
export function didYouMean(meant: string | undefined): string {
  return meant === undefined ? "" : `. Did you mean ${meant}?`;
}

/** Joins words: "inject, skip or fail". */
export function choiceText(words: readonly string[]): string {
  return words.join(", ").replace(/, ([^,]*)$/, " or $1");
}

/** The number of letters of a word that another one lacks, in either case: each must be left out or replaced. */
function foreignLetters(word: string, other: string): number {
  const letters = start(other).toLowerCase();
  let count = 0;
  for (const letter of start(word)) if (!letters.includes(letter.toLowerCase())) count++;
  return count;
}

/** The part of a word that is compared. */
function start(word: string): string {
  return word.slice(0, 64);
}

/** Optimal string alignment distance over the starts of both words. */
function editDistance(left: string, right: string): number {
  const a = start(left);
  const b = start(right);
  let twoBack: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + substitution(a[i - 1]!, b[j - 1]!));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, twoBack[j - 2]! + 1);
      row.push(cost);
    }
    twoBack = previous;
    previous = row;
  }
  return previous[b.length]!;
}

function substitution(a: string, b: string): number {
  if (a === b) return 0;
  return a.toLowerCase() === b.toLowerCase() ? 0.5 : 1;
}
