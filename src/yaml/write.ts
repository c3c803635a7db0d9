import { remembered } from "../value/remembered.ts";
import { isEmpty, isList, isMap, type Value, type ValueList, type ValueMap } from "../value/value.ts";
import { doubleQuoted, isPlainSafe, quoted, scalarText } from "./scalar.ts";

/** The style of new YAML, taken from the document that it goes into. */
export interface WriteStyle {
  /** The line break: `\n` or `\r\n`. */
  readonly eol: string;
  /** Spaces for each level of nesting. */
  readonly step: number;
  /** Whether a list is deeper than the key it belongs to. */
  readonly indentLists: boolean;
  /** Whether keys are quoted in flow collections, as in JSON. */
  readonly json: boolean;
  /** How a document of JSON is laid out; absent: on one line, with a space after each comma and colon. */
  readonly layout?: JsonLayout | undefined;
  /** Whether text of several lines is quoted rather than a literal. */
  readonly oneLine?: boolean;
}

/** For texts that are podgraft's own. */
export const ownStyle: WriteStyle = { eol: "\n", step: 2, indentLists: false, json: false };

/** Without any spaces, or each entry on a line of its own, deeper by so much. */
export type JsonLayout = "compact" | { readonly unit: string };

/** A map's entry as lines: `key: value`, the first line without its indentation, the last without its line break. */
export function entryText(key: string, value: Value, { column, style }: { column: number; style: WriteStyle }): string {
  return `${scalarText(key)}:${valueText(value, { column, style, inMap: true })}`;
}

/** A list's item as lines: `- value`. */
export function itemText(value: Value, { column, style }: { column: number; style: WriteStyle }): string {
  return `-${valueText(value, { column, style, inMap: false })}`;
}

/** A new entry of a map, or, without a key, of a list. */
export function freshText(value: Value, { column, style, key }: { column: number; style: WriteStyle; key: string | undefined }): string {
  return key === undefined ? itemText(value, { column, style }) : entryText(key, value, { column, style });
}

interface ValuePlace {
  /** The column of the key or dash that the value is after. */
  readonly column: number;
  readonly style: WriteStyle;
  /** Behind a key rather than a dash. */
  readonly inMap: boolean;
}

/** What follows a key's colon or a dash: a space and a scalar, or a collection's lines. */
export function valueText(value: Value, { column, style, inMap }: ValuePlace): string {
  if (typeof value === "string" && !style.oneLine && isLiteral(value)) return ` ${literal(value, column + style.step, style)}`;
  if (!isMap(value) && !isList(value)) return ` ${scalarText(value)}`;
  if (isEmpty(value)) return isMap(value) ? " {}" : " []";
  return collectionText(value, column, style, inMap);
}

/** What is grafted into many workloads are in large part the same objects, mostly at the same column. */
const collectionText = remembered((value: ValueMap | ValueList, column: number, style: WriteStyle, inMap: boolean): string => {
  const inner = valueColumn(value, { column, style, inMap });
  const lines = collectionLines(value, { column: inner, style });
  return inMap ? `${style.eol}${pad(inner)}${lines}` : `${" ".repeat(inner - column - 1)}${lines}`;
});

/** The entries of a non-empty collection whose first one is already indented. */
export function collectionLines(value: Value, { column, style }: { column: number; style: WriteStyle }): string {
  const entries = isMap(value)
    ? Object.keys(value).map((key) => entryText(key, value[key] as Value, { column, style }))
    : (value as readonly Value[]).map((item) => itemText(item, { column, style }));
  return entries.join(`${style.eol}${pad(column)}`);
}

/** The column at which a collection's entries are. */
export function valueColumn(value: Value, { column, style, inMap }: ValuePlace): number {
  if (!inMap) return column + 2;
  return isList(value) && !style.indentLists ? column : column + style.step;
}

/** A flow collection or scalar; `indent` is the indentation of its line, for a layout of many lines. */
export function flowText(value: Value, style: WriteStyle, indent = ""): string {
  if (isList(value) || isMap(value)) return flowCollectionText(value, style, indent);
  return typeof value === "string" ? flowString(value, style) : scalarText(value);
}

function flowCollectionText(value: ValueMap | ValueList, style: WriteStyle, indent: string): string {
  const { layout } = style;
  const unit = typeof layout === "object" ? layout.unit : "";
  const items = isList(value)
    ? value.map((item) => flowText(item, style, indent + unit))
    : Object.keys(value).map((key) => flowEntryText(key, value[key] as Value, { style, indent: indent + unit }));
  const [open, close] = isList(value) ? "[]" : "{}";
  if (items.length === 0 || typeof layout !== "object") return open + items.join(layout === "compact" ? "," : ", ") + close;
  const lineBreak = style.eol + indent;
  return open + lineBreak + unit + items.join(`,${lineBreak}${unit}`) + lineBreak + close;
}

export function flowEntryText(key: string, value: Value, { style, indent }: { style: WriteStyle; indent: string }): string {
  return `${flowString(key, style)}:${style.layout === "compact" ? "" : " "}${flowText(value, style, indent)}`;
}

function flowString(text: string, { json }: WriteStyle): string {
  if (json) return doubleQuoted(text);
  return isPlainSafe(text) ? text : quoted(text);
}

/** Text of several lines that a literal carries unchanged, whoever reads it: the first line not indented, none of spaces only. */
export function isLiteral(text: string): boolean {
  return text.includes("\n") && !text.endsWith("\n\n") && isPrintable(text) && !BLANK_LINE.test(text);
}

/** By what it must not hold: a loop over its lines could exhaust a regular expression's stack. */
function isPrintable(lines: string): boolean {
  return /^[^ \n]/.test(lines) && !UNPRINTABLE.test(lines);
}

// Without `\p`, whose sets take their time at the start.
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what it looks for.
const UNPRINTABLE = /[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufeff]/u;
const BLANK_LINE = /\n +(?:\n|$)/;

function literal(text: string, column: number, style: WriteStyle): string {
  const clipped = text.endsWith("\n");
  const lines = (clipped ? text.slice(0, -1) : text).split("\n");
  const indent = pad(column);
  return [clipped ? "|" : "|-", ...lines.map((line) => (line === "" ? "" : indent + line))].join(style.eol);
}

export function pad(column: number): string {
  return " ".repeat(column);
}
