import { runCommand } from "./commands.ts";
import { isLegacyPlugin, runLegacyPlugin } from "./legacy-plugin.ts";
import { exit, isTerminal } from "./process-io.ts";
import { runStdinFunction } from "./stdin-function.ts";

async function main(args: readonly string[]): Promise<number> {
  if (isLegacyPlugin(args)) return runLegacyPlugin(args[0] as string);
  if (args.length === 0 && !isTerminal()) return runStdinFunction();
  return runCommand(args.length === 0 ? ["--help"] : args);
}

main(process.argv.slice(2)).then(exit, (error: unknown) => {
  process.stderr.write(
    `podgraft: this is a bug of podgraft; please report it with the input\n${error instanceof Error ? error.stack : String(error)}\n`,
  );
  exit(70);
});
