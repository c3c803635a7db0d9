import { isMap, type ValueMap } from "../../value/value.ts";
import { fieldReference, IN_ENV, resourceReference } from "./downward.ts";
import { below, isSet, isZero, listOf, mapOf, mapsOf, type Place, tell, textOf } from "./fault.ts";
import {
  configKey,
  dnsLabel,
  dnsSubdomain,
  envName,
  namePrefix,
  oneOf,
  pathWithoutBacksteps,
  portName,
  portNumber,
  range,
  relativePath,
  strictEnvName,
} from "./formats.ts";
import { checkResources } from "./resources.ts";
import type { Rules } from "./rules.ts";

/** Since this minor, names of variables may contain nearly anything. */
const RELAXED_ENV_NAMES = 32;

/**
 * The rules for containers of every kind.
 *
 * Source: kubernetes pkg/apis/core/validation/validation.go validateContainerCommon and what it calls, 1.34
 */
export const containerRules: Rules = {
  Container: {
    required: ["name", "image"],
    fields: {
      name: dnsLabel,
      terminationMessagePolicy: oneOf("File", "FallbackToLogsOnError"),
      imagePullPolicy: oneOf("Always", "IfNotPresent", "Never"),
    },
    check: checkContainer,
  },
  ContainerPort: {
    required: ["containerPort"],
    fields: { name: portName, containerPort: portNumber, hostPort: range(0, 65535), protocol: oneOf("TCP", "UDP", "SCTP") },
  },
  EnvVar: { required: ["name"], check: checkVariable },
  EnvVarSource: {
    union: {
      fields: ["fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef"],
      needed: "one of fieldRef, resourceFieldRef, configMapKeyRef and secretKeyRef",
    },
    check: checkVariableSource,
  },
  ConfigMapKeySelector: { required: ["name", "key"], fields: { name: dnsSubdomain, key: configKey } },
  SecretKeySelector: { required: ["name", "key"], fields: { name: dnsSubdomain, key: configKey } },
  FileKeySelector: {
    required: ["key", "volumeName", "path"],
    fields: { key: envName, volumeName: dnsLabel, path: pathWithoutBacksteps },
  },
  EnvFromSource: {
    union: { fields: ["configMapRef", "secretRef"], needed: "one of configMapRef and secretRef" },
    check: checkPrefix,
  },
  ConfigMapEnvSource: { required: ["name"], fields: { name: namePrefix } },
  SecretEnvSource: { required: ["name"], fields: { name: namePrefix } },
  VolumeMount: {
    required: ["name", "mountPath"],
    fields: {
      subPath: relativePath,
      subPathExpr: relativePath,
      mountPropagation: oneOf("None", "HostToContainer", "Bidirectional"),
      recursiveReadOnly: oneOf("Disabled", "IfPossible", "Enabled"),
    },
    check: checkMount,
  },
  VolumeDevice: { required: ["name", "devicePath"], fields: { devicePath: pathWithoutBacksteps } },
  ContainerResizePolicy: {
    required: ["resourceName", "restartPolicy"],
    fields: { resourceName: oneOf("cpu", "memory"), restartPolicy: oneOf("NotRequired", "RestartContainer") },
  },
};

function checkContainer(container: ValueMap, place: Place): void {
  const resources = mapOf(container, "resources");
  if (resources) checkResources(resources, below(place, "resources"));
  unique(container, below(place, "ports"), { list: "ports", key: "name" });
  unique(container, below(place, "volumeMounts"), { list: "volumeMounts", key: "mountPath" });
  unique(container, below(place, "volumeDevices"), { list: "volumeDevices", key: "name" });
  unique(container, below(place, "volumeDevices"), { list: "volumeDevices", key: "devicePath" });
  unique(container, below(place, "resizePolicy"), { list: "resizePolicy", key: "resourceName" });
  checkDevices(container, place);
  checkPropagation(container, place);
  if (place.pod.restartPolicy === "Never") checkResize(container, below(place, "resizePolicy"));
}

