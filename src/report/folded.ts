import { PROVENANCE } from "../graft/provenance.ts";

/** A line of a diff, with its first character, and whether it is one of those that are folded. */
export interface Told {
  readonly line: string;
  readonly isFolded: boolean;
}

/** The lines of YAML or JSON that contain only podgraft's own annotation. */
export function provenanceLines(lines: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  let depth: number | undefined;
  lines.forEach((line, i) => {
    const indentation = line.search(/[^ ]/);
    const isWithin = depth !== undefined && (line.trim() === "" || indentation > depth);
    if (!isWithin) depth = HEADER.test(line) ? indentation : undefined;
    if (depth !== undefined) found.add(i);
  });
  return found;
}

const HEADER = new RegExp(`^ *(["']?)${PROVENANCE.replace(".", "\\.")}\\1:\\s`);

/** The lines, with each run of folded ones replaced by one line that counts them. That line is not part of a patch. */
export function folded(lines: readonly Told[]): readonly string[] {
  const shown: string[] = [];
  for (let i = 0; i < lines.length; ) {
    const run = lines.slice(i, endOfRun(lines, i));
    shown.push(...(run[0]?.isFolded ? [foldedLine(run)] : run.map(({ line }) => line)));
    i += run.length;
  }
  return shown;
}

function endOfRun(lines: readonly Told[], start: number): number {
  let end = start + 1;
  while (end < lines.length && lines[end]?.isFolded === lines[start]?.isFolded) end++;
  return end;
}

function foldedLine(run: readonly Told[]): string {
  const counts = ["+", "-"].flatMap((mark) => {
    const count = run.filter(({ line }) => line.startsWith(mark)).length;
    return count === 0 ? [] : [`${mark}${count}`];
  });
  return `# ${PROVENANCE}: ${counts.length === 0 ? "unchanged" : `${counts.join(" ")} lines`}`;
}
