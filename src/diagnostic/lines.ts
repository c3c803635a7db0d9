/** The last text: there are often many reports about one text. This only saves time. */
let last: { readonly text: string; readonly starts: readonly number[] } = { text: "", starts: [0] };

/** The start of each line of a text; after a final line break there is one more. */
export function lineStarts(text: string): readonly number[] {
  if (text !== last.text) {
    const starts = [0];
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    last = { text, starts };
  }
  return last.starts;
}

/** Line and column of an offset, from 1. */
export function positionOf(text: string, offset: number): { line: number; column: number } {
  const starts = lineStarts(text);
  let [line, beyond] = [0, starts.length];
  while (beyond - line > 1) {
    const middle = (line + beyond) >> 1;
    if ((starts[middle] as number) <= offset) line = middle;
    else beyond = middle;
  }
  return { line: line + 1, column: offset - (starts[line] as number) + 1 };
}
