import { parseArgs } from "node:util";
import { nearest } from "../diagnostic/nearest.ts";

/** What every command may be given. */
export interface Options {
  /** Files, directories, or `-` for stdin. */
  readonly files: readonly string[];
  readonly config?: string;
  readonly output?: string;
  readonly exitZero: boolean;
  readonly only?: string;
}

/** The options of each command, as its help names them. */
const known: Readonly<Record<string, readonly string[]>> = {
  inject: ["file", "config", "output"],
  diff: ["file", "config", "exit-zero"],
  uninject: ["file", "output", "only"],
};

const all = {
  file: { type: "string", short: "f", multiple: true },
  config: { type: "string", short: "c" },
  output: { type: "string", short: "o" },
  "exit-zero": { type: "boolean" },
  only: { type: "string" },
} as const;

/** The options in a command's arguments, or what is wrong with them. */
export function parseOptions(command: string, args: readonly string[]): { options: Options } | { problem: string } {
  const allowed = known[command] ?? [];
  const { values, positionals, tokens } = parseArgs({ args: [...args], options: all, strict: false, allowPositionals: true, tokens: true });
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    if (!allowed.includes(token.name)) return { problem: unknownOption(command, token.rawName, allowed) };
    if (all[token.name as keyof typeof all].type === "string" && !token.value) return { problem: `${token.rawName} wants a value` };
  }
  if (positionals.length > 0) return { problem: `${JSON.stringify(positionals[0])} is no option; files are given with -f` };
  const files = (values.file ?? []) as string[];
  if (files.length === 0) return { problem: `${command} wants -f FILE, -f DIRECTORY or -f - for standard input` };
  if (allowed.includes("config") && values.config === undefined)
    return { problem: `${command} wants -c CONFIG, a file with a SidecarInjector` };
  return { options: { files, exitZero: values["exit-zero"] === true, ...texts(values) } };
}

function texts(values: Readonly<Record<string, unknown>>): Pick<Options, "config" | "output" | "only"> {
  const names = ["config", "output", "only"] as const;
  return Object.fromEntries(names.flatMap((name) => (typeof values[name] === "string" ? [[name, values[name]]] : [])));
}

function unknownOption(command: string, raw: string, allowed: readonly string[]): string {
  const near = nearest(raw.replace(/^-+/, ""), allowed);
  return `${command} has no option ${raw}; ${near ? `did you mean --${near}?` : `expected ${allowed.map((name) => `--${name}`).join(", ")}`}`;
}
