import { visibleLine } from "../diagnostic/visible.ts";
import { inColour, type Paint } from "../report/paint.ts";
import type { Options } from "./option-table.ts";
import { isTerminal } from "./process-io.ts";

const STDOUT = 1;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Whether output there is coloured. Variables count if they are not empty, in this order: NO_COLOR: no; FORCE_COLOR:
 * yes, unless 0; CI: no; otherwise yes on a terminal with colours.
 */
export function hasColours(env: Environment, isTerminal: boolean): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== "0";
  return isLive(env, isTerminal);
}

/** Whether it is an interactive terminal, so that a line may be rewritten. */
export function isLive(env: Environment, isTerminal: boolean): boolean {
  return isTerminal && !env.CI && env.TERM !== "dumb";
}

/** Data that goes into a file by `-o` is never in colour. */
export function isColoured(fd: 1 | 2, { output }: Pick<Options, "output">): boolean {
  return (fd !== STDOUT || output === undefined) && hasColours(process.env, isTerminal(fd));
}

/** The width of the terminal; undefined for a pipe or a file. */
export function columnsOf(fd: 1 | 2, { output }: Pick<Options, "output">): number | undefined {
  if (!isTerminal(fd) || (fd === STDOUT && output !== undefined)) return undefined;
  return widthIn(process.env, (fd === STDOUT ? process.stdout : process.stderr).columns);
}

/** COLUMNS overrides the terminal's own width. */
export function widthIn({ COLUMNS = "" }: Environment, columns: number | undefined): number | undefined {
  return /^[1-9]\d{0,4}$/.test(COLUMNS) ? Number(COLUMNS) : columns;
}

export function paintOf(fd: 1 | 2, options: Pick<Options, "output">): Paint {
  return isColoured(fd, options) ? inColour : visibleLine;
}