/** Reports repeated items of a list. */
export function unique(map: ValueMap | undefined, place: Place, { list, key }: { list: string; key: string }): void {
  if (listOf(map, list).length < 2) return;
  const seen = new Set<string>();
  for (const [item, index] of mapsOf(map, list)) {
    const value = textOf(item, key);
    if (value === "") continue;
    if (seen.has(value)) tell(below(below(place, index), key), value, `a ${key} that is unique in ${list}`);
    seen.add(value);
  }
}

/** A volume is mounted or a device, and no path is both. */
function checkDevices(container: ValueMap, place: Place): void {
  const devices = mapsOf(container, "volumeDevices");
  if (devices.length === 0) return;
  const mounts = mapsOf(container, "volumeMounts").map(([mount]) => mount);
  for (const [device, index] of devices) {
    const at = below(below(place, "volumeDevices"), index);
    if (mounts.some(({ name }) => name === device.name))
      tell(below(at, "name"), device.name, "a volume that is not among volumeMounts as well");
    if (mounts.some(({ mountPath }) => mountPath === device.devicePath))
      tell(below(at, "devicePath"), device.devicePath, "a path that is not among volumeMounts as well");
  }
}

function checkPropagation(container: ValueMap, place: Place): void {
  if (mapOf(container, "securityContext")?.privileged === true) return;
  for (const [{ mountPropagation }, index] of mapsOf(container, "volumeMounts")) {
    if (mountPropagation !== "Bidirectional") continue;
    const at = below(below(below(place, "volumeMounts"), index), "mountPropagation");
    tell(at, mountPropagation, "None or HostToContainer, as the container is not privileged");
  }
}

function checkResize(container: ValueMap, place: Place): void {
  for (const [{ restartPolicy }, index] of mapsOf(container, "resizePolicy"))
    if (restartPolicy === "RestartContainer")
      tell(below(below(place, index), "restartPolicy"), restartPolicy, "NotRequired, as the pod's restartPolicy is Never");
}

function envNames({ pod }: Place) {
  return pod.minor < RELAXED_ENV_NAMES ? strictEnvName : envName;
}

function checkVariable(variable: ValueMap, place: Place): void {
  const { name, value } = variable;
  const format = envNames(place);
  if (!isZero(name) && !format.allows(name ?? "")) tell(below(place, "name"), name, format.expected);
  if (isMap(variable.valueFrom) && !isZero(value)) tell(below(place, "valueFrom"), variable.valueFrom, "no valueFrom beside value");
}

function checkVariableSource(source: ValueMap, place: Place): void {
  const [field, resource] = [mapOf(source, "fieldRef"), mapOf(source, "resourceFieldRef")];
  if (field) fieldReference(field, below(place, "fieldRef"), IN_ENV);
  if (resource) resourceReference(resource, below(place, "resourceFieldRef"), { inVolume: false });
}

function checkPrefix({ prefix }: ValueMap, place: Place): void {
  const format = envNames(place);
  if (!isZero(prefix) && !format.allows(prefix ?? "")) tell(below(place, "prefix"), prefix, format.expected);
}

function checkMount(mount: ValueMap, place: Place): void {
  if (textOf(mount, "subPath") !== "" && textOf(mount, "subPathExpr") !== "") tell(place, mount, "only one of subPath and subPathExpr");
  const { recursiveReadOnly, mountPropagation } = mount;
  if (recursiveReadOnly !== "Enabled" && recursiveReadOnly !== "IfPossible") return;
  if (mount.readOnly !== true) tell(below(place, "recursiveReadOnly"), recursiveReadOnly, "readOnly: true beside it");
  if (isSet(mount, "mountPropagation") && mountPropagation !== "None")
    tell(below(place, "recursiveReadOnly"), recursiveReadOnly, "no mountPropagation beside it, or None");
}
