import { GUARD } from "./guard.ts";
import type { Unit } from "./put.ts";
import { walk } from "./source-node.ts";

const LINES = new RegExp(`^[ \\t]*${GUARD}\\r?\\n|[ \\t]+${GUARD}(?=\\r?$)`, "gm");

/** The text without the guards in its units; what looks like one inside a scalar stays. */
export function withoutGuards(text: string, units: Iterable<Unit>): string {
  if (!text.includes(GUARD)) return text;
  const scalars: { start: number; end: number }[] = [];
  const ranges = [...units].map(({ entry, end }) => ({ start: entry.start, end }));
  for (const { entry } of units) walk(entry.value, (node) => node.kind === "scalar" && scalars.push(node));
  const within = (at: number, places: readonly { start: number; end: number }[]) => places.some(({ start, end }) => at > start && at < end);
  return text.replace(LINES, (found: string, offset: number) => (within(offset, ranges) && !within(offset, scalars) ? "" : found));
}
