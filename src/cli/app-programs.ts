import { basename, resolve } from "node:path";
import type { AppKind } from "./app-kind.ts";
import type { PluginParameters } from "./plugin-parameters.ts";
import type { Program } from "./run-program.ts";

/** What a build is asked for. */
export interface AppRequest {
  readonly directory: string;
  /** Nothing outside of it is read. */
  readonly repository: string;
  readonly parameters: PluginParameters;
  readonly namespace: string | undefined;
  /** The operator's. */
  readonly kustomizeFlags: readonly string[];
  readonly helmFlags: readonly string[];
  readonly seconds: number;
  /** An app without manifests is normal. */
  readonly allowsEmpty?: boolean;
}

/** What builds a directory of a kind: the first of these that is on PATH. */
export function appPrograms(kind: Exclude<AppKind, "plain">, request: AppRequest): readonly Program[] {
  return kind === "kustomize" ? kustomizePrograms(request) : helmPrograms(request);
}

function kustomizePrograms({ directory: cwd, kustomizeFlags: flags }: AppRequest): readonly Program[] {
  return [
    { name: "kustomize", args: ["build", ".", ...flags], cwd },
    { name: "kubectl", args: ["kustomize", ".", ...flags], cwd },
  ];
}

function helmPrograms({ directory: cwd, parameters, namespace, helmFlags }: AppRequest): readonly Program[] {
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
    ...helmFlags,
  ];
  return [{ name: "helm", args, cwd, stdin: parameters.values }];
}
