import { runInThread } from "../podgraft-thread.ts";

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built program as a host runs it. */
export function runPodgraft(
  input: string | Uint8Array,
  { args = [], env = {} }: { args?: readonly string[]; env?: Readonly<Record<string, string>> } = {},
): Ran {
  const { code, out, err } = runInThread({ args, cwd: process.cwd(), input, env: { ...process.env, ...env } });
  return { status: code, stdout: out, stderr: err };
}
