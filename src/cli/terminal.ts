import { visibleLine } from "../diagnostic/visible.ts";
import { inColour, type Paint } from "../report/paint.ts";
import type { Options } from "./option-table.ts";
import { isTerminal } from "./process-io.ts";

const STDOUT = 1;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Whether what is written there is in colour. In this order, where a variable is set to anything but the empty text:
 * NO_COLOR: no; FORCE_COLOR: yes, but for 0; CI: no; else where a terminal shows it that knows colours.
 */
export function hasColours(env: Environment, isTerminal: boolean): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== "0";
  return isLive(env, isTerminal);
}

/** Whether somebody looks on while it is written, so that a line may be written over. */
export function isLive(env: Environment, isTerminal: boolean): boolean {
  return isTerminal && !env.CI && env.TERM !== "dumb";
}

/** Data that goes into a file by `-o` is never in colour. */
export function isColoured(fd: 1 | 2, { output }: Pick<Options, "output">): boolean {
  return (fd !== STDOUT || output === undefined) && hasColours(process.env, isTerminal(fd));
}

/** How wide the terminal is that shows it; undefined for a pipe or a file. */
export function columnsOf(fd: 1 | 2, { output }: Pick<Options, "output">): number | undefined {
  if (!isTerminal(fd) || (fd === STDOUT && output !== undefined)) return undefined;
  return widthIn(process.env, (fd === STDOUT ? process.stdout : process.stderr).columns);
}

/** COLUMNS counts before what the terminal says of itself. */
export function widthIn({ COLUMNS = "" }: Environment, columns: number | undefined): number | undefined {
  return /^[1-9]\d{0,4}$/.test(COLUMNS) ? Number(COLUMNS) : columns;
}

export function paintOf(fd: 1 | 2, options: Pick<Options, "output">): Paint {
  return isColoured(fd, options) ? inColour : visibleLine;
}
