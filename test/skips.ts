/** Tests that did not run, by the reason why. */
export type Skips = Readonly<Record<string, number>>;

let skips: Record<string, number> = {};

export function countSkip(reason: string): void {
  skips[reason] = (skips[reason] ?? 0) + 1;
}

/** What was counted since the last call. */
export function takeSkips(): Skips {
  const taken = skips;
  skips = {};
  return taken;
}

export function addSkips(all: readonly Skips[]): Skips {
  const sum: Record<string, number> = {};
  for (const [reason, count] of all.flatMap((each) => Object.entries(each))) sum[reason] = (sum[reason] ?? 0) + count;
  return sum;
}

export function countOf(counted: Skips): number {
  return Object.values(counted).reduce((sum, count) => sum + count, 0);
}

/** One line for each reason. */
export function skipLines(counted: Skips): string[] {
  return Object.entries(counted).map(([reason, count]) => `${count} ${count === 1 ? "test" : "tests"} skipped: ${reason}`);
}

// Where a file runs without test/run.ts, nobody has taken them.
process.on("exit", () => {
  for (const line of skipLines(takeSkips())) console.log(line);
});
