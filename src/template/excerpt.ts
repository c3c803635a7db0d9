/** The lines of a text around one of them (from 1), numbered, the line itself marked. */
export function excerpt(text: string, line: number): readonly string[] {
  const lines = text.split("\n");
  const first = Math.max(1, line - 2);
  const last = Math.min(lines.length, line + 2);
  const width = String(last).length;
  return lines.slice(first - 1, last).map((content, i) => {
    const number = first + i;
    return `${number === line ? ">" : " "} ${String(number).padStart(width)} | ${content}`;
  });
}

/** The line (from 1) that an offset is in. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
