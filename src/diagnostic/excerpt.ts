/** As much of a line as is shown. */
const WIDEST = 160;

/**
 * The lines of a text around one of them (from 1), numbered, the line itself marked; below it a caret where a column (from 1)
 * is given. Of long lines only a piece is shown.
 */
export function excerpt(text: string, line: number, column = 0): readonly string[] {
  const lines = text.replace(/\n$/, "").split("\n");
  const first = Math.max(1, line - 2);
  const last = Math.min(lines.length, line + 2);
  const width = String(last).length;
  const from = Math.max(0, column - WIDEST / 2);
  return lines.slice(first - 1, last).flatMap((content, i) => {
    const number = first + i;
    const start = number === line && content.length > WIDEST ? from : 0;
    const shown = content.slice(start, start + WIDEST).replace(/\r$/, "");
    const told = `${number === line ? ">" : " "} ${String(number).padStart(width)} | ${shown}`;
    return number === line && column > 0 ? [told, `${" ".repeat(width + 2)} | ${" ".repeat(column - 1 - start)}^`] : [told];
  });
}

/** The line (from 1) that an offset is in. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
