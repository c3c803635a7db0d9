import type { Progress } from "../app/load-texts.ts";

export interface Screen {
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  readonly write: (text: string) => void;
}

export interface ProgressLine {
  readonly tell: Progress;
  /** Takes the line away, if there is one. */
  readonly end: () => void;
}

const PATIENCE = 1000;
const PAUSE = 100;
const EMPTY_LINE = "\r\u001b[2K";

/** One line that says how many files are read or done, and how far the next one is, for work over a second; written over at most ten times a second. */
export function progressLine({ now, write }: Screen): ProgressLine {
  let next = now() + PATIENCE;
  let isThere = false;
  return {
    tell: ({ phase, done, of, within }) => {
      if (now() < next) return;
      next = now() + PAUSE;
      isThere = true;
      const part = within === undefined || within.of < 2 ? "" : `, ${within.done} of ${within.of} objects of the next`;
      write(`${EMPTY_LINE}podgraft: ${done} of ${of} files ${phase}${part}`);
    },
    end: () => {
      if (isThere) write(EMPTY_LINE);
      isThere = false;
    },
  };
}

/** Where nobody looks on. */
export const noProgress: ProgressLine = { tell: () => {}, end: () => {} };
