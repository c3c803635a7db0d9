import { type Cursor, TextFault } from "./cursor.ts";

/** Something that is a key if a colon follows it. */
export interface MaybeKey {
  readonly number: number;
  readonly start: number;
  readonly column: number;
  readonly lineStart: number;
  /** Nothing else can begin there. */
  readonly isRequired: boolean;
}

/** The most characters from a key's beginning to its colon. */
export const MAX_KEY = 1024;

/** Whether a key that begins at `start` may have its colon here. */
export function isNear(cursor: Cursor, start: number): boolean {
  return cursor.at - start <= MAX_KEY || [...cursor.text.slice(start, cursor.at)].length <= MAX_KEY;
}

export function noColon({ start }: MaybeKey): TextFault {
  const fix = "put a space after the colon, or remove the line";
  return new TextFault({ offset: start, message: "the line has no value; expected KEY: VALUE", fix }, true);
}
