import type { Value } from "../value/value.ts";
import { wholeScalar } from "./line-form.ts";
import { inlineValue } from "./read-inline.ts";
import type { SourceNode, SourceScalar } from "./source-node.ts";

export type ScalarPath = readonly (string | number)[];

/** A line with a scalar, or a line of a literal. */
export interface ScalarLine {
  readonly path: ScalarPath;
  /** The scalar that another line in this one's place gives, `before` being the present one; undefined where more than that may change. */
  readonly scalarOf: (line: string, before: Value) => Value | undefined;
}

/**
 * The lines of a text by their numbers; of several scalars on a line only the last is told. `root` is what the quick reader
 * made of the text, so it has no anchors and tags.
 */
export function scalarLines(lines: readonly string[], root: SourceNode): ReadonlyMap<number, ScalarLine> {
  const found = new Map<number, ScalarLine>();
  let line = 0;
  let lineStart = 0;
  const visit = (node: SourceNode, path: ScalarPath, isInFlow: boolean): void => {
    if (node.kind === "map" || node.kind === "list") {
      for (const [i, { key, value }] of node.entries.entries()) visit(value, [...path, node.kind === "map" ? key : i], node.flow);
    } else if (node.kind === "scalar" && node.style !== "empty") {
      for (let next = lineStart + lengthOf(lines, line); next <= node.start; next += lengthOf(lines, line)) {
        lineStart = next;
        line++;
      }
      const known = lines[line] as string;
      if (node.style === "literal") for (const [row, scalarOf] of literalLines(lines, line + 1, node)) found.set(row, { path, scalarOf });
      else found.set(line, { path, scalarOf: isInFlow ? flowLine(known, node, lineStart) : blockLine(known, node.start - lineStart) });
    }
  };
  visit(root, [], false);
  return found;
}

/** With its line break. */
function lengthOf(lines: readonly string[], i: number): number {
  return (lines[i] as string).length + 1;
}

/** A scalar behind its key or dash, to the end of the line. What makes a key or an item of it is no whole scalar. */
function blockLine(known: string, at: number): ScalarLine["scalarOf"] {
  const before = known.slice(0, at);
  return (line) => (line.startsWith(before) && line[at] !== " " ? wholeScalar(line, at)?.value : undefined);
}

/** A quoted scalar in the place of one in a flow collection. */
function flowLine(known: string, { start, end }: SourceScalar, lineStart: number): ScalarLine["scalarOf"] {
  const before = known.slice(0, start - lineStart);
  const behind = known.slice(end - lineStart);
  return (line) => {
    if (!line.startsWith(before) || !line.endsWith(behind)) return undefined;
    const node = inlineValue(line, before.length, { end: line.length, parentColumn: 0 });
    const isQuoted = node?.kind === "scalar" && node.style !== "plain";
    return isQuoted && node.end === line.length - behind.length ? node.value : undefined;
  };
}

/** The lines of a literal that have text, by their numbers: another may stand there if it is as deep. */
function literalLines(lines: readonly string[], first: number, { value }: SourceScalar) {
  return String(value)
    .split("\n")
    .flatMap((content, row): readonly (readonly [number, ScalarLine["scalarOf"]])[] => {
      if (!/[^ ]/.test(content)) return [];
      const known = lines[first + row] as string;
      const depth = known.search(/[^ ]/);
      const indent = known.length - content.length;
      const scalarOf: ScalarLine["scalarOf"] = (line, before) =>
        line.search(/[^ ]/) === depth && line[depth] !== "\t"
          ? String(before).split("\n").with(row, line.slice(indent)).join("\n")
          : undefined;
      return [[first + row, scalarOf]];
    });
}
