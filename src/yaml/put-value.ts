import { isEmpty, isList, isMap, type Value } from "../value/value.ts";
import { blankLines, contentEnd, type EntryLines, entryLines, isBlock, linesStart, raised } from "./layout.ts";
import { type PutContext, styleAbove } from "./put-context.ts";
import { quoted, scalarText } from "./scalar.ts";
import type { SourceEntry, SourceNode } from "./source-node.ts";
import { collectionLines, isLiteral, pad, valueColumn, valueText, type WriteStyle } from "./write.ts";

/**
 * An entry with a rewritten value, from its key or dash to the end of its lines. The comment on its line and those
 * around it stay. Anchor and tag are removed, unless a scalar only changes its style.
 */
export function replaced(context: PutContext, lines: Pick<EntryLines, "entry" | "bodyEnd">, after: Value): string {
  const { text } = context;
  const { entry } = lines;
  const around = surroundings(context, lines, entry.value.kind === "scalar" && entry.value.value === after);
  const style = styleAbove(context.style, blankLines(text, around.below));
  const key = text.slice(entry.start, entry.mark);
  if ((isMap(after) || isList(after)) && !isEmpty(after)) return key + blockValue(text, { entry, after, around, style });
  const place = { column: columnOf(text, entry), style, inMap: isKey(text, entry) };
  const plainLine = !around.above.includes("\n") && around.comment === "" && /^\s+$/.test(around.tail) && key !== "";
  const inline =
    typeof after === "string" && isLiteral(after) && plainLine && !isQuotedLines(entry.value)
      ? valueText(after, place).slice(1)
      : inlineText(after);
  return key + (around.above === "" && key !== "" ? " " : around.above) + inline + around.comment + around.tail;
}

/** Lines that somebody wrote in quotes: their replacement is quoted too. */
function isQuotedLines(node: SourceNode): boolean {
  return node.kind === "scalar" && node.style === "double" && typeof node.value === "string" && node.value.includes("\n");
}

interface Surroundings {
  /** Between key and value: a space, or comment lines where the value is on a line of its own. */
  readonly above: string;
  /** The comment after the value, with the spaces before it; for a block value, the one on the key's line. */
  readonly comment: string;
  /** From the line break to the end of the entry's lines. */
  readonly tail: string;
  /** Where the line below the value begins. */
  readonly below: number;
}

function surroundings(context: PutContext, { entry, bodyEnd }: Pick<EntryLines, "entry" | "bodyEnd">, isRestyled: boolean): Surroundings {
  const { text, style } = context;
  const { value } = entry;
  if (isBlock(value)) {
    const from = linesStart(text, value, entry);
    const last = entryLines(text, value, { from, limit: bodyEnd }).at(-1) as EntryLines;
    const below = last.bodyEnd;
    return { above: "", comment: trailingComment(text.slice(entry.mark, from)), tail: style.eol + text.slice(below, bodyEnd), below };
  }
  const below = contentEnd(text, entry);
  const above = text.slice(entry.mark, isRestyled ? value.start : value.propsStart);
  if (value.kind === "scalar" && (value.style === "literal" || value.style === "folded")) {
    const header = text.slice(value.start, text.indexOf("\n", value.start) === -1 ? bodyEnd : text.indexOf("\n", value.start));
    return { above, comment: trailingComment(header), tail: style.eol + text.slice(below, bodyEnd), below };
  }
  const rest = text.slice(value.end, bodyEnd);
  const line = /^[^\r\n]*/.exec(rest)?.[0] ?? "";
  // After quotes and brackets a comment needs no space; after anything else it does.
  return { above, comment: line.startsWith("#") ? ` ${line}` : line, tail: rest.slice(line.length), below };
}

/** The comment of a line that holds nothing else but anchor, tag or a block scalar's indicators. */
function trailingComment(line: string): string {
  const hash = line.indexOf("#");
  return hash === -1 ? "" : ` ${line.slice(hash).trim()}`;
}

function blockValue(
  text: string,
  { entry, after, around, style }: { entry: SourceEntry; after: Value; around: Surroundings; style: WriteStyle },
): string {
  const column = columnOf(text, entry);
  const isRoot = entry.start === entry.mark;
  const place = { column, style, inMap: isKey(text, entry) };
  const inner = isRoot ? 0 : valueColumn(after, place);
  const tail = raised(around.tail, inner) || style.eol;
  if (isRoot) return collectionLines(after, { column: inner, style }) + tail;
  const ownLine = around.above.includes("\n");
  const header = ownLine ? withoutBlankLines(around.above) : "";
  // No tab is allowed after an explicit key's colon.
  const behind = around.comment.trimEnd().replace(/^[ \t]*\t[ \t]*/, " ");
  const [first = behind, ...more] = [...commentsWithin(text, entry.value), ...(behind === "" ? [] : [behind])];
  const lines = ownLine && first !== "" ? [first, ...more] : more;
  const comments = (ownLine ? "" : first) + lines.map((line) => style.eol + pad(inner) + line.trim()).join("");
  if (header + comments === "") return valueText(after, place) + tail;
  return `${header}${comments}${style.eol}${pad(inner)}${collectionLines(after, { column: inner, style })}${tail}`;
}

/** A text without the blank lines at its end; the spaces at the end of the line above them stay. */
function withoutBlankLines(text: string): string {
  const trimmed = text.trimEnd();
  return trimmed + (/^ */.exec(text.slice(trimmed.length))?.[0] ?? "");
}

/** The comments in the braces or brackets of an empty collection. */
function commentsWithin(text: string, node: SourceNode): readonly string[] {
  if ((node.kind !== "map" && node.kind !== "list") || !node.flow || node.entries.length > 0) return [];
  const lines = text.slice(node.start + 1, node.end - 1).split("\n");
  return lines.flatMap((line) => (line.includes("#") ? [` ${line.trim()}`] : []));
}

/** A scalar on one line, or an empty collection. */
function inlineText(value: Value): string {
  if (isMap(value)) return "{}";
  if (isList(value)) return "[]";
  return typeof value === "string" && value.includes("\n") ? quoted(value) : scalarText(value);
}

function columnOf(text: string, entry: SourceEntry): number {
  return entry.start - (text.lastIndexOf("\n", entry.start - 1) + 1);
}

function isKey(text: string, entry: SourceEntry): boolean {
  return text[entry.mark - 1] === ":";
}
