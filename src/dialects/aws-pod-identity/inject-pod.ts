import type { GraftSubject } from "../../graft/graft.ts";
import { annotationTexts, envOf, specOf } from "../../kube/pod.ts";
import { integerValue, mapAt, type ValueMap } from "../../value/value.ts";
import type { InjectedPod } from "../dialect.ts";
import { withEachContainer, withMetadata, withMount, withVariables, withVolume } from "../pod-edits.ts";
import { skippedByCsv } from "../skipped-containers.ts";
import { isAtLeast } from "../versions.ts";
import { type AwsIdentity, expirationIn, PREFIX } from "./service-account.ts";
import type { AwsSettings } from "./settings.ts";

const SECRETS = "/var/run/secrets";

/** The place of the token, and the variables with that place. */
interface Method {
  readonly volume: string;
  readonly mountPath: string;
  readonly path: string;
  readonly audience: string;
  readonly variables: (file: string) => Readonly<Record<string, string>>;
}

function ofRole({ role, audience }: AwsIdentity, { mountPath = `${SECRETS}/eks.amazonaws.com/serviceaccount` }: AwsSettings): Method {
  const variables = (file: string) => ({ AWS_ROLE_ARN: role, AWS_WEB_IDENTITY_TOKEN_FILE: file });
  return { volume: "aws-iam-token", mountPath, path: "token", audience, variables };
}

/** What EKS sets the webhook's `--container-credentials-` flags to, and their defaults. */
const ofPodIdentity: Method = {
  volume: "eks-pod-identity-token",
  mountPath: `${SECRETS}/pods.eks.amazonaws.com/serviceaccount`,
  path: "eks-pod-identity-token",
  audience: "pods.eks.amazonaws.com",
  variables: (file) => ({
    AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://169.254.170.23/v1/credentials",
    AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file,
  }),
};

/**
 * Source: amazon-eks-pod-identity-webhook pkg/handler/handler.go getPodSpecPatch.
 *
 * Differs: from 0.6.3 on, the webhook replaces the expiration 86400 of a Pod Identity's token by a random shorter one.
 */
export function injectPod(
  { facts, podTemplate }: GraftSubject,
  identity: AwsIdentity,
  settings: AwsSettings & { readonly version: string },
): InjectedPod {
  const { annotationPrefix: prefix = PREFIX } = settings;
  const annotations = annotationTexts(facts.podTemplate);
  const expiration = expirationIn(annotations, { prefix, standard: identity.expiration });
  const skipped = skippedByCsv(podTemplate, `${prefix}/skip-containers`, annotations);
  const { volume: name, mountPath, path, audience, variables } = identity.isPodIdentity ? ofPodIdentity : ofRole(identity, settings);
  const own = variables(tokenFile(podTemplate, `${mountPath}/${path}`));
  const withToken = (container: ValueMap) =>
    hasAll(container, Object.keys(own))
      ? container
      : withMount(withIdentity(container, own, { ...settings, ...identity }), { name, readOnly: true, mountPath }, "last");
  const isLabelled = identity.isPodIdentity && isAtLeast(settings.version, "0.6.15");
  const labelled = isLabelled ? withMetadata(podTemplate, { labels: { "eks.amazonaws.com/pod-identity": "enabled" } }) : podTemplate;
  const injected = withEachContainer(labelled, withToken, skipped.names);
  // Go leaves an empty audience out.
  const token = { ...(audience !== "" && { audience }), expirationSeconds: integerValue(expiration.seconds), path };
  const made = withVolume(injected, { name, projected: { sources: [{ serviceAccountToken: token }] } }, "first");
  return { podTemplate: made, diagnostics: [...expiration.diagnostics, ...skipped.diagnostics] };
}

function tokenFile(pod: ValueMap, file: string): string {
  const isForWindows = ["kubernetes.io/os", "beta.kubernetes.io/os"].some((key) => mapAt(specOf(pod), "nodeSelector")[key] === "windows");
  return isForWindows ? `C:${file.replaceAll("/", "\\")}` : file;
}

const STS = "AWS_STS_REGIONAL_ENDPOINTS";
const REGION = ["AWS_DEFAULT_REGION", "AWS_REGION"];

/** Source: handler.go addEnvToContainer: a container with a variable of each kind does not even get the token. */
function hasAll(container: ValueMap, own: readonly string[]): boolean {
  const names = envOf(container).map(({ name }) => name);
  return [[STS], REGION, own].every((kind) => kind.some((name) => names.includes(name)));
}

type Variables = Pick<AwsIdentity, "usesRegionalSts"> & Pick<AwsSettings, "region">;

/** One variable of a pair is enough to leave the pair as it is. */
function withIdentity(container: ValueMap, own: ReturnType<Method["variables"]>, { usesRegionalSts, region = "" }: Variables): ValueMap {
  const names = envOf(container).map(({ name }) => name);
  const unlessAny = (pair: Readonly<Record<string, string>>) => (Object.keys(pair).some((name) => names.includes(name)) ? {} : pair);
  return withVariables(container, {
    ...(usesRegionalSts && { [STS]: "regional" }),
    ...(region !== "" && unlessAny({ AWS_DEFAULT_REGION: region, AWS_REGION: region })),
    ...unlessAny(own),
  });
}
