import type { NamedText } from "../app/named-text.ts";
import type { AppKind } from "./app-kind.ts";
import type { HelmFacts } from "./helm-facts.ts";
import type { PluginParameters } from "./plugin-parameters.ts";
import type { Program } from "./run-program.ts";

/** The settings of a build. */
export interface AppRequest {
  readonly directory: string;
  /** The directory in which kustomize builds it, if it is another one. */
  readonly cwd?: Program["cwd"] | undefined;
  /** The configuration that its kustomization lists under `transformers`. */
  readonly own?: { readonly config: NamedText; readonly beside: readonly NamedText[] } | undefined;
  /** Nothing outside it is read. */
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

/** The programs that build a kind of directory: the first one on PATH is used. */
export function appPrograms(kind: Exclude<AppKind, "plain">, request: AppRequest): readonly Program[] {
  return kind === "kustomize" ? kustomizePrograms(request.cwd ?? request.directory, request.kustomizeFlags) : helmPrograms(request);
}

/** The programs that build a folder's kustomization. */
export function kustomizePrograms(cwd: Program["cwd"], flags: readonly string[] = []): readonly Program[] {
  return [
    { name: "kustomize", args: ["build", ".", ...flags], cwd },
    { name: "kubectl", args: ["kustomize", ".", ...flags], cwd },
  ];
}

/** Values follow `=`, and positional arguments `--`, so that none of them is read as an option. */
function helmPrograms({ directory: cwd, parameters, helmFlags, helm }: AppRequest): readonly Program[] {
  const { release, namespace, kubeVersion, apiVersions } = helm as HelmFacts;
  const args = [
    ...["template", "--include-crds"],
    ...(namespace === undefined ? [] : [`--namespace=${namespace}`]),
    ...(kubeVersion === undefined ? [] : [`--kube-version=${kubeVersion}`]),
    ...(apiVersions === undefined ? [] : [`--api-versions=${apiVersions}`]),
    ...parameters.valuesFiles.map((file) => `--values=${file}`),
    // On standard input, so that process lists do not show them.
    ...(parameters.values === undefined ? [] : ["--values=-"]),
    ...helmFlags,
    ...["--", release, "."],
  ];
  return [{ name: "helm", args, cwd, stdin: parameters.values }];
}
