import { nearest } from "../../diagnostic/nearest.ts";
import type { GraftSubject } from "../../graft/graft.ts";
import { allContainers, annotationTexts, envOf, specOf } from "../../kube/pod.ts";
import { integerValue, mapAt, type ValueMap } from "../../value/value.ts";
import { annotationFault, ignoredAnnotation } from "../annotation-faults.ts";
import { csvRecord } from "../csv-record.ts";
import type { InjectedPod } from "../dialect.ts";
import { withEachContainer, withMount, withVariables, withVolume } from "../pod-edits.ts";
import { type AwsIdentity, expirationIn } from "./service-account.ts";
import type { AwsSettings } from "./settings.ts";

const VOLUME = "aws-iam-token";
const MOUNT_PATH = "/var/run/secrets/eks.amazonaws.com/serviceaccount";

/** Source: amazon-eks-pod-identity-webhook pkg/handler/handler.go getPodSpecPatch. */
export function injectPod({ facts, podTemplate }: GraftSubject, identity: AwsIdentity, settings: AwsSettings): InjectedPod {
  const { annotationPrefix: prefix = "eks.amazonaws.com", mountPath = MOUNT_PATH, region = "" } = settings;
  const annotations = annotationTexts(facts.podTemplate);
  const expiration = expirationIn(annotations, { prefix, standard: identity.expiration });
  const skipped = skippedContainers(podTemplate, `${prefix}/skip-containers`, annotations);
  const variables = { ...identity, region, file: tokenFile(podTemplate, mountPath) };
  const withToken = (container: ValueMap) =>
    hasAll(container) ? container : withMount(withIdentity(container, variables), { name: VOLUME, readOnly: true, mountPath }, "last");
  const injected = withEachContainer(podTemplate, withToken, skipped.names);
  // Go leaves an empty audience out.
  const audience = identity.audience !== "" && { audience: identity.audience };
  const token = { ...audience, expirationSeconds: integerValue(expiration.seconds), path: "token" };
  const volume = { name: VOLUME, projected: { sources: [{ serviceAccountToken: token }] } };
  return { podTemplate: withVolume(injected, volume, "first"), diagnostics: [...expiration.diagnostics, ...skipped.diagnostics] };
}

function tokenFile(pod: ValueMap, mountPath: string): string {
  const selector = mapAt(specOf(pod), "nodeSelector");
  const isForWindows = selector["kubernetes.io/os"] === "windows" || selector["beta.kubernetes.io/os"] === "windows";
  return isForWindows ? `C:${mountPath.replaceAll("/", "\\")}\\token` : `${mountPath}/token`;
}

/** Source: handler.go getContainersToSkip: a list with a fault skips none. */
function skippedContainers(pod: ValueMap, name: string, { [name]: found }: Readonly<Record<string, string>>) {
  if (found === undefined) return { names: new Set<string>(), diagnostics: [] };
  const listed = csvRecord(found);
  if (!listed) {
    const fault = { found, expected: "a line of CSV", fix: "write the names with commas between them" };
    return { names: new Set<string>(), diagnostics: [ignoredAnnotation(name, fault)] };
  }
  const known = allContainers(pod).map(({ container }) => String(container.name));
  const diagnostics = listed.flatMap((one) => {
    if (known.includes(one)) return [];
    const meant = nearest(one.trim(), known);
    const message = `${name} has no effect for ${JSON.stringify(one)}: the pod has no container of that name`;
    const fix = meant === undefined ? "remove it" : `write ${meant}, without spaces around it`;
    return annotationFault(name, { code: "IgnoredAnnotation", message, fix });
  });
  return { names: new Set(listed), diagnostics };
}

interface Variables extends Pick<AwsIdentity, "role" | "usesRegionalSts"> {
  readonly region: string;
  /** The token's. */
  readonly file: string;
}

const [STS, REGION, ROLE] = [
  ["AWS_STS_REGIONAL_ENDPOINTS"],
  ["AWS_DEFAULT_REGION", "AWS_REGION"],
  ["AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE"],
];

/** Source: handler.go addEnvToContainer: a container with a variable of each kind does not even get the token. */
function hasAll(container: ValueMap): boolean {
  const names = envOf(container).map(({ name }) => name);
  return [STS, REGION, ROLE].every((kind) => kind?.some((name) => names.includes(name)));
}

/** One variable of a pair is enough to leave the pair as it is. */
function withIdentity(container: ValueMap, { role, usesRegionalSts, region, file }: Variables): ValueMap {
  const names = envOf(container).map(({ name }) => name);
  const unlessAny = (pair: Readonly<Record<string, string>>) => (Object.keys(pair).some((name) => names.includes(name)) ? {} : pair);
  return withVariables(container, {
    ...(usesRegionalSts && { AWS_STS_REGIONAL_ENDPOINTS: "regional" }),
    ...(region !== "" && unlessAny({ AWS_DEFAULT_REGION: region, AWS_REGION: region })),
    ...unlessAny({ AWS_ROLE_ARN: role, AWS_WEB_IDENTITY_TOKEN_FILE: file }),
  });
}
