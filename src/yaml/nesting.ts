import { MAX_DEPTH } from "./source-node.ts";
import { tokens } from "./tokens.ts";

/**
 * Where collections are nested deeper than {@link MAX_DEPTH}, found without recursion: what composes a document goes down
 * level by level, and a stack that overflows in there may end the process. Undefined where it can be composed.
 */
export function tooDeepAt(source: string): number | undefined {
  return mayBeDeep(source) ? firstTooDeep(source) : undefined;
}

/** Every level of flow takes a bracket; one of block, at least every other one, a column of a line's beginning. */
function mayBeDeep(source: string): boolean {
  let brackets = 0;
  for (const bracket of ["[", "{"]) {
    for (let at = source.indexOf(bracket); at !== -1 && brackets <= MAX_DEPTH; at = source.indexOf(bracket, at + 1)) brackets++;
  }
  return brackets > MAX_DEPTH || LONG_INDENTATION.test(source);
}

const LONG_INDENTATION = new RegExp(`^[-?: \\t]{${MAX_DEPTH / 2},}`, "m");

/** Tokens that begin no node of a block. */
const BETWEEN: ReadonlySet<string | null> = new Set([
  "space",
  "comment",
  "newline",
  "comma",
  "map-value-ind",
  "anchor",
  "tag",
  "doc-start",
]);

function firstTooDeep(source: string): number | undefined {
  const columns: number[] = [];
  let flow = 0;
  for (const { type, at, column } of tokens(source)) {
    if (type === "flow-seq-start" || type === "flow-map-start") flow++;
    else if (type === "flow-seq-end" || type === "flow-map-end") flow = Math.max(0, flow - 1);
    else if (flow === 0 && !BETWEEN.has(type)) {
      while ((columns.at(-1) ?? -1) >= column) columns.pop();
      columns.push(column);
    }
    if (flow + columns.length > MAX_DEPTH + 2) return at;
  }
  return undefined;
}
