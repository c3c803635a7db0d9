import { writeErr } from "./process-io.ts";

export async function runCommand(args: readonly string[]): Promise<number> {
  writeErr(`podgraft: ${args.join(" ")}\n`);
  return 2;
}
