import type { ValueMap } from "../../value/value.ts";
import { parseQuantity } from "../quantity.ts";
import { below, isSet, isZero, listOf, mapOf, numberOf, type Place, tell, textOf } from "./fault.ts";
import {
  absolutePath,
  dnsLabel,
  dnsSubdomain,
  fileInVolume,
  fileMode,
  isDnsSubdomain,
  oneOf,
  pathWithoutBacksteps,
  range,
  relativePath,
} from "./formats.ts";
import type { Rules } from "./rules.ts";

/** The sources of a volume, in the order in which the server looks at them. */
const SOURCES = [
  ...["emptyDir", "hostPath", "gitRepo", "gcePersistentDisk", "awsElasticBlockStore", "secret", "nfs", "iscsi", "glusterfs", "flocker"],
  ...["persistentVolumeClaim", "rbd", "cinder", "cephfs", "quobyte", "downwardAPI", "fc", "flexVolume", "configMap", "azureFile"],
  ...["vsphereVolume", "photonPersistentDisk", "portworxVolume", "azureDisk", "storageos", "projected", "scaleIO", "csi", "ephemeral"],
  "image",
];

/** Source: kubernetes pkg/apis/core/validation/validation.go validateVolumeSource and what it calls, 1.34 */
export const volumeRules: Rules = {
  Volume: { required: ["name"], fields: { name: dnsLabel }, union: { fields: SOURCES }, check: checkVolume },
  EmptyDirVolumeSource: { check: checkEmptyDir },
  HostPathVolumeSource: {
    required: ["path"],
    fields: {
      path: pathWithoutBacksteps,
      type: oneOf("", "DirectoryOrCreate", "Directory", "FileOrCreate", "File", "Socket", "CharDevice", "BlockDevice"),
    },
  },
  GitRepoVolumeSource: { required: ["repository"], fields: { directory: relativePath } },
  GCEPersistentDiskVolumeSource: { required: ["pdName"], fields: { partition: range(0, 255) } },
  AWSElasticBlockStoreVolumeSource: { required: ["volumeID"], fields: { partition: range(0, 255) } },
  SecretVolumeSource: { required: ["secretName"], fields: { defaultMode: fileMode } },
  ConfigMapVolumeSource: { required: ["name"], fields: { defaultMode: fileMode } },
  KeyToPath: { required: ["key", "path"], fields: { path: fileInVolume, mode: fileMode } },
  NFSVolumeSource: { required: ["server", "path"], fields: { path: absolutePath } },
  ISCSIVolumeSource: { required: ["targetPortal", "iqn"], fields: { lun: range(0, 255) }, check: checkIscsi },
  GlusterfsVolumeSource: { required: ["endpoints", "path"] },
  FlockerVolumeSource: { check: checkFlocker },
  PersistentVolumeClaimVolumeSource: { required: ["claimName"] },
  RBDVolumeSource: { required: ["monitors", "image"] },
  CinderVolumeSource: { required: ["volumeID"], check: checkSecretRef },
  CephFSVolumeSource: { required: ["monitors"] },
  QuobyteVolumeSource: { required: ["registry", "volume"], check: checkQuobyte },
  FCVolumeSource: { check: checkFc },
  FlexVolumeSource: { required: ["driver"], check: checkFlexOptions },
  AzureFileVolumeSource: { required: ["secretName", "shareName"] },
  VsphereVirtualDiskVolumeSource: { required: ["volumePath"] },
  PhotonPersistentDiskVolumeSource: { required: ["pdID"] },
  PortworxVolumeSource: { required: ["volumeID"] },
  AzureDiskVolumeSource: {
    required: ["diskName", "diskURI"],
    fields: { cachingMode: oneOf("None", "ReadOnly", "ReadWrite"), kind: oneOf("Shared", "Dedicated", "Managed") },
    check: checkAzureDisk,
  },
  StorageOSVolumeSource: {
    required: ["volumeName"],
    fields: { volumeName: dnsLabel, volumeNamespace: dnsLabel },
    check: checkSecretRef,
  },
  ScaleIOVolumeSource: { required: ["gateway", "system", "volumeName"] },
  CSIVolumeSource: { required: ["driver"], check: checkCsi },
  EphemeralVolumeSource: { required: ["volumeClaimTemplate"] },
  ImageVolumeSource: { fields: { pullPolicy: oneOf("Always", "IfNotPresent", "Never") }, check: checkImageVolume },
};

function checkVolume(volume: ValueMap, place: Place): void {
  const iscsi = mapOf(volume, "iscsi");
  const name = `${textOf(volume, "name")}:${iscsi ? textOf(iscsi, "targetPortal") : ""}`;
  if (iscsi && isSet(iscsi, "initiatorName") && name.length > 64)
    tell(below(place, "name"), volume.name, "a name that has at most 64 characters with : and iscsi.targetPortal behind it");
}

function checkEmptyDir({ sizeLimit }: ValueMap, place: Place): void {
  const limit = parseQuantity(sizeLimit ?? null);
  if (limit && limit.unscaled < 0n) tell(below(place, "sizeLimit"), sizeLimit, "an amount that is not negative");
}

