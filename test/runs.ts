/** How many generated inputs a test takes: as PODGRAFT_FUZZ_RUNS says, which quick runs set low. */
export const runs = (usual: number): number => (asked === undefined ? usual : Number(asked));

/** Rows that are many and cost much: all of them, or in a quick run as many as are asked for, evenly spread. */
export function sampled<Row>(rows: readonly Row[]): readonly Row[] {
  const count = Math.min(runs(rows.length), rows.length);
  return Array.from({ length: count }, (_, i) => rows[Math.floor((i * rows.length) / count)] as Row);
}

const asked = process.env.PODGRAFT_FUZZ_RUNS;
