import type { Random } from "../random.ts";
import type { Layout } from "./layout.ts";

const word = /^[A-Za-z_/][A-Za-z0-9_./-]*$/;
const otherMeaning = /^(?:y|n|t|f|yes|no|on|off|true|false|null)$/i;
export const unprintable = /[\u007f-\u009f\u2028\u2029\ufeff]/g;
const unwritable = /[\r\u007f-\u009f\u2028\u2029\ufeff]/;
const escapedOnly = /[\n\r\t\u0080-\u009f\u2028\u2029\ufeff]/;

/** Whether a text may be written without quotes wherever it is. */
export function isWord(text: string): boolean {
  return word.test(text) && !otherMeaning.test(text);
}

export function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(unprintable, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** A scalar on one line, in one of its spellings. */
export function scalarText(value: null | boolean | number | string, { random, layout, flow }: Scalar): string {
  if (typeof value === "string") return stringText(value, { random, layout, flow });
  if (value === null) return random.pick(["null", "~", "Null", ...(flow ? ["null"] : [""])]);
  if (value === true) return random.pick(["true", "True", "yes", "on"]);
  return value === 0 ? random.pick(["0", "0", "0x0", "+0"]) : String(value);
}

interface Scalar {
  readonly random: Random;
  readonly layout: Layout;
  readonly flow: boolean;
}

function stringText(text: string, { random, layout, flow }: Scalar): string {
  const quoted = [doubleQuoted(text), ...(escapedOnly.test(text) ? [] : [`'${text.replaceAll("'", "''")}'`])];
  if (layout.tags > 0 && random.chance(layout.tags)) return random.pick(["!!str ", "! "]) + random.pick(quoted);
  if (isWord(text)) return random.pick([...quoted, text, text, text]);
  return random.pick(!flow && isPlainInBlock(text) ? [...quoted, text] : quoted);
}

function isPlainInBlock(text: string): boolean {
  return /^[A-Za-z(][A-Za-z0-9 ,.()[\]{}=_'"-]*$/.test(text) && !otherMeaning.test(text) && !text.endsWith(" ") && !/ #|: /.test(text);
}

/** Words over several lines, as plain or quoted scalars may be; undefined if the text is not of words. */
export function overLines(
  text: string,
  { random, layout, column }: { readonly random: Random; readonly layout: Layout; readonly column: number },
) {
  const words = text.split(" ");
  if (words.length < 2 || !words.every((one) => /^[A-Za-z0-9.]+$/.test(one))) return undefined;
  const quote = random.pick(['"', '"', "'", ""]);
  if (quote === "" && !/^[A-Za-z]/.test(text)) return undefined;
  // Go takes a quoted scalar that goes on at the start of a line.
  const indent = quote && layout.wild && random.chance(0.3) ? 0 : column + 1 + random.below(3);
  return quote + words.join(random.chance(0.5) ? " " : `\n${" ".repeat(indent)}`) + quote;
}

export interface BlockScalar {
  readonly header: string;
  readonly lines: readonly string[];
}

/** A literal or folded block scalar that holds exactly this text; undefined if none can. */
export function blockScalar(text: string, random: Random, column: number): BlockScalar | undefined {
  const body = text.replace(/\n+$/, "");
  if (body === "" || unwritable.test(text)) return undefined;
  const rows = body.split("\n");
  const ends = text.length - body.length;
  const indent = 1 + random.below(4);
  const needsIndicator = /^[ \t]|^$/.test(rows[0]!);
  const indicator = needsIndicator || random.chance(0.2) ? String(indent) : "";
  const chomping = ends === 0 ? "-" : ends === 1 ? random.pick(["", "", "+"]) : "+";
  const folds = random.chance(0.25) && !rows.some((row) => /^[ \t]|[ \t]$|^$/.test(row));
  const pad = " ".repeat(column + indent);
  const shown = folds ? rows.flatMap((row, i) => [...(i > 0 ? [""] : []), ...foldedRow(row, random)]) : rows;
  const lines = shown.map((row) => (row === "" ? (indicator && random.chance(0.1) ? pad : "") : pad + row));
  const blank = Array.from({ length: Math.max(0, ends - 1) }, () => (random.chance(0.2) ? " ".repeat(random.below(pad.length)) : ""));
  const style = folds ? ">" : "|";
  return { header: style + (random.chance(0.5) ? indicator + chomping : chomping + indicator), lines: [...lines, ...blank] };
}

/** One row on two lines, which folding joins again by a space. */
function foldedRow(row: string, random: Random): readonly string[] {
  const space = row.indexOf(" ");
  const halves = [row.slice(0, space), row.slice(space + 1)];
  return space > 0 && random.chance(0.5) && halves.every((half) => /^[^ \t]/.test(half)) ? halves : [row];
}
