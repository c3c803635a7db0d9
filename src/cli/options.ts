import { parseArgs } from "node:util";
import { nearest } from "../diagnostic/nearest.ts";
import { type CommandFacts, commandNamed } from "./command-table.ts";
import { foreignOptions, otherCommandsOptions, wrongDashes } from "./foreign-words.ts";
import { type Operands, readOperands } from "./operands.ts";
import { type OptionFacts, type OptionName, type Options, optionTable } from "./option-table.ts";

const facts: Readonly<Record<string, OptionFacts>> = optionTable;

/** The options in a command's arguments, or their faults. */
export function parseOptions(name: string, args: readonly string[]): { options: Options } | { problem: string } {
  const command = commandNamed(name) as CommandFacts;
  const dashes = args.map((arg) => wrongDashes(arg, command.options)).find((problem) => problem !== undefined);
  if (dashes !== undefined) return { problem: dashes };
  const { positionals, tokens: all } = parseArgs({
    args: [...args],
    options: optionTable,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const tokens = all.flatMap((token) => (token.kind === "option" ? [withoutEquals(token)] : []));
  for (const token of tokens) {
    const problem = optionProblem(name, command, token);
    if (problem) return { problem };
  }
  const operands = operandsOf(name, command, positionals);
  if ("problem" in operands) return operands;
  const values = valuesOf(tokens);
  if (operands.operand !== undefined && values.shell !== undefined) return { problem: strayText(operands.operand, "SHELL") };
  if (operands.files.length > 0) values.file = [...((values.file as string[] | undefined) ?? []), ...operands.files];
  if (name === "completion") values.shell ??= operands.operand;
  const given = new Set(Object.keys(values));
  const problem =
    missing(name, command, given) ??
    excluded(command, given) ??
    repeated(tokens) ??
    twiceStdin(values) ??
    unknownShell(name, command, values);
  const { operand, workloads, directories = [] } = operands;
  return problem === undefined ? { options: { ...complete(values), operand, workloads, directories } } : { problem };
}

/** `-c=file`, as in kubectl. */
function withoutEquals(token: Token): Token {
  const { rawName, value } = token;
  return token.inlineValue && !rawName.startsWith("--") && value?.startsWith("=") ? { ...token, value: value.slice(1) } : token;
}

function valuesOf(tokens: readonly Token[]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const { name, value } of tokens) {
    const { type, multiple } = facts[name] as OptionFacts;
    if (type === "boolean") values[name] = true;
    else values[name] = multiple ? [...((values[name] as string[] | undefined) ?? []), value] : value;
  }
  return values;
}

interface Given extends Operands {
  readonly directories?: readonly string[];
}

function operandsOf(name: string, { operand, operands }: CommandFacts, given: readonly string[]): Given | { problem: string } {
  if (operands === "directories") {
    return given.length === 0 ? { problem: `${name} needs DIR` } : { files: [], workloads: [], operand: undefined, directories: given };
  }
  if (operands !== undefined) return readOperands(given, operands === "workloads");
  const stray = given[operand === undefined ? 0 : 1];
  if (stray !== undefined) return { problem: strayText(stray, operand) };
  return { files: [], workloads: [], operand: given[0] };
}

function strayText(stray: string, operand: string | undefined): string {
  const shown = JSON.stringify(stray);
  return operand === undefined
    ? `${shown} is not an option, and nothing else is expected`
    : `${shown} is one too many; expected one ${operand}`;
}

/** A shell as a positional argument. */
function unknownShell(name: string, { choices }: CommandFacts, { shell }: Readonly<Record<string, unknown>>): string | undefined {
  if (name !== "completion") return undefined;
  const shells = choices?.shell ?? [];
  if (shell === undefined) return `completion needs a shell, one of ${shells.join(", ")}`;
  return shells.includes(shell as string)
    ? undefined
    : `there is no completion for ${JSON.stringify(shell)}; expected ${shells.join(", ")}`;
}

interface Token {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function optionProblem(name: string, { options, choices }: CommandFacts, token: Token): string | undefined {
  if (!options.includes(token.name as OptionName)) return unknownOption(name, token.rawName, options);
  const { type } = facts[token.name] as OptionFacts;
  if (type === "boolean") return token.value === undefined ? undefined : `${token.rawName} takes no value`;
  if (!token.value) return `${token.rawName} needs a value`;
  if (!token.inlineValue && isOption(token.value, options)) return `${token.rawName} needs a value; ${token.value} after it is an option`;
  if (/namespace$/.test(token.name) && !/^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(token.value))
    return `${token.rawName} is ${JSON.stringify(token.value)}; expected the name of a namespace: lower-case letters, digits and -`;
  if (token.name === "output" && name !== "build") return formProblem(choices, token.value);
  const taken = choices?.[token.name as OptionName];
  if (!taken || taken.includes(token.value)) return undefined;
  const near = nearest(token.value, taken) ?? begun(token.value, taken);
  return `${token.rawName} is ${JSON.stringify(token.value)}; ${near ? `did you mean ${near}?` : `expected ${taken.join(", ")}`}`;
}

/** The only choice that begins with a text. */
function begun(text: string, choices: readonly string[]): string | undefined {
  const found = choices.filter((choice) => choice.startsWith(text.toLowerCase()));
  return found.length === 1 ? found[0] : undefined;
}

/** A file may begin with a dash; one that is called as an option does not. */
function isOption(text: string, options: readonly OptionName[]): boolean {
  return options.some((option) => text === `--${option}` || (facts[option]?.short !== undefined && text === `-${facts[option]?.short}`));
}

/** In kubectl, -o takes a format. */
function formProblem(choices: CommandFacts["choices"], value: string): string | undefined {
  const option = (["format", "report"] as const).find((each) => choices?.[each]?.includes(value));
  if (option === undefined && value !== "yaml" && value !== "json") return undefined;
  const form = option === undefined ? "" : `--${option} ${value} sets the form of the output, `;
  return `-o names a file; ${form}./${value} is a file of that name`;
}

function unknownOption(command: string, raw: string, allowed: readonly OptionName[]): string {
  const bare = raw.replace(/^-+/, "");
  const near =
    nearest(bare, allowed) ?? (bare.length > 3 ? allowed.find((name) => name.toLowerCase().startsWith(bare.toLowerCase())) : undefined);
  const hints = { ...foreignOptions, ...otherCommandsOptions[command] };
  if (Object.hasOwn(hints, bare)) return `${command} has no option ${raw}; ${hints[bare]}`;
  const lower = `-${bare.toLowerCase()}`;
  if (bare.length === 1 && lower !== raw && isOption(lower, allowed)) return `${command} has no option ${raw}; did you mean ${lower}?`;
  return `${command} has no option ${raw}; ${near ? `did you mean --${near}?` : `expected ${allowed.map((name) => `--${name}`).join(", ")}`}`;
}

const wanted: Readonly<Partial<Record<OptionName, string>>> = {
  file: "a FILE, a DIRECTORY or - for standard input, with -f or without",
};

function missing(name: string, { needs, choices }: CommandFacts, given: ReadonlySet<string>): string | undefined {
  const lacking = needs.find((either) => !either.some((option) => given.has(option)));
  if (!lacking) return undefined;
  const option = lacking[0] as OptionName;
  const taken = choices?.[option];
  return `${name} needs ${wanted[option] ?? `--${option}${taken ? `, one of ${taken.join(", ")}` : ""}`}`;
}

function excluded({ conflicts = [] }: CommandFacts, given: ReadonlySet<string>): string | undefined {
  const pair = conflicts.find((both) => both.every((option) => given.has(option)));
  return pair && `--${pair[0]} and --${pair[1]} exclude each other; give one of them`;
}

/** If an option had two values, the last one would silently win. */
function repeated(tokens: readonly Token[]): string | undefined {
  const names = tokens.map(({ name }) => name);
  const twice = names.find((name, i) => facts[name]?.type === "string" && !facts[name]?.multiple && names.indexOf(name) !== i);
  return twice && `--${twice} is given more than once; give it once`;
}

/** Standard input can be read only once. */
function twiceStdin(values: Readonly<Record<string, unknown>>): string | undefined {
  const names = Object.keys(values).filter((name) => [values[name]].flat().includes("-"));
  const files = new Set(names.map((name) => facts[name]?.aliasOf ?? name));
  return files.size > 1
    ? `${[...files].map((name) => `--${name}`).join(" and ")} both name standard input; give one of them as a file`
    : undefined;
}

/** Every option with its value; values of its other names are joined. */
function complete(values: Readonly<Record<string, unknown>>): Omit<Options, "workloads" | "directories"> {
  const givenFor = (name: string, { type, multiple }: OptionFacts) => {
    if (type === "boolean") return values[name] === true;
    if (!multiple) return values[name];
    const aliases = Object.keys(facts).filter((other) => facts[other]?.aliasOf === name);
    return [name, ...aliases].flatMap((key) => (values[key] as string[] | undefined) ?? []);
  };
  return Object.fromEntries(Object.entries(facts).map(([name, option]) => [name, givenFor(name, option)])) as unknown as Omit<
    Options,
    "workloads" | "directories"
  >;
}
