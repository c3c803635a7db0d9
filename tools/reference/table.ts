/** A table of Markdown; bars in cells are escaped. */
export function tableOf(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const broken = rows.flat().find((cell) => cell.includes("\n"));
  if (broken !== undefined) throw new Error(`A cell has several lines: ${broken}`);
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`;
  return [line(header), `|${"-|".repeat(header.length)}\n`, ...rows.map(line)].join("");
}
