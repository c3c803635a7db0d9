import { remembered } from "../value/remembered.ts";
import { isMap, newMap, type Value, type ValueMap } from "../value/value.ts";
import { fieldNames, fieldOf, podTemplateSchema, type Schema } from "./schema.ts";
import { filledRequests } from "./validate/pod-resources.ts";

/** Defaults of the API server depend on this: some apply only in a Pod, some only on the node's network. */
export interface Defaulting {
  readonly isPod: boolean;
  readonly hostNetwork: boolean;
}

/** By type, what is filled in whatever else is given. Source: kubernetes pkg/apis/core/v1/defaults.go, zz_generated.defaults.go. */
const constants: Readonly<Record<string, Readonly<Record<string, Value>>>> = {
  PodSpec: {
    dnsPolicy: "ClusterFirst",
    restartPolicy: "Always",
    schedulerName: "default-scheduler",
    securityContext: newMap(),
    terminationGracePeriodSeconds: 30,
  },
  Container: { terminationMessagePath: "/dev/termination-log", terminationMessagePolicy: "File" },
  ContainerPort: { protocol: "TCP" },
  Probe: { failureThreshold: 3, periodSeconds: 10, successThreshold: 1, timeoutSeconds: 1 },
  HTTPGetAction: { path: "/", scheme: "HTTP" },
  GRPCAction: { service: "" },
  ObjectFieldSelector: { apiVersion: "v1" },
  ResourceFieldSelector: { divisor: "0" },
  FileKeySelector: { optional: false },
  SecretVolumeSource: { defaultMode: 420 },
  ConfigMapVolumeSource: { defaultMode: 420 },
  DownwardAPIVolumeSource: { defaultMode: 420 },
  ProjectedVolumeSource: { defaultMode: 420 },
  ServiceAccountTokenProjection: { expirationSeconds: 3600 },
  HostPathVolumeSource: { type: "" },
  PersistentVolumeClaimSpec: { volumeMode: "Filesystem" },
  AzureDiskVolumeSource: { cachingMode: "ReadWrite", fsType: "ext4", kind: "Shared", readOnly: false },
  ISCSIVolumeSource: { iscsiInterface: "default" },
  RBDVolumeSource: { keyring: "/etc/ceph/keyring", pool: "rbd", user: "admin" },
  ScaleIOVolumeSource: { fsType: "xfs", storageMode: "ThinProvisioned" },
};

const NONE = newMap();

/** By type, what is filled in for what is given. */
const derived: Readonly<Record<string, (given: ValueMap, defaulting: Defaulting) => ValueMap>> = {
  PodSpec: (given, { isPod }) => ({
    ...(given.serviceAccountName && { serviceAccount: given.serviceAccountName }),
    ...(isPod && { enableServiceLinks: true, ...podResources(given) }),
  }),
  Container: ({ image }) => ({ imagePullPolicy: pullPolicy(image) }),
  ImageVolumeSource: ({ reference }) => ({ pullPolicy: pullPolicy(reference) }),
  ContainerPort: ({ containerPort = null }, { isPod, hostNetwork }) => (isPod && hostNetwork ? { hostPort: containerPort } : NONE),
  ResourceRequirements: ({ limits }, { isPod }) => (isPod && isMap(limits) ? { requests: limits } : NONE),
  Volume: (given) => (Object.keys(given).every((key) => key === "name" || key === "emptyDir") ? { emptyDir: NONE } : NONE),
};

/** What the API server fills in if a field is absent, or zero. */
export function serverDefaults(given: ValueMap, schema: Schema | undefined, defaulting: Defaulting): ValueMap {
  if (schema?.kind !== "struct") return NONE;
  const own = isOfPod(schema) ? undefined : derived[schema.type];
  const fixed = fixedDefaults(schema);
  return own === undefined ? fixed : Object.assign(newMap(), fixed, own(given, defaulting));
}

/** The requests of a Pod as a whole depend on those of its containers. */
function podResources(spec: ValueMap): ValueMap {
  const { resources } = spec;
  const requests = isMap(resources) ? filledRequests(spec, resources) : undefined;
  return requests ? { resources: Object.assign(newMap(), { requests }) } : NONE;
}

function isOfPod(schema: Schema): boolean {
  return schema.type === "ResourceRequirements" && schema === fieldOf(fieldOf(podTemplateSchema, "spec"), "resources");
}

const zeros: Readonly<Record<string, Value>> = { boolean: false, integer: 0, string: "" };

/** In addition to its constants, a type has what Go always prints: `{}` for a struct, the zero of a plain field. */
const fixedDefaults = remembered((schema: Schema): ValueMap => {
  const defaults = newMap();
  for (const name of fieldNames(schema)) {
    const field = fieldOf(schema, name);
    if (field === undefined || field.pointer) continue;
    if (field.kind === "struct") defaults[name] = NONE;
    else if (!field.optional && field.kind in zeros) defaults[name] = zeros[field.kind] as Value;
  }
  return Object.assign(defaults, constants[schema.type]);
});

/** The values that are filled in for a field of this name in any type. */
export const defaultsByName: ReadonlyMap<string, readonly Value[]> = byName();

function byName(): ReadonlyMap<string, readonly Value[]> {
  const found = new Map<string, Value[]>([["imagePullPolicy", ["Always", "IfNotPresent"]]]);
  for (const fields of Object.values(constants))
    for (const [name, value] of Object.entries(fields)) found.set(name, [...(found.get(name) ?? []), value]);
  return found;
}

/** A name of an image: parts of small letters and digits, the first one perhaps a host with its port. */
const NAME = /^(?:[A-Za-z0-9.-]+(?::[0-9]+)?\/)?[a-z0-9][a-z0-9._/-]*$/;

/** Source: kubernetes pkg/util/parsers ParseImageName: what it cannot read has no tag. */
function pullPolicy(image: Value | undefined): Value {
  const [rest = "", digest] = typeof image === "string" ? image.split("@") : [];
  const slash = rest.lastIndexOf("/");
  const colon = rest.lastIndexOf(":");
  const [name, tag] = colon > slash ? [rest.slice(0, colon), rest.slice(colon + 1)] : [rest, undefined];
  if (!NAME.test(name)) return "IfNotPresent";
  return tag === "latest" || (tag === undefined && digest === undefined) ? "Always" : "IfNotPresent";
}
