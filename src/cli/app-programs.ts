import type { NamedText } from "../app/named-text.ts";
import type { AppKind } from "./app-kind.ts";
import type { HelmFacts } from "./helm-facts.ts";
import type { PluginParameters } from "./plugin-parameters.ts";
import type { Program } from "./run-program.ts";

/** What a build is asked for. */
export interface AppRequest {
  readonly directory: string;
  /** Where kustomize builds it, if not there. */
  readonly cwd?: Program["cwd"] | undefined;
  /** The configuration that its kustomization lists under `transformers`. */
  readonly own?: { readonly config: NamedText; readonly beside: readonly NamedText[] } | undefined;
  /** Nothing outside of it is read. */
  readonly repository: string;
  readonly parameters: PluginParameters;
  readonly namespace: string | undefined;
  /** The operator's. */
  readonly kustomizeFlags: readonly string[];
  readonly helmFlags: readonly string[];
  readonly seconds: number;
  /** For a chart. */
  readonly helm: HelmFacts | undefined;
  /** An app without manifests is normal. */
  readonly allowsEmpty?: boolean;
}

/** What builds a directory of a kind: the first of these that is on PATH. */
export function appPrograms(kind: Exclude<AppKind, "plain">, request: AppRequest): readonly Program[] {
  return kind === "kustomize" ? kustomizePrograms(request.cwd ?? request.directory, request.kustomizeFlags) : helmPrograms(request);
}

/** What builds the kustomization of a folder. */
export function kustomizePrograms(cwd: Program["cwd"], flags: readonly string[] = []): readonly Program[] {
  return [
    { name: "kustomize", args: ["build", ".", ...flags], cwd },
    { name: "kubectl", args: ["kustomize", ".", ...flags], cwd },
  ];
}

/** Values are behind `=`, and what has no name behind `--`: so none of them is read as an option. */
function helmPrograms({ directory: cwd, parameters, helmFlags, helm }: AppRequest): readonly Program[] {
  const { release, namespace, kubeVersion, apiVersions } = helm as HelmFacts;
  const args = [
    ...["template", "--include-crds"],
    ...(namespace === undefined ? [] : [`--namespace=${namespace}`]),
    ...(kubeVersion === undefined ? [] : [`--kube-version=${kubeVersion}`]),
    ...(apiVersions === undefined ? [] : [`--api-versions=${apiVersions}`]),
    ...parameters.valuesFiles.map((file) => `--values=${file}`),
    // By standard input, so that no list of processes shows them.
    ...(parameters.values === undefined ? [] : ["--values=-"]),
    ...helmFlags,
    ...["--", release, "."],
  ];
  return [{ name: "helm", args, cwd, stdin: parameters.values }];
}
