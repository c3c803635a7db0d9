import { basename, resolve } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { isDnsLabel } from "../kube/validate/formats.ts";
import { refused } from "./plugin-parameters.ts";

/** The facts about the app and the cluster that helm gets. */
export interface HelmFacts {
  readonly release: string;
  readonly namespace: string | undefined;
  readonly kubeVersion: string | undefined;
  readonly apiVersions: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

interface HelmOptions {
  readonly directory: string;
  readonly namespace: string | undefined;
  /** From a parameter. */
  readonly releaseName?: string | undefined;
}

interface Wanted {
  readonly allows: (value: string) => boolean;
  readonly expected: string;
}

// Source: helm pkg/chart/v2/util/validate_name.go
const RELEASE: Wanted = {
  allows: (value) => value.length <= 53 && /^[a-z0-9](?:[-.a-z0-9]*[a-z0-9])?$/.test(value),
  expected: "at most 53 lower-case letters, digits, - and ., a letter or digit first and last",
};
const NAMESPACE: Wanted = {
  allows: isDnsLabel,
  expected: "at most 63 lower-case letters, digits and -, a letter or digit first and last",
};
const API_VERSIONS: Wanted = {
  allows: (value) => value.length <= 1 << 16 && /^[a-zA-Z0-9][-.,/a-zA-Z0-9]*$/.test(value),
  expected: "such as v1,apps/v1,batch/v1/Job",
};
const KUBE_VERSION = /^v?\d{1,4}\.\d{1,4}(?:\.\d{1,4})?/;

/**
 * The facts from a host's variables, `-n` and the directory, or what is wrong with them. An Application's author sets
 * some of them, so nothing that could be an option of helm is passed on.
 */
export function helmFacts(
  environment: Environment,
  { directory, namespace, releaseName }: HelmOptions,
): HelmFacts | { diagnostics: readonly Diagnostic[] } {
  const { KUBE_VERSION: version, KUBE_API_VERSIONS } = environment;
  const release = releaseName ?? nameOfApp(environment) ?? basename(resolve(directory));
  const apiVersions = KUBE_API_VERSIONS || undefined;
  const diagnostics = [
    ...releaseProblem(release, { isGiven: releaseName !== undefined, environment }),
    ...(namespace === undefined ? [] : problem("the namespace", namespace, NAMESPACE)),
    ...(apiVersions === undefined ? [] : problem("KUBE_API_VERSIONS", apiVersions, API_VERSIONS)),
  ];
  if (diagnostics.length > 0) return { diagnostics };
  return { release, namespace, kubeVersion: KUBE_VERSION.exec(version ?? "")?.[0], apiVersions };
}

/** The name of an Application in any namespace is namespace_name. */
function nameOfApp({ ARGOCD_APP_NAME }: Environment): string | undefined {
  return ARGOCD_APP_NAME?.replace(/^[-a-z0-9]*_/, "");
}

function releaseProblem(release: string, { isGiven, environment }: { isGiven: boolean; environment: Environment }): readonly Diagnostic[] {
  if (isGiven && !RELEASE.allows(release)) return [refused(`release-name is not the name of a release; expected ${RELEASE.expected}`)];
  const name = nameOfApp(environment) === undefined ? "the directory's name, which names Helm's release," : "ARGOCD_APP_NAME";
  return problem(name, release, RELEASE);
}

function problem(name: string, value: string, { allows, expected }: Wanted): readonly Diagnostic[] {
  if (allows(value)) return [];
  const message = `Cannot run helm: ${name} is ${JSON.stringify(value.slice(0, 100))}; expected ${expected}`;
  const fix = name.startsWith("the directory") ? "rename the directory, or set ARGOCD_APP_NAME" : "correct it where the host sets it";
  return [diagnostic("InvalidParameter", { message, fix })];
}
