import { visibleLines } from "../diagnostic/visible.ts";
import { isTerminal, STDIN, writeErr } from "./process-io.ts";
import { runStdinFunction } from "./stdin-function.ts";

/** Why standard output could not be written: mostly a full disk. */
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

// All output has been written synchronously, so exit at once: a process that ends on its own collects its garbage
// first.
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
