/**
 * The fields of the first record of a CSV text; undefined if Go's reader finds a fault, or no record. Blank lines before it do not
 * count, a quote may only begin a field, or be doubled within quotes.
 *
 * Source: Go encoding/csv Reader.Read.
 */
export function csvRecord(text: string): readonly string[] | undefined {
  const lines = text.match(/[^\n]*(?:\n|$)/g) ?? [];
  const first = lines.findIndex((line) => line.replace(/\r?\n$/, "") !== "");
  if (first === -1) return undefined;
  // A carriage return before a line feed, or at the very end, is not part of a line.
  const rest = lines.slice(first).join("").replace(/\r\n/g, "\n").replace(/\r$/, "");
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    const field = rest[at] === '"' ? quotedField(rest, at + 1) : plainField(rest, at);
    if (field === undefined) return undefined;
    fields.push(field.text);
    if (rest[field.end] !== ",") return fields;
    at = field.end + 1;
  }
}

interface Field {
  readonly text: string;
  /** Where the comma or the line's end is. */
  readonly end: number;
}

function plainField(text: string, start: number): Field | undefined {
  let end = start;
  while (end < text.length && text[end] !== "," && text[end] !== "\n") end++;
  const found = text.slice(start, end);
  return found.includes('"') ? undefined : { text: found, end };
}

function quotedField(text: string, start: number): Field | undefined {
  let found = "";
  for (let at = start; at < text.length; at++) {
    if (text[at] !== '"') found += text[at];
    else if (text[at + 1] === '"') found += text[at++];
    else {
      const isEnd = at + 1 === text.length || text[at + 1] === "," || text[at + 1] === "\n";
      return isEnd ? { text: found, end: at + 1 } : undefined;
    }
  }
  return undefined;
}
