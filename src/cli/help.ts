import { type CommandFacts, commandNamed, commandTable } from "./command-table.ts";
import { type OptionFacts, type OptionName, optionTable } from "./option-table.ts";

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
  podgraft COMMAND --help, podgraft --version

${EXITS}`;
}

/** A command with its options and examples. */
export function commandHelp(name: string): string {
  const command = commandNamed(name);
  if (!command) return generalHelp();
  const { summary, details, options, examples, operand } = command as CommandFacts;
  const heads = options.map((option) => ({ head: head(option), text: optionText(option, command) }));
  const width = Math.max(...heads.map((option) => option.head.length));
  return `podgraft ${name}${operand === undefined ? "" : ` ${operand}`} [OPTIONS]

${summary}
${details === undefined ? "" : `${details}\n`}
Options:
${heads.map((option) => `  ${option.head.padEnd(width)}  ${option.text}`).join("\n")}

Examples:
${examples.map((line) => `  ${line}`).join("\n")}

${EXITS}`;
}

function head(name: OptionName): string {
  const { short, value }: OptionFacts = optionTable[name];
  return `${short ? `-${short}, ` : "    "}--${name}${value ? ` ${value}` : ""}`;
}

function optionText(name: OptionName, { choices }: CommandFacts): string {
  const { help, withoutDefault }: OptionFacts = optionTable[name];
  const taken = choices?.[name];
  return taken ? `${help}: ${withoutDefault ? taken.join(", ") : `${taken[0]} (default), ${taken.slice(1).join(", ")}`}` : help;
}
