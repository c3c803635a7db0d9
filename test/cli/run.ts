import { spawnSync } from "node:child_process";
import { root, withFiles } from "../files.ts";
import { program } from "../program.ts";

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
export function podgraft(args: readonly string[], { cwd = root, input = "", env: own = {} }: RunOptions = {}): Run {
  const env = { ...process.env, NO_COLOR: "1", ...own };
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, input, env, encoding: "utf8" });
  return { code: status, out: stdout, err: stderr };
}
