import { placeOf } from "../gotemplate/errors.ts";
import type { Print, TextWritten } from "../gotemplate/exec/run.ts";

/** What an execution wrote, in order. */
export interface Written {
  readonly prints: readonly Print[];
  readonly texts: readonly TextWritten[];
}

/**
 * The line of a template for an offset of the rendered text: of the template's own text, or of the action that printed
 * it.
 */
export function templateLine({ prints, texts }: Written, offset: number): number {
  const print = prints.findLast(({ start }) => start <= offset);
  const text = texts.findLast(({ start }) => start <= offset);
  if (text === undefined || (print !== undefined && !isWithin(text, offset) && print.start >= text.start)) return printLine(print);
  return placeOf(text.source, text.node.pos + offset - text.start).line;
}

/** The line of the action that printed; the first line if nothing did. */
export function printLine(print: Print | undefined): number {
  return print === undefined ? 1 : placeOf(print.source, print.action.pos).line;
}

function isWithin({ start, node }: TextWritten, offset: number): boolean {
  return offset < start + node.text.length;
}
