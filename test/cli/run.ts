import { root, withFiles } from "../files.ts";
import { runInThread } from "../podgraft-thread.ts";

export { root, withFiles };

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface RunOptions {
  readonly cwd?: string;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the built podgraft. */
export function podgraft(args: readonly string[], { cwd = root, input = "", env = {} }: RunOptions = {}): Run {
  return runInThread({ args, cwd, input, env: { ...process.env, NO_COLOR: "1", ...env } });
}
