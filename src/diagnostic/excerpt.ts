import { lineStarts } from "./lines.ts";

/** The most characters of a line that are shown. */
const WIDEST = 160;

/**
 * The lines of a text around one of them (from 1), numbered; the line itself is marked, with a caret below it if a
 * column (from 1) is given. Long lines are cut.
 */
export function excerpt(text: string, line: number, column = 0): readonly string[] {
  const starts = lineStarts(text);
  const count = starts.length > 1 && starts.at(-1) === text.length ? starts.length - 1 : starts.length;
  const first = Math.max(1, line - 2);
  const last = Math.min(count, line + 2);
  const lines = text.slice(starts[first - 1], (starts[last] ?? text.length + 1) - 1).split("\n");
  const width = String(last).length;
  const from = Math.max(0, column - WIDEST / 2);
  return lines.flatMap((content, i) => {
    const number = first + i;
    const start = number === line && content.length > WIDEST ? from : 0;
    const shown = content.slice(start, start + WIDEST).replace(/\r$/, "");
    const told = `${number === line ? ">" : " "} ${String(number).padStart(width)} | ${shown}`;
    return number === line && column > 0 ? [told, `${" ".repeat(width + 2)} | ${" ".repeat(column - 1 - start)}^`] : [told];
  });
}
