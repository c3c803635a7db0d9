import type { Progress } from "../app/load-texts.ts";

export interface Screen {
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  readonly write: (text: string) => void;
}

export interface ProgressLine {
  readonly tell: Progress;
  /** Removes the line, if there is one. */
  readonly end: () => void;
}

const PATIENCE = 1000;
const PAUSE = 100;
const EMPTY_LINE = "\r\u001b[2K";

/**
 * One line, for work that takes over a second, with the number of files read or done and the progress of the next one.
 * It is rewritten at most ten times a second.
 */
export function progressLine({ now, write }: Screen): ProgressLine {
  let next = now() + PATIENCE;
  let isThere = false;
  return {
    tell: ({ phase, done, of, within }) => {
      if (now() < next) return;
      next = now() + PAUSE;
      isThere = true;
      const files = `${done} of ${of} files ${phase}`;
      const objects = within === undefined || within.of < 2 ? undefined : `${within.done} of ${within.of} objects`;
      const text = objects === undefined ? files : of === 1 ? `${objects} ${phase}` : `${files}, ${objects} of the next`;
      write(`${EMPTY_LINE}podgraft: ${text}`);
    },
    end: () => {
      if (isThere) write(EMPTY_LINE);
      isThere = false;
    },
  };
}

/** If it is not a terminal. */
export const noProgress: ProgressLine = { tell: () => {}, end: () => {} };
