import type { NamedText } from "../app/named-text.ts";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import type { AppKind } from "./app-kind.ts";
import { type AppRequest, appPrograms } from "./app-programs.ts";
import { decode } from "./decode.ts";
import { isEmptyStream } from "./empty-input.ts";
import { readInputs } from "./read-inputs.ts";
import { type Program, type Ran, runProgram } from "./run-program.ts";

interface AppTexts {
  readonly built: readonly NamedText[];
  /** The directory's files, as far as they are not what was built. */
  readonly beside: readonly NamedText[];
}

/** The manifests of a directory, with what lies beside them. */
export async function appTexts(kind: AppKind, request: AppRequest): Promise<AppTexts | { diagnostics: readonly Diagnostic[] }> {
  const { directory, repository, allowsEmpty = false } = request;
  if (kind === "plain") {
    const { inputs, diagnostics } = readInputs([directory], { within: repository, refusesEmpty: !allowsEmpty });
    return diagnostics.length > 0 ? { diagnostics } : { built: inputs, beside: [] };
  }
  const built = await firstThere(appPrograms(kind, request), request);
  return "diagnostics" in built ? built : { built: [built], beside: besideTexts(kind, request) };
}

/**
 * The directory's own files, and only of a plain one those below it: below a kustomization are other ones, and below a
 * chart templates. Files that cannot be read are no concern of a build that does not use them.
 */
export function besideTexts(kind: AppKind, { directory, repository }: Pick<AppRequest, "directory" | "repository">): readonly NamedText[] {
  return readInputs([directory], { within: repository, isShallow: kind !== "plain" }).inputs;
}

/** Runs the first of several programs that is on PATH. */
async function firstThere(
  programs: readonly Program[],
  { seconds, allowsEmpty = false }: AppRequest,
): Promise<NamedText | { diagnostics: readonly Diagnostic[] }> {
  for (const program of programs) {
    const ran = await tried(program, seconds);
    if (!("isMissing" in ran)) return printed(program, ran, allowsEmpty);
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
    return { problem: `could not have a temporary folder (${(error as Error).message})` };
  }
}

/** What to do where it is known better than the program that failed knows it. */
const fixes: readonly { symptom: RegExp; fix: string }[] = [
  { symptom: /^had not ended/, fix: "fetch less while building, or raise --timeout; Argo CD itself waits for 60 s" },
  {
    symptom: /external plugins disabled/,
    fix: "take podgraft's configuration out of the kustomization's transformers, build finds it beside the kustomization or by -c; for other functions pass --kustomize-flag=--enable-alpha-plugins and --kustomize-flag=--enable-exec",
  },
];

function printed({ name, args }: Program, ran: Exclude<Ran, { isMissing: true }>, allowsEmpty: boolean) {
  const title = `${name} ${args[0]}`;
  if ("problem" in ran) {
    const { fix } = fixes.find(({ symptom }) => symptom.test(`${ran.problem}\n${ran.said ?? ""}`)) ?? {
      fix: `mend what ${name} says above`,
    };
    return failed(`${title} ${ran.problem}; expected manifests`, fix);
  }
  const decoded = decode(title, ran.stdout);
  if ("text" in decoded && !allowsEmpty && isEmptyStream(decoded.text))
    return failed(
      `${title} printed nothing; expected manifests`,
      "check the directory: an empty answer would have the host delete everything. Pass --allow-empty where that is normal",
    );
  return "text" in decoded ? { file: title, text: decoded.text } : decoded;
}

function failed(why: string, fix: string) {
  return { diagnostics: [diagnostic("BuildFailed", { message: `Cannot build the manifests: ${why}`, fix })] };
}
