import { parseArgs } from "node:util";
import { nearest } from "../diagnostic/nearest.ts";
import { type CommandFacts, commandNamed } from "./command-table.ts";
import { type OptionFacts, type OptionName, type Options, optionTable } from "./option-table.ts";

const facts: Readonly<Record<string, OptionFacts>> = optionTable;

/** The options in a command's arguments, or what is wrong with them. */
export function parseOptions(name: string, args: readonly string[]): { options: Options } | { problem: string } {
  const command = commandNamed(name) as CommandFacts;
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: optionTable,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  for (const token of tokens) {
    const problem = token.kind === "option" && optionProblem(name, command, token);
    if (problem) return { problem };
  }
  const stray = positionals[command.operand === undefined ? 0 : 1];
  if (stray !== undefined) return { problem: strayText(stray, command) };
  if (command.operand !== undefined && positionals.length === 0) return { problem: `${name} wants ${command.operand}` };
  const given = new Set(Object.keys(values));
  const problem = missing(name, command, given) ?? excluded(command, given) ?? repeated(tokens) ?? twiceStdin(values);
  return problem === undefined ? { options: { ...complete(values), operand: positionals[0] } } : { problem };
}

function strayText(stray: string, { operand }: CommandFacts): string {
  const shown = JSON.stringify(stray);
  return operand === undefined ? `${shown} is no option; files are given with -f` : `${shown} is one too many; expected one ${operand}`;
}

interface Token {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
}

function optionProblem(name: string, { options, choices }: CommandFacts, token: Token): string | undefined {
  if (!options.includes(token.name as OptionName)) return unknownOption(name, token.rawName, options);
  const { type } = facts[token.name] as OptionFacts;
  if (type === "boolean") return token.value === undefined ? undefined : `${token.rawName} takes no value`;
  if (!token.value) return `${token.rawName} wants a value`;
  const taken = choices?.[token.name as OptionName];
  if (!taken || taken.includes(token.value)) return undefined;
  const near = nearest(token.value, taken);
  return `${token.rawName} is ${JSON.stringify(token.value)}; ${near ? `did you mean ${near}?` : `expected ${taken.join(", ")}`}`;
}

function unknownOption(command: string, raw: string, allowed: readonly string[]): string {
  const near = nearest(raw.replace(/^-+/, ""), allowed);
  return `${command} has no option ${raw}; ${near ? `did you mean --${near}?` : `expected ${allowed.map((name) => `--${name}`).join(", ")}`}`;
}

const wanted: Readonly<Partial<Record<OptionName, string>>> = {
  file: "-f FILE, -f DIRECTORY or -f - for standard input",
};

function missing(name: string, { needs, choices }: CommandFacts, given: ReadonlySet<string>): string | undefined {
  const lacking = needs.find((either) => !either.some((option) => given.has(option)));
  if (!lacking) return undefined;
  const option = lacking[0] as OptionName;
  const taken = choices?.[option];
  return `${name} wants ${wanted[option] ?? `--${option}${taken ? `, one of ${taken.join(", ")}` : ""}`}`;
}

function excluded({ conflicts = [] }: CommandFacts, given: ReadonlySet<string>): string | undefined {
  const pair = conflicts.find((both) => both.every((option) => given.has(option)));
  return pair && `--${pair[0]} and --${pair[1]} exclude each other; give one of them`;
}

/** Of two values for one option the last would win in silence. */
function repeated(tokens: readonly { readonly kind: string; readonly name?: string }[]): string | undefined {
  const names = tokens.flatMap(({ kind, name }) => (kind === "option" && name !== undefined ? [name] : []));
  const twice = names.find((name, i) => facts[name]?.type === "string" && !facts[name]?.multiple && names.indexOf(name) !== i);
  return twice && `--${twice} is given more than once; give it once`;
}

/** Standard input can be read once only. */
function twiceStdin(values: Readonly<Record<string, unknown>>): string | undefined {
  const names = Object.keys(values).filter((name) => [values[name]].flat().includes("-"));
  const files = new Set(names.map((name) => facts[name]?.aliasOf ?? name));
  return files.size > 1
    ? `${[...files].map((name) => `--${name}`).join(" and ")} both name standard input; give one of them as a file`
    : undefined;
}

/** Every option with what was given for it, other names of one joined. */
function complete(values: Readonly<Record<string, unknown>>): Options {
  const givenFor = (name: string, { type, multiple }: OptionFacts) => {
    if (type === "boolean") return values[name] === true;
    if (!multiple) return values[name];
    const aliases = Object.keys(facts).filter((other) => facts[other]?.aliasOf === name);
    return [name, ...aliases].flatMap((key) => (values[key] as string[] | undefined) ?? []);
  };
  return Object.fromEntries(Object.entries(facts).map(([name, option]) => [name, givenFor(name, option)])) as unknown as Options;
}
