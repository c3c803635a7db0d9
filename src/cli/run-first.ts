import { tmpdir } from "node:os";
import { KIND } from "../app/config/config.ts";
import type { NamedText } from "../app/named-text.ts";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { decode } from "./decode.ts";
import { isEmptyStream } from "./empty-input.ts";
import { fileFault } from "./file-fault.ts";
import { type Failed, type Program, type Ran, runProgram } from "./run-program.ts";

type Printed = NamedText | { readonly diagnostics: readonly Diagnostic[] };

export interface RunFirstOptions {
  readonly seconds: number;
  /** Printing nothing is normal. */
  readonly allowsEmpty?: boolean;
  /** The fix if nothing is printed. */
  readonly whenEmpty?: string;
}

const EMPTY = "check the directory: an empty answer would have the host delete everything. Pass --allow-empty if that is normal";

/** Runs the first of several programs that is on PATH; returns the manifests that it prints. */
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
    return await runProgram(program, { seconds, explained: REFUSED });
  } catch (error) {
    return { problem: `could not create a temporary folder (${fileFault(tmpdir(), error).problem})` };
  }
}

/** kustomize's message for a function that it may not run, with the kustomization that lists it. */
const REFUSED = /(?:path '([^']*)': )?external plugins disabled; unable to load external plugin '([^']*)'/;

function printed(
  { name, args }: Program,
  ran: Exclude<Ran, { isMissing: true }>,
  { allowsEmpty = false, whenEmpty = EMPTY }: RunFirstOptions,
): Printed {
  const title = `${name} ${args[0]}`;
  if ("problem" in ran) {
    const { why, fix } = explained(ran) ?? { why: "expected manifests", fix: `fix what ${name} says above` };
    return failed(`${title} ${ran.problem}; ${why}`, fix);
  }
  const decoded = decode(title, ran.stdout);
  if ("text" in decoded && !allowsEmpty && isEmptyStream(decoded.text))
    return failed(`${title} printed nothing; expected manifests`, whenEmpty);
  return "text" in decoded ? { file: title, text: decoded.text } : decoded;
}

/** A better explanation than the failed program's own. */
function explained({ problem, said = "" }: Failed): { readonly why: string; readonly fix: string } | undefined {
  if (problem.startsWith("had not ended"))
    return { why: "expected manifests", fix: "fetch less while building, or raise --timeout; Argo CD itself waits for 60 s" };
  const [refused, directory = "a kustomization", kind] = REFUSED.exec(said) ?? [];
  if (refused === undefined) return undefined;
  const why = `${directory} lists the ${kind} as a transformer, generator or validator, and kustomize may not run it`;
  if (kind !== KIND) return { why, fix: "pass --kustomize-flag=--enable-alpha-plugins and --kustomize-flag=--enable-exec" };
  return {
    why,
    fix: "list it under the transformers of the kustomization that is built; in a base or component kustomize would run it too early",
  };
}

function failed(why: string, fix: string): Printed {
  return { diagnostics: [diagnostic("BuildFailed", { message: `Cannot build the manifests: ${why}`, fix })] };
}
