import type { SourceScalar } from "./source-node.ts";

const HEADER = /\|([-+]?) *(?: #[^\n]*)?(?:\n|$)/y;

/**
 * The literal block scalar (`|`, `|-`, `|+`) whose indicator is at `at`; its content is deeper than `parentColumn`.
 *
 * @returns undefined for an explicit indentation indicator, and where the indentation is not plainly right
 */
export function literalScalar(
  text: string,
  at: number,
  { parentColumn, end }: { parentColumn: number; end: number },
): SourceScalar | undefined {
  HEADER.lastIndex = at;
  const header = HEADER.exec(text);
  if (header === null || HEADER.lastIndex > end) return undefined;
  const content = contentLines(text, HEADER.lastIndex, end);
  if (content === undefined || content.indent <= Math.max(parentColumn, 0)) return undefined;
  const { lines, indent, stop } = content;
  // A line that ends with the text itself gives no line break.
  if (stop === end && text[end - 1] !== "\n")
    return { kind: "scalar", style: "literal", value: lines.join("\n"), start: at, propsStart: at, end };
  const filled = lines.findLastIndex((line) => line !== "") + 1;
  const body = lines.slice(0, filled).join("\n");
  const chomp = header[1];
  const value = chomp === "-" ? body : chomp === "+" ? lines.map((line) => `${line}\n`).join("") : `${body}\n`;
  return {
    kind: "scalar",
    style: "literal",
    value,
    start: at,
    propsStart: at,
    end: chomp === "+" ? stop : lastLine(text, stop, { lines, filled, indent }),
  };
}

/** The lines that are deep enough, without their indentation; undefined if a blank line is deeper than the text. */
function contentLines(text: string, from: number, end: number): { lines: string[]; indent: number; stop: number } | undefined {
  const lines: string[] = [];
  let indent = -1;
  let at = from;
  while (at < end) {
    const found = text.indexOf("\n", at);
    const newline = found === -1 || found >= end ? end : found;
    const line = text.slice(at, newline);
    const spaces = line.search(NO_SPACE);
    if (spaces === -1) {
      if (newline === end) return undefined;
      // Deeper blanks are content; above the first text they say nothing about its indentation.
      if (line.length > Math.max(indent, 0)) return undefined;
      lines.push("");
    } else {
      if (indent === -1) indent = spaces;
      if (spaces < indent) return { lines, indent, stop: at };
      if (line.charCodeAt(spaces) === 9) return undefined;
      lines.push(line.slice(indent));
    }
    at = Math.min(newline + 1, end);
  }
  return indent === -1 ? undefined : { lines, indent, stop: at };
}

const NO_SPACE = /[^ ]/;

/** The offset after the last line with text: blank lines below it do not belong to a clipped or stripped literal. */
function lastLine(text: string, stop: number, { lines, filled }: { lines: string[]; filled: number; indent: number }): number {
  let at = stop;
  for (let i = lines.length; i > filled; i--) at = text.lastIndexOf("\n", at - 2) + 1;
  return at;
}
