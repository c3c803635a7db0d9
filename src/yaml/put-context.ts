import type { Expansion } from "./aliases.ts";
import type { WriteStyle } from "./write.ts";

/** What printing needs to know besides the nodes. */
export interface PutContext extends Expansion {
  readonly text: string;
  readonly style: WriteStyle;
  /** The blank lines that will be below: a block scalar at the end of what is printed must not absorb them. */
  readonly blankBelow: string;
}

/** The context of what will be above these blank lines. */
export function above(context: PutContext, blankBelow: string): PutContext {
  return { ...context, style: styleAbove(context.style, blankBelow), blankBelow };
}

/** A literal would absorb lines of spaces below it, so none is written above them. */
export function styleAbove(style: WriteStyle, blankBelow: string): WriteStyle {
  return hasSpaces(blankBelow) ? { ...style, oneLine: true } : style;
}

export function hasSpaces(blankLines: string): boolean {
  return /[ \t]/.test(blankLines);
}
