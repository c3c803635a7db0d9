import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { nearest } from "../../diagnostic/nearest.ts";
import type { GraftSubject } from "../../graft/graft.ts";
import {
  allContainers,
  annotationTexts,
  CONTAINER_LISTS,
  containersIn,
  envOf,
  mountsOf,
  specOf,
  volumesOf,
  withContainers,
} from "../../kube/pod.ts";
import { isList, mapAt, toValue, type Value, type ValueMap, withKey } from "../../value/value.ts";
import type { InjectedPod } from "../dialect.ts";
import { integerValue } from "../go-values.ts";
import { csvRecord } from "./csv-record.ts";
import { type AwsIdentity, DEFAULT_PREFIX, expirationFault, expirationOf } from "./service-account.ts";
import type { AwsSettings } from "./settings.ts";

const VOLUME = "aws-iam-token";
const TOKEN = "token";

/** Source: amazon-eks-pod-identity-webhook pkg/handler/handler.go getPodSpecPatch. */
export function injectPod({ facts, podTemplate }: GraftSubject, identity: AwsIdentity, settings: AwsSettings): InjectedPod {
  const {
    annotationPrefix: prefix = DEFAULT_PREFIX,
    mountPath = "/var/run/secrets/eks.amazonaws.com/serviceaccount",
    region = "",
  } = settings;
  const annotations = annotationTexts(facts.podTemplate);
  const expiration = expirationOf(annotations[`${prefix}/token-expiration`], identity.expiration);
  const skipped = skippedContainers(podTemplate, `${prefix}/skip-containers`, annotations);
  const file = `${mountPath}/${TOKEN}`;
  const variables = { ...identity, region, file: isForWindows(podTemplate) ? `C:${file.replaceAll("/", "\\")}` : file };
  const mount = toValue({ name: VOLUME, readOnly: true, mountPath });
  const withToken = (container: ValueMap) =>
    skipped.names.has(String(container.name)) ? container : mounted(withVariables(container, variables), mount);
  const injected = CONTAINER_LISTS.reduce((pod, list) => withContainers(pod, list, containersIn(pod, list).map(withToken)), podTemplate);
  const told =
    expiration.fault && podAnnotation(`${prefix}/token-expiration`, expirationFault(expiration.fault, `${prefix}/token-expiration`));
  return {
    podTemplate: withVolume(injected, identity.audience, expiration.seconds),
    diagnostics: [...(told ? [told] : []), ...skipped.diagnostics],
  };
}

function podAnnotation(name: string, { code, ...told }: Pick<Diagnostic, "code" | "message" | "fix">): Diagnostic {
  return diagnostic(code, { ...told, field: { path: `metadata.annotations[${name}]` } });
}

/** Source: handler.go getContainersToSkip: a list with a fault skips none. */
function skippedContainers(pod: ValueMap, name: string, annotations: Readonly<Record<string, string>>) {
  const written = annotations[name];
  const listed = written === undefined ? [] : csvRecord(written);
  const known = allContainers(pod).map(({ container }) => String(container.name));
  const unknown = (listed ?? []).filter((one) => !known.includes(one));
  const diagnostics =
    listed === undefined
      ? [
          podAnnotation(name, {
            code: "IgnoredAnnotation",
            message: `${name} skips no container: it is ${JSON.stringify(written)}, which is no line of CSV`,
            fix: "write the names with commas between them",
          }),
        ]
      : unknown.map((one) => {
          const meant = nearest(one.trim(), known);
          const message = `${name} has no effect for ${JSON.stringify(one)}: the pod has no container of that name`;
          return podAnnotation(name, {
            code: "IgnoredAnnotation",
            message,
            fix: meant === undefined ? "remove it" : `write ${meant}, without spaces around it`,
          });
        });
  return { names: new Set(listed), diagnostics };
}

function isForWindows(pod: ValueMap): boolean {
  const selector = mapAt(specOf(pod), "nodeSelector");
  return selector["kubernetes.io/os"] === "windows" || selector["beta.kubernetes.io/os"] === "windows";
}

interface Variables extends Pick<AwsIdentity, "role" | "usesRegionalSts"> {
  readonly region: string;
  /** The token's. */
  readonly file: string;
}

/** Source: handler.go addEnvToContainer. One variable of a pair is enough to leave the pair as it is. */
function withVariables(container: ValueMap, { role, usesRegionalSts, region, file }: Variables): ValueMap {
  const names = envOf(container).map(({ name }) => name);
  const has = (...any: readonly string[]) => any.some((name) => names.includes(name));
  const added = [
    ...(usesRegionalSts && !has("AWS_STS_REGIONAL_ENDPOINTS") ? [["AWS_STS_REGIONAL_ENDPOINTS", "regional"]] : []),
    ...(region !== "" && !has("AWS_REGION", "AWS_DEFAULT_REGION")
      ? [
          ["AWS_DEFAULT_REGION", region],
          ["AWS_REGION", region],
        ]
      : []),
    ...(has("AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE")
      ? []
      : [
          ["AWS_ROLE_ARN", role],
          ["AWS_WEB_IDENTITY_TOKEN_FILE", file],
        ]),
  ].map(([name, value]) => toValue({ name, value }));
  return added.length === 0 ? container : withKey(container, "env", [...itemsOf(container.env), ...added]);
}

/** A mount of the volume anywhere will do. */
function mounted(container: ValueMap, mount: Value): ValueMap {
  if (mountsOf(container).some(({ name }) => name === VOLUME)) return container;
  return withKey(container, "volumeMounts", [...itemsOf(container.volumeMounts), mount]);
}

/** In front of the pod's own, unless there is one of that name. */
function withVolume(pod: ValueMap, audience: string, expiration: bigint): ValueMap {
  if (volumesOf(pod).some(({ name }) => name === VOLUME)) return pod;
  const token = { audience, expirationSeconds: integerValue(expiration), path: TOKEN };
  // Go leaves an empty audience out.
  const serviceAccountToken = audience === "" ? { expirationSeconds: token.expirationSeconds, path: TOKEN } : token;
  const volume = toValue({ name: VOLUME, projected: { sources: [{ serviceAccountToken }] } });
  return withKey(pod, "spec", withKey(specOf(pod), "volumes", [volume, ...itemsOf(specOf(pod).volumes)]));
}

function itemsOf(list: Value | undefined): readonly Value[] {
  return isList(list) ? list : [];
}
