import { isBreak, strayBreak, TAB_FAULT, TextFault } from "./cursor.ts";

/** The value of a block scalar (`|`, `>`), and where its lines end. */
export interface BlockScalar {
  readonly value: string;
  /** After the line break of the last line that is part of the value. */
  readonly end: number;
  /** The beginning of the line below it and of all blank lines. */
  readonly next: number;
}

interface Header {
  readonly isLiteral: boolean;
  readonly chomp: string;
  /** The column of the text; 0 where its first line decides. */
  readonly indent: number;
  /** Where the lines begin. */
  readonly from: number;
}

/**
 * Reads the block scalar whose indicator is at `at`; `column` is that of the block collection it is in, -1 for a document.
 *
 * Source: go.yaml.in/yaml scannerc.go yaml_parser_scan_block_scalar, yaml_parser_scan_block_scalar_breaks
 */
export function blockScalar(text: string, at: number, { column, end }: { column: number; end: number }): BlockScalar {
  const header = headerOf(text, at, { column, end });
  const { lines, stop } = linesOf(text, header, { column, end });
  const filled = lines.findLastIndex((line) => line.text !== "") + 1;
  const isKept = header.chomp === "+";
  const last = lines[filled - 1];
  const content = header.isLiteral ? literalText(lines, filled) : foldedText(lines.slice(0, filled));
  const tail = header.chomp === "-" || last === undefined || !last.isEnded ? "" : "\n";
  const blanks = isKept ? "\n".repeat(lines.length - filled) : "";
  return { value: content + tail + blanks, end: isKept ? stop : (last?.end ?? header.from), next: stop };
}

const HEADER = /([-+]?)([0-9]?)([-+]?)[ \t]*(?:#[^\n\r\u0085\u2028\u2029]*)?/y;

function headerOf(text: string, at: number, { column, end }: { column: number; end: number }): Header {
  const newline = text.indexOf("\n", at);
  const from = newline === -1 || newline >= end ? end : newline + 1;
  HEADER.lastIndex = at + 1;
  const [all, before, digit, behind] = HEADER.exec(text) as unknown as [string, string, string, string];
  const stop = at + 1 + all.length;
  if (stop < from && !isBreak(text.charCodeAt(stop)))
    throw new TextFault({ offset: stop, message: "text follows | or > on its line", fix: "begin the text on the next line" });
  if (stop < from && text.charCodeAt(stop) !== 10 && text.charCodeAt(stop + 1) !== 10) throw strayBreak(stop, text.charCodeAt(stop));
  if (digit === "0" || (before !== "" && behind !== ""))
    throw new TextFault({ offset: at, message: "the indentation after | or > is not a digit from 1 to 9" });
  return { isLiteral: text[at] === "|", chomp: before || behind, indent: digit === "" ? 0 : Math.max(column, 0) + Number(digit), from };
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
  let widest = 0;
  for (let at = from; at < end; ) {
    const newline = text.indexOf("\n", at);
    const isEnded = newline !== -1 && newline < end;
    const next = isEnded ? newline + 1 : end;
    const line = withoutBreak(text.slice(at, next));
    const spaces = spacesOf(line, indent);
    if (line.charCodeAt(spaces) === 9 && (indent === 0 || spaces < indent)) throw new TextFault({ offset: at + spaces, ...TAB_FAULT });
    widest = Math.max(widest, spaces);
    if (spaces < line.length && indent === 0) indent = Math.max(widest, column + 1, 1);
    if (spaces < line.length && spaces < indent) return { lines, stop: at };
    const content = indent === 0 ? "" : line.slice(indent);
    if (STRAY.test(content)) throw strayBreak(at + indent + content.search(STRAY), content.charCodeAt(content.search(STRAY)));
    if (content !== "" || isEnded) lines.push({ text: content, isEnded, end: next });
    at = next;
  }
  return { lines, stop: end };
}

const STRAY = /[\r\u0085\u2028\u2029]/;

/** How many spaces a line begins with, counted no further than the indentation if that is known. */
function spacesOf(line: string, indent: number): number {
  let spaces = 0;
  while ((indent === 0 || spaces < indent) && line.charCodeAt(spaces) === 32) spaces++;
  return spaces;
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
