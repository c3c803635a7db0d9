import { diffCommand } from "./diff-command.ts";
import { commandHelp, generalHelp } from "./help.ts";
import { injectCommand } from "./inject-command.ts";
import { type Options, parseOptions } from "./options.ts";
import { writeErr, writeOut } from "./process-io.ts";
import { uninjectCommand } from "./uninject-command.ts";
import { version } from "./version.ts";

type Command = (options: Options) => Promise<number>;

const commands: Readonly<Record<string, Command>> = {
  inject: injectCommand,
  diff: diffCommand,
  uninject: uninjectCommand,
};

/** Runs the command that the arguments name. Exit 0 done, 1 findings or a workload that cannot be injected, 2 bad usage or input. */
export async function runCommand(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") return show(generalHelp);
  if (name === "--version") return show(`podgraft ${version}\n`);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) return usageError(`there is no command ${JSON.stringify(name)}; expected one of ${Object.keys(commands).join(", ")}`);
  if (rest.includes("--help") || rest.includes("-h")) return show(commandHelp(name));
  const parsed = parseOptions(name, rest);
  return "problem" in parsed ? usageError(parsed.problem) : command(parsed.options);
}

function show(text: string): number {
  writeOut(text);
  return 0;
}

function usageError(problem: string): number {
  writeErr(`podgraft: Cannot run: ${problem}\n  podgraft --help lists the commands and their options\n`);
  return 2;
}
