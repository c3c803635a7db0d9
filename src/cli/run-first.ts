import { tmpdir } from "node:os";
import type { NamedText } from "../app/named-text.ts";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { decode } from "./decode.ts";
import { isEmptyStream } from "./empty-input.ts";
import { fileFault } from "./file-fault.ts";
import { type Program, type Ran, runProgram } from "./run-program.ts";

type Printed = NamedText | { readonly diagnostics: readonly Diagnostic[] };

export interface RunFirstOptions {
  readonly seconds: number;
  /** To print nothing is normal. */
  readonly allowsEmpty?: boolean;
  /** What to do where nothing is printed. */
  readonly whenEmpty?: string;
}

const EMPTY = "check the directory: an empty answer would have the host delete everything. Pass --allow-empty where that is normal";

/** What the first of several programs prints that is on PATH, which is manifests. */
export async function runFirst(programs: readonly Program[], options: RunFirstOptions): Promise<Printed> {
  for (const program of programs) {
    const ran = await tried(program, options.seconds);
    if (!("isMissing" in ran)) return printed(program, ran, options);
  }
  const names = programs.map(({ name }) => name).join(" nor ");
  return failed(
    `${programs.length > 1 ? "neither " : ""}${names} is ${programs.length > 1 ? "" : "not "}on PATH; expected ${programs[0]?.name}`,
    "install it where podgraft runs",
  );
}

async function tried(program: Program, seconds: number): Promise<Ran> {
  try {
    return await runProgram(program, { seconds });
  } catch (error) {
    return { problem: `could not create a temporary folder (${fileFault(tmpdir(), error).problem})` };
  }
}

/** What to do where it is known better than the program that failed knows it. */
const fixes: readonly { symptom: RegExp; fix: string }[] = [
  { symptom: /^had not ended/, fix: "fetch less while building, or raise --timeout; Argo CD itself waits for 60 s" },
  {
    symptom: /external plugins disabled/,
    fix: "take podgraft's configuration out of the transformers of bases and components, and list it in the kustomization that is built; for other functions pass --kustomize-flag=--enable-alpha-plugins and --kustomize-flag=--enable-exec",
  },
];

function printed(
  { name, args }: Program,
  ran: Exclude<Ran, { isMissing: true }>,
  { allowsEmpty = false, whenEmpty = EMPTY }: RunFirstOptions,
): Printed {
  const title = `${name} ${args[0]}`;
  if ("problem" in ran) {
    const { fix } = fixes.find(({ symptom }) => symptom.test(`${ran.problem}\n${ran.said ?? ""}`)) ?? {
      fix: `fix what ${name} says above`,
    };
    return failed(`${title} ${ran.problem}; expected manifests`, fix);
  }
  const decoded = decode(title, ran.stdout);
  if ("text" in decoded && !allowsEmpty && isEmptyStream(decoded.text))
    return failed(`${title} printed nothing; expected manifests`, whenEmpty);
  return "text" in decoded ? { file: title, text: decoded.text } : decoded;
}

function failed(why: string, fix: string): Printed {
  return { diagnostics: [diagnostic("BuildFailed", { message: `Cannot build the manifests: ${why}`, fix })] };
}