const IQN = /iqn\.\d{4}-\d{2}\.([A-Za-z0-9.-]+)(:[^,;*&$|\s]+)$/;

function isIscsiName(name: string): boolean {
  if (name.startsWith("iqn")) return IQN.test(name);
  return /^eui.[A-Za-z0-9]{16}$/.test(name) || /^naa.[A-Za-z0-9]{32}$/.test(name);
}

function checkIscsi(iscsi: ValueMap, place: Place): void {
  for (const field of ["iqn", "initiatorName"]) {
    const name = iscsi[field];
    const isGiven = field === "iqn" ? name !== "" : true;
    if (typeof name === "string" && isGiven && !isIscsiName(name))
      tell(below(place, field), name, "a name such as iqn.2015-02.example.com:test, eui.0123456789abcdef or naa. and 32 digits");
  }
  const isSecret = iscsi.chapAuthDiscovery === true || iscsi.chapAuthSession === true;
  if (isSecret && !isSet(iscsi, "secretRef")) tell(below(place, "secretRef"), undefined, "a Secret for CHAP");
}

function checkFlocker(flocker: ValueMap, place: Place): void {
  const [name, uuid] = [textOf(flocker, "datasetName"), textOf(flocker, "datasetUUID")];
  if ((name === "") === (uuid === "")) tell(place, flocker, "one of datasetName and datasetUUID");
  if (name.includes("/")) tell(below(place, "datasetName"), name, "a name without /");
}

/** Only some kinds ask for the Secret's name. */
function checkSecretRef(source: ValueMap, place: Place): void {
  const secret = mapOf(source, "secretRef");
  if (secret && isZero(secret.name)) tell(below(below(place, "secretRef"), "name"), undefined, "the name of a Secret");
}

function checkQuobyte(quobyte: ValueMap, place: Place): void {
  const registry = textOf(quobyte, "registry");
  if (registry === "") return;
  if (textOf(quobyte, "tenant").length > 64) tell(below(place, "tenant"), quobyte.tenant, "a UUID of at most 64 characters");
  else if (!registry.split(",").every(isHostAndPort)) tell(below(place, "registry"), registry, "pairs of host:port with commas between");
}

/** Source: Go's net.SplitHostPort */
function isHostAndPort(text: string): boolean {
  const colon = text.lastIndexOf(":");
  if (colon < 0) return false;
  const host = text.slice(0, colon);
  if (text.startsWith("[")) return host.endsWith("]") && host.indexOf("]") === host.length - 1 && !host.slice(1).includes("[");
  return !/[:[\]]/.test(host) && !/[[\]]/.test(text.slice(colon));
}

function checkFc(fc: ValueMap, place: Place): void {
  const [names, ids] = [listOf(fc, "targetWWNs"), listOf(fc, "wwids")];
  if (names.length > 0 === ids.length > 0) tell(below(place, "targetWWNs"), fc.targetWWNs, "either targetWWNs or wwids");
  if (names.length === 0) return;
  const lun = numberOf(fc, "lun");
  if (lun === undefined || lun < 0 || lun > 255) tell(below(place, "lun"), fc.lun, "a whole number from 0 to 255, beside targetWWNs");
}

function checkFlexOptions({ options }: ValueMap, place: Place): void {
  for (const key of Object.keys(options ?? {})) {
    const namespace = `.${key.split("/", 1)[0]}`.toLowerCase();
    if (namespace.endsWith(".kubernetes.io") || namespace.endsWith(".k8s.io"))
      tell(
        below(below(place, "options"), key),
        (options as ValueMap)[key],
        "no option of the reserved namespaces kubernetes.io and k8s.io",
      );
  }
}

function checkAzureDisk(disk: ValueMap, place: Place): void {
  const uri = textOf(disk, "diskURI");
  const prefix = disk.kind === "Managed" ? "/subscriptions/" : "https://";
  if (!uri.startsWith(prefix))
    tell(below(place, "diskURI"), disk.diskURI, `a URI that begins with ${prefix}, as kind is ${textOf(disk, "kind") || "Shared"}`);
}

function checkCsi(csi: ValueMap, place: Place): void {
  const driver = textOf(csi, "driver");
  if (driver !== "" && (driver.length > 63 || !isDnsSubdomain(driver.toLowerCase())))
    tell(below(place, "driver"), driver, "a name of at most 63 letters, digits, - and .");
  const secret = mapOf(csi, "nodePublishSecretRef");
  if (!secret) return;
  const at = below(below(place, "nodePublishSecretRef"), "name");
  if (isZero(secret.name)) tell(at, undefined, "the name of a Secret");
  else if (!dnsSubdomain.allows(secret.name ?? "")) tell(at, secret.name, dnsSubdomain.expected);
}

/** The gate ImageVolume, off by default before 1.35, would give the pull policy. */
function checkImageVolume(image: ValueMap, place: Place): void {
  if (place.pod.minor < 35 && isZero(image.pullPolicy)) tell(below(place, "pullPolicy"), undefined, "Always, IfNotPresent or Never");
  if (place.pod.isPod && isZero(image.reference)) tell(below(place, "reference"), undefined, "the reference of an image");
}
