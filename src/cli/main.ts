import { visibleLines } from "../diagnostic/visible.ts";
import { isTerminal, STDIN, writeErr } from "./process-io.ts";
import { runStdinFunction } from "./stdin-function.ts";

/** What kept standard output from being written: a full disk, mostly. */
function writeFault(error: unknown): string | undefined {
  return error instanceof Error && (error as NodeJS.ErrnoException).syscall === "write"
    ? error.message.replace(/^[A-Z]+: |, write$/g, "")
    : undefined;
}

async function main(args: readonly string[]): Promise<number> {
  if (args.length === 0 && !isTerminal(STDIN)) return runStdinFunction();
  const { runCommand } = await import("./commands.chunk.ts");
  return runCommand(args);
}

// All output is written synchronously: nothing is left to drain, and a process that ends by itself collects its garbage first.
main(process.argv.slice(2)).then(
  (code) => {
    process.exit(code);
  },
  (error: unknown) => {
    const unwritten = writeFault(error);
    if (unwritten !== undefined) {
      writeErr(`podgraft: Cannot write the output: ${unwritten}\n  fix: make room there\n`);
      process.exit(2);
    }
    const told = visibleLines(String(error instanceof Error ? error.stack : error));
    writeErr(`podgraft: this is a bug of podgraft; please report it with the input
${told}
`);
    process.exit(70);
  },
);
