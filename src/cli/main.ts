import { isLegacyPlugin, runLegacyPlugin } from "./legacy-plugin.ts";
import { isTerminal, writeErr } from "./process-io.ts";
import { runStdinFunction } from "./stdin-function.ts";

async function main(args: readonly string[]): Promise<number> {
  if (isLegacyPlugin(args)) return runLegacyPlugin(args[0] as string);
  if (args.length === 0 && !isTerminal()) return runStdinFunction();
  const { runCommand } = await import("./commands.chunk.ts");
  return runCommand(args);
}

// All output is written synchronously: nothing is left to drain when the process ends by itself.
main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    writeErr(
      `podgraft: this is a bug of podgraft; please report it with the input\n${error instanceof Error ? error.stack : String(error)}\n`,
    );
    process.exitCode = 70;
  },
);
