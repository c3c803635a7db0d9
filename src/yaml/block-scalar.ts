/**
 * The value of a block scalar (`|`, `>`), and where its lines end.
 *
 * Source: go.yaml.in/yaml scannerc.go yaml_parser_scan_block_scalar, yaml_parser_scan_block_scalar_breaks. It differs from the
 * package `yaml` in what ends a scalar: a last line of spaces that is deeper than the text is content, and one that the text's
 * end cuts off has no line break in its value.
 */
export interface BlockScalar {
  readonly value: string;
  /** Behind the line break of the last line that is part of the value. */
  readonly end: number;
}

interface Header {
  readonly isLiteral: boolean;
  readonly chomp: string;
  /** The column of the text; 0 where its first line decides. */
  readonly indent: number;
  /** Where the lines begin. */
  readonly from: number;
}

/** Reads the block scalar whose indicator is at `at`; `column` is that of the key or dash it stands behind, -1 for a document. */
export function blockScalar(text: string, at: number, { column, end }: { column: number; end: number }): BlockScalar {
  const header = headerOf(text, at, { column, end });
  const { lines, stop } = linesOf(text, header, { column, end });
  const filled = lines.findLastIndex((line) => line.text !== "") + 1;
  const isKept = header.chomp === "+";
  const last = lines[filled - 1];
  const content = header.isLiteral ? literalText(lines, filled) : foldedText(lines.slice(0, filled));
  const tail = header.chomp === "-" || last === undefined || !last.isEnded ? "" : "\n";
  const blanks = isKept ? "\n".repeat(lines.length - filled) : "";
  return { value: content + tail + blanks, end: isKept ? stop : (last?.end ?? header.from) };
}

function headerOf(text: string, at: number, { column, end }: { column: number; end: number }): Header {
  const newline = text.indexOf("\n", at);
  const from = newline === -1 || newline >= end ? end : newline + 1;
  const indicators = /^[-+0-9]*/.exec(text.slice(at + 1, at + 4))?.[0] ?? "";
  const digit = Number(/[1-9]/.exec(indicators)?.[0] ?? 0);
  return {
    isLiteral: text[at] === "|",
    chomp: /[-+]/.exec(indicators)?.[0] ?? "",
    indent: digit === 0 ? 0 : Math.max(column, 0) + digit,
    from,
  };
}

interface Line {
  /** Without its indentation. */
  readonly text: string;
  /** Whether it has a line break. */
  readonly isEnded: boolean;
  readonly end: number;
}

/** The lines of the text and the blank ones among and below them. */
function linesOf(
  text: string,
  { indent: given, from }: Header,
  { column, end }: { column: number; end: number },
): { lines: readonly Line[]; stop: number } {
  const lines: Line[] = [];
  let indent = given;
  for (let at = from; at < end; ) {
    const newline = text.indexOf("\n", at);
    const isEnded = newline !== -1 && newline < end;
    const next = isEnded ? newline + 1 : end;
    const line = withoutBreak(text.slice(at, next));
    const spaces = line.search(/[^ ]|$/);
    if (indent === 0 && spaces < line.length) indent = Math.max(spaces, column + 1, 1);
    if (spaces < line.length && spaces < indent) return { lines, stop: at };
    const content = indent === 0 ? "" : line.slice(indent);
    if (content !== "" || isEnded) lines.push({ text: content, isEnded, end: next });
    at = next;
  }
  return { lines, stop: end };
}

function withoutBreak(line: string): string {
  if (!line.endsWith("\n")) return line;
  return line.endsWith("\r\n") ? line.slice(0, -2) : line.slice(0, -1);
}

function literalText(lines: readonly Line[], filled: number): string {
  return lines
    .slice(0, filled)
    .map(({ text }) => text)
    .join("\n");
}

/** Between two lines that begin with no blank, one line break is a space and each further one a line break. */
function foldedText(lines: readonly Line[]): string {
  let out = "";
  let breaks = 0;
  let isFolded = false;
  for (const { text } of lines) {
    if (text === "") {
      breaks++;
      continue;
    }
    const isIndented = /^[ \t]/.test(text);
    const isJoined = isFolded && !isIndented;
    if (out !== "" || breaks > 0) out += isJoined ? (breaks === 1 ? " " : "\n".repeat(breaks - 1)) : "\n".repeat(breaks);
    out += text;
    breaks = 1;
    isFolded = !isIndented;
  }
  return out;
}
