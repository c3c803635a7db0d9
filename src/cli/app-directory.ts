import { readdirSync, realpathSync } from "node:fs";
import { basename, join, resolve, sep } from "node:path";
import type { NamedText } from "../app/sources.ts";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { decode } from "./decode.ts";
import type { PluginParameters } from "./plugin-parameters.ts";
import { readInputs } from "./read-inputs.ts";
import { type Program, type Ran, runProgram } from "./run-program.ts";

/** How the manifests of a directory are come by. */
export type AppKind = "kustomize" | "helm" | "plain";

/** In this order: kustomize can build charts, and kpt packages may hold a kustomization for their users. */
const MARKS: readonly (readonly [string, AppKind])[] = [
  ["kustomization.yaml", "kustomize"],
  ["kustomization.yml", "kustomize"],
  ["Kustomization", "kustomize"],
  ["Chart.yaml", "helm"],
];

/** What tells a directory's kind, or what keeps it from being read. */
export function appKind(directory: string): { kind: AppKind } | { diagnostics: readonly Diagnostic[] } {
  try {
    const names = new Set(readdirSync(directory));
    return { kind: MARKS.find(([name]) => names.has(name))?.[1] ?? "plain" };
  } catch (error) {
    const message = `Cannot read ${directory}: ${(error as Error).message}; expected a directory`;
    return { diagnostics: [diagnostic("InvalidInput", { message, fix: "correct the path", location: { file: directory } })] };
  }
}

/** What a build is asked for. */
export interface AppRequest {
  readonly directory: string;
  /** Nothing outside of it is read. */
  readonly repository: string;
  readonly parameters: PluginParameters;
  readonly namespace: string | undefined;
  /** For kustomize or helm. */
  readonly flags: readonly string[];
  readonly seconds: number;
}

interface AppTexts {
  readonly built: readonly NamedText[];
  /** The directory's files, as far as they are not what was built. */
  readonly beside: readonly NamedText[];
}

/** The manifests of a directory, with what lies beside them. */
export async function appTexts(kind: AppKind, request: AppRequest): Promise<AppTexts | { diagnostics: readonly Diagnostic[] }> {
  const { directory, repository } = request;
  if (kind === "plain") {
    const { inputs, diagnostics } = readInputs([directory], { within: repository });
    return diagnostics.length > 0 ? { diagnostics } : { built: inputs, beside: [] };
  }
  const programs = kind === "kustomize" ? kustomizePrograms(request) : helmPrograms(request);
  const built = await firstThere(programs, request.seconds);
  return "diagnostics" in built ? built : { built: [built], beside: besideTexts(kind, request) };
}

/** The directory's own files; those that cannot be read are no concern of a build that does not use them. */
export function besideTexts(kind: AppKind, { directory, repository }: Pick<AppRequest, "directory" | "repository">): readonly NamedText[] {
  // Below a chart are templates, which are no manifests yet, and other charts.
  const files =
    kind === "helm"
      ? readdirSync(directory)
          .filter((name) => /\.ya?ml$/.test(name))
          .map((name) => join(directory, name))
      : [directory];
  return readInputs(files.sort(), { within: repository }).inputs;
}

function kustomizePrograms({ directory: cwd, flags }: AppRequest): readonly Program[] {
  return [
    { name: "kustomize", args: ["build", ".", ...flags], cwd },
    { name: "kubectl", args: ["kustomize", ".", ...flags], cwd },
  ];
}

function helmPrograms({ directory: cwd, parameters, namespace, flags }: AppRequest): readonly Program[] {
  const { ARGOCD_APP_NAME, KUBE_VERSION, KUBE_API_VERSIONS } = process.env;
  const version = /^v?\d+\.\d+(?:\.\d+)?/.exec(KUBE_VERSION ?? "")?.[0];
  const args = [
    ...["template", ARGOCD_APP_NAME ?? basename(resolve(cwd)), ".", "--include-crds"],
    ...(namespace === undefined ? [] : ["--namespace", namespace]),
    ...(version === undefined ? [] : ["--kube-version", version]),
    ...(KUBE_API_VERSIONS ? ["--api-versions", KUBE_API_VERSIONS] : []),
    ...parameters.valuesFiles.flatMap((file) => ["--values", file]),
    // By standard input, so that no list of processes shows them.
    ...(parameters.values === undefined ? [] : ["--values", "-"]),
    ...flags,
  ];
  return [{ name: "helm", args, cwd, stdin: parameters.values }];
}

/** Runs the first of several programs that is on PATH. */
async function firstThere(programs: readonly Program[], seconds: number): Promise<NamedText | { diagnostics: readonly Diagnostic[] }> {
  for (const program of programs) {
    const ran = await tried(program, seconds);
    if (!("isMissing" in ran)) return printed(program, ran);
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

function printed({ name, args }: Program, ran: Exclude<Ran, { isMissing: true }>) {
  const title = `${name} ${args[0]}`;
  if ("problem" in ran) {
    const late = ran.problem.startsWith("had not ended");
    return failed(
      `${title} ${ran.problem}; expected manifests`,
      late ? "fetch less while building, or raise --timeout; Argo CD itself waits for 60 s" : `mend what ${name} says above`,
    );
  }
  const decoded = decode(title, ran.stdout);
  if ("text" in decoded && decoded.text.trim() === "")
    return failed(
      `${title} printed nothing; expected manifests`,
      "check the directory: an empty answer would have the host delete everything",
    );
  return "text" in decoded ? { file: title, text: decoded.text } : decoded;
}

function failed(why: string, fix: string) {
  return { diagnostics: [diagnostic("BuildFailed", { message: `Cannot build the manifests: ${why}`, fix })] };
}

/**
 * The repository that a directory lies in, where Argo CD says at which path; else the directory itself. The real path,
 * since links may lead out of it.
 */
export function repositoryOf(directory: string, sourcePath: string | undefined): string {
  const real = realpathSync(directory);
  const steps = (sourcePath ?? "").split("/").filter((step) => step !== "" && step !== ".");
  const tail = steps.join(sep);
  return steps.length > 0 && real.endsWith(`${sep}${tail}`) ? real.slice(0, -tail.length - 1) : real;
}
