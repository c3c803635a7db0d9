import type { Progress } from "../app/load-texts.ts";
import { nearest } from "../diagnostic/nearest.ts";
import { visible } from "../diagnostic/visible.ts";
import { buildCommand } from "./build-command.ts";
import { checkCommand } from "./check-command.ts";
import type { CommandResult } from "./command-result.ts";
import { type CommandName, commandNamed, commandTable } from "./command-table.ts";
import { completionCommand } from "./completion.ts";
import { copyCommand } from "./copy-command.ts";
import { deliverResult } from "./deliver.ts";
import { diffCommand } from "./diff-command.ts";
import { explainCommand } from "./explain-command.ts";
import { foreignCommands } from "./foreign-words.ts";
import { guardCommand } from "./guard-command.ts";
import { commandHelp, generalHelp } from "./help.ts";
import { initCommand } from "./init-command.ts";
import { injectCommand } from "./inject-command.ts";
import { isLegacyPlugin, runLegacyPlugin } from "./legacy-plugin.ts";
import type { Options } from "./option-table.ts";
import { parseOptions } from "./options.ts";
import { isTerminal, writeErr, writeOut } from "./process-io.ts";
import { noProgress, progressLine } from "./progress.ts";
import { schemaCommand } from "./schema-command.ts";
import { isLive } from "./terminal.ts";
import { uninjectCommand } from "./uninject-command.ts";
import { version } from "./version.ts";

type Command = (options: Options, progress: Progress) => CommandResult | Promise<CommandResult>;

const commands: Readonly<Record<CommandName, Command>> = {
  inject: injectCommand,
  explain: explainCommand,
  check: checkCommand,
  diff: diffCommand,
  uninject: uninjectCommand,
  build: buildCommand,
  copy: copyCommand,
  guard: guardCommand,
  init: initCommand,
  schema: schemaCommand,
  completion: completionCommand,
};

/** Runs the command that the arguments name. Exit 0 done, 1 findings or a workload that cannot be injected, 2 bad usage or input. */
export async function runCommand(args: readonly string[]): Promise<number> {
  if (isLegacyPlugin(args)) return runLegacyPlugin(args[0] as string);
  const [name, ...rest] = args;
  if (name === undefined) return show(generalHelp());
  if (name === "help" || name === "--help" || name === "-h") {
    const [about] = rest;
    return about === undefined || commandNamed(about) ? show(commandHelp(about ?? "")) : usageError(unknownCommand(about));
  }
  if (name === "--version" || name === "version") return show(`podgraft ${version}\n`);
  if (!commandNamed(name)) return usageError(unknownCommand(name));
  if (rest.includes("--help") || rest.includes("-h")) return show(commandHelp(name));
  const parsed = parseOptions(name, rest);
  if ("problem" in parsed) return usageError(parsed.problem, name);
  const result = await watched(parsed.options, (progress) => commands[name as CommandName](parsed.options, progress));
  return result.problem === undefined ? deliverResult(result, parsed.options) : usageError(result.problem, name);
}

/** At a terminal, with a line of progress, which is removed before anything else is written. */
async function watched({ quiet }: Options, run: (progress: Progress) => ReturnType<Command>): Promise<CommandResult> {
  const line =
    !quiet && isLive(process.env, isTerminal(STDERR)) ? progressLine({ now: () => performance.now(), write: writeErr }) : noProgress;
  try {
    return await run(line.tell);
  } finally {
    line.end();
  }
}

const STDERR = 2;

function unknownCommand(name: string): string {
  if (name === "-V") return `there is no command "-V"; podgraft version prints the version`;
  if (name === "-v")
    return `there is no command "-v"; as --verbose, it goes after the command: podgraft inject -v. podgraft version prints the version`;
  const general = name.startsWith("--") ? nearest(name, ["--help", "--version"]) : undefined;
  if (general) return `there is no option ${name}; did you mean ${general}?`;
  if (name.startsWith("-")) return `options go after the command: podgraft inject ${name} ...`;
  const near = (Object.hasOwn(foreignCommands, name) ? foreignCommands[name] : undefined) ?? nearest(name, Object.keys(commandTable));
  return `there is no command ${JSON.stringify(name)}; ${near ? `did you mean ${near}?` : `expected one of ${Object.keys(commandTable).join(", ")}`}`;
}

function show(text: string): number {
  writeOut(text);
  return 0;
}

function usageError(problem: string, command = ""): number {
  const help = command === "" ? "podgraft --help lists the commands" : `podgraft ${command} --help lists its options`;
  writeErr(`podgraft: Cannot run: ${visible(problem)}\n  ${help}\n`);
  return 2;
}
