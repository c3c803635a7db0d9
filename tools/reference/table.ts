/** A table of Markdown; bars in cells are escaped. */
export function tableOf(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`;
  return [line(header), `|${"-|".repeat(header.length)}\n`, ...rows.map(line)].join("");
}
