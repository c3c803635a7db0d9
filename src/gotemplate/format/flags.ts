/** The text between `%` and the verb. Source: go fmt/format.go */
export interface Flags {
  width?: number;
  precision?: number;
  minus: boolean;
  plus: boolean;
  sharp: boolean;
  space: boolean;
  zero: boolean;
  /** `%+v`: field names. */
  plusV: boolean;
  /** `%#v`: Go syntax. */
  sharpV: boolean;
}

export const noFlags: Readonly<Flags> = {
  minus: false,
  plus: false,
  sharp: false,
  space: false,
  zero: false,
  plusV: false,
  sharpV: false,
};

/** Pads to the width, counted in characters; zeros only on the left. */
export function pad(text: string, flags: Readonly<Flags>): string {
  if (flags.width === undefined) return text;
  const missing = flags.width - countChars(text);
  if (missing <= 0) return text;
  if (flags.minus) return text + " ".repeat(missing);
  return (flags.zero ? "0" : " ").repeat(missing) + text;
}

function countChars(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
