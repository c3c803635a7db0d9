const LEAST = 40;
const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, "g");
/** A line of an excerpt, whose columns matter: `      > 18 |  name: a`. */
const EXCERPT = /^ +[> ] *\d* \| /;

/**
 * Wraps a report to a number of columns; continuation lines are indented by two more. Words and excerpts of a text are
 * never broken. Without a width, or below 40, the report is unchanged.
 */
export function wrapped(report: string, columns: number | undefined): string {
  if (columns === undefined || columns < LEAST) return report;
  return report
    .split("\n")
    .map((line) => (widthOf(line) <= columns || EXCERPT.test(line) ? line : brokenLine(line, columns)))
    .join("\n");
}

function brokenLine(line: string, columns: number): string {
  const indent = " ".repeat(line.search(/[^ ]|$/) + 2);
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(/(?<=[^ ]) (?=[^ ])/)) {
    const longer = current === "" ? word : `${current} ${word}`;
    if (current !== "" && widthOf(longer) > columns) {
      lines.push(current);
      current = indent + word;
    } else current = longer;
  }
  return [...lines, current].join("\n");
}

/** The characters that a terminal shows; wide ones count as one. */
function widthOf(text: string): number {
  return [...text.replace(ESCAPES, "")].length;
}
