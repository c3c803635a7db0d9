import { codes } from "../diagnostic/codes.ts";
import { type CommandFacts, commandNamed, commandTable, optionOf } from "./command-table.ts";
import { type OptionName, optionGroups, optionTable } from "./option-table.ts";

const EXITS = `Data goes to standard output, the report to standard error.
Exit 0: done. 1: findings, a difference, or a workload that cannot be injected. 2: bad usage or input.
`;

/** All commands, one line each. */
export function generalHelp(): string {
  const width = Math.max(...Object.keys(commandTable).map((name) => name.length));
  const lines = Object.entries(commandTable).map(([name, { summary }]) => `  podgraft ${name.padEnd(width)}  ${summary}`);
  return `podgraft grafts sidecars into pod templates at manifest-build time.

Usage:
  podgraft ${"".padEnd(width)}  As a KRM function: a ResourceList on standard input, one on standard output.
${lines.join("\n")}
  podgraft COMMAND --help, podgraft version

${EXITS}`;
}

/** A command with its options, in groups, and examples. */
export function commandHelp(name: string): string {
  const command: CommandFacts | undefined = commandNamed(name);
  if (!command) return generalHelp();
  const { summary, details, options, examples } = command;
  const width = Math.max(...options.map((option) => head(option, command).length));
  const groups = Object.entries(optionGroups).flatMap(([group, title]) => {
    const own = options.filter((option) => optionTable[option].group === group);
    const lines = own.map((option) => `  ${head(option, command).padEnd(width)}  ${optionText(option, command)}`);
    return lines.length === 0 ? [] : [`${title}:\n${lines.join("\n")}\n\n`];
  });
  return `podgraft ${name} [OPTIONS]${operandText(command)}

${summary}
${details === undefined ? "" : `${details}\n`}
${groups.join("")}${options.includes("suppress") ? codeList() : ""}Examples:
${examples.map((line) => `  ${line}`).join("\n")}

${EXITS}`;
}

/** The codes that --suppress takes. */
function codeList(): string {
  const lines: string[] = [];
  for (const [name, facts] of Object.entries(codes)) {
    const code = "ist" in facts ? `${name} (${facts.ist})` : name;
    const last = lines.at(-1);
    if (last === undefined || `${last}, ${code}`.length > WIDTH) lines.push(`  ${code}`);
    else lines[lines.length - 1] = `${last}, ${code}`;
  }
  return `Codes:\n${lines.join(",\n")}\n\n`;
}

const WIDTH = 110;

function operandText({ operand, operands }: CommandFacts): string {
  if (operands === undefined) return operand === undefined ? "" : ` ${operand}`;
  return { files: " [FILE...]", workloads: " [FILE|KIND/NAME...]", directories: " DIR..." }[operands];
}

function head(name: OptionName, command: CommandFacts): string {
  const { short, value } = optionOf(name, command);
  return `${short ? `-${short}, ` : "    "}--${name}${value ? ` ${value}` : ""}`;
}

function optionText(name: OptionName, command: CommandFacts): string {
  const { withoutDefault, help } = optionOf(name, command);
  const taken = command.choices?.[name];
  return taken ? `${help}: ${withoutDefault ? taken.join(", ") : `${taken[0]} (default), ${taken.slice(1).join(", ")}`}` : help;
}
