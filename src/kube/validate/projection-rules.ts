import { isMap, type ValueMap } from "../../value/value.ts";
import { fieldReference, IN_VOLUME, resourceReference } from "./downward.ts";
import { below, isSet, isZero, mapOf, mapsOf, numberOf, type Place, tell, textOf } from "./fault.ts";
import { fileInVolume, fileMode, isDnsLabel, isDnsSubdomain, oneOf, range } from "./formats.ts";
import type { Rules } from "./rules.ts";

const DAYS_91 = 91 * 24 * 60 * 60;
const DAY = 24 * 60 * 60;

/** Source: kubernetes pkg/apis/core/validation/validation.go validateProjectedVolumeSource, validateDownwardAPIVolumeFile, 1.34 */
export const projectionRules: Rules = {
  ProjectedVolumeSource: { fields: { defaultMode: fileMode }, check: checkPaths },
  VolumeProjection: {
    union: { fields: ["secret", "configMap", "downwardAPI", "serviceAccountToken", "clusterTrustBundle", "podCertificate"] },
  },
  SecretProjection: { required: ["name"] },
  ConfigMapProjection: { required: ["name"] },
  ServiceAccountTokenProjection: {
    required: ["path"],
    fields: { path: fileInVolume, expirationSeconds: range(600, 2 ** 32) },
  },
  ClusterTrustBundleProjection: { required: ["path"], fields: { path: fileInVolume }, check: checkTrustBundle },
  PodCertificateProjection: {
    required: ["signerName", "keyType"],
    fields: {
      keyType: oneOf("RSA3072", "RSA4096", "ECDSAP256", "ECDSAP384", "ECDSAP521", "ED25519"),
      credentialBundlePath: fileInVolume,
      keyPath: fileInVolume,
      certificateChainPath: fileInVolume,
    },
    check: checkCertificate,
  },
  DownwardAPIVolumeSource: { fields: { defaultMode: fileMode } },
  DownwardAPIVolumeFile: { required: ["path"], fields: { path: fileInVolume, mode: fileMode }, check: checkFile },
};

function checkFile(file: ValueMap, place: Place): void {
  const [field, resource] = [mapOf(file, "fieldRef"), mapOf(file, "resourceFieldRef")];
  if ((field === undefined) === (resource === undefined)) tell(place, file, "one of fieldRef and resourceFieldRef");
  if (field) fieldReference(field, below(place, "fieldRef"), IN_VOLUME);
  if (resource) resourceReference(resource, below(place, "resourceFieldRef"), { inVolume: true });
}

/** Every file of a projected volume has a path of its own. */
function checkPaths(projected: ValueMap, place: Place): void {
  const seen = new Set<string>();
  for (const [source, index] of mapsOf(projected, "sources")) {
    const at = below(below(place, "sources"), index);
    for (const { map, key, place: where } of filesOf(source, at)) {
      const path = textOf(map, key);
      if (path !== "" && seen.has(path)) tell(below(where, key), path, "a path of its own in the volume");
      seen.add(path);
    }
  }
}

interface File {
  readonly map: ValueMap;
  readonly key: string;
  readonly place: Place;
}

function filesOf(source: ValueMap, place: Place): readonly File[] {
  const listed = ["secret", "configMap", "downwardAPI"].flatMap((kind) =>
    mapsOf(mapOf(source, kind), "items").map(([map, index]) => ({
      map,
      key: "path",
      place: below(below(below(place, kind), "items"), index),
    })),
  );
  const bundle = mapOf(source, "clusterTrustBundle");
  const certificate = mapOf(source, "podCertificate");
  return [
    ...listed,
    ...(bundle ? [{ map: bundle, key: "path", place: below(place, "clusterTrustBundle") }] : []),
    ...(certificate ? PATHS.map((key) => ({ map: certificate, key, place: below(place, "podCertificate") })) : []),
  ];
}

const PATHS = ["credentialBundlePath", "keyPath", "certificateChainPath"];

function checkTrustBundle(bundle: ValueMap, place: Place): void {
  const hasName = isSet(bundle, "name");
  if (hasName === isSet(bundle, "signerName")) tell(place, bundle, "one of name and signerName");
  else if (hasName) checkBundleName(bundle, place);
  else checkSigner(bundle, place);
}

function checkBundleName(bundle: ValueMap, place: Place): void {
  const name = textOf(bundle, "name");
  if (!isBundleName(name)) tell(below(place, "name"), name, "the name of a ClusterTrustBundle");
  if (isMap(bundle.labelSelector)) tell(below(place, "labelSelector"), bundle.labelSelector, "no selector beside name");
}

/** `domain:path:name`, or a name without colons. */
function isBundleName(name: string): boolean {
  const colon = name.lastIndexOf(":");
  return isDnsSubdomain(name.slice(colon + 1));
}

/** Source: kubernetes pkg/apis/core/validation/names.go ValidateSignerName */
function checkSigner(map: ValueMap, place: Place): void {
  const signer = textOf(map, "signerName");
  if (!isSignerName(signer)) tell(below(place, "signerName"), map.signerName, "the name of a signer such as example.com/my-signer");
}

function isSignerName(signer: string): boolean {
  const [domain = "", path, ...more] = signer.split("/");
  if (path === undefined || more.length > 0 || domain.length > 253) return false;
  const labels = domain.split(".");
  return labels.length > 1 && labels.every(isDnsLabel) && path.split(".").every(isDnsSubdomain) && signer.length <= 571;
}

function checkCertificate(certificate: ValueMap, place: Place): void {
  if (!isZero(certificate.signerName)) checkSigner(certificate, place);
  const host = textOf(certificate, "signerName").split("/", 1)[0] as string;
  const most = host === "kubernetes.io" || host.endsWith(".kubernetes.io") ? DAY : DAYS_91;
  const seconds = numberOf(certificate, "maxExpirationSeconds");
  if (seconds !== undefined && (seconds < 3600 || seconds > most))
    tell(below(place, "maxExpirationSeconds"), certificate.maxExpirationSeconds ?? null, `a whole number from 3600 to ${most}`);
  if (PATHS.every((key) => isZero(certificate[key]))) tell(place, certificate, `one of ${PATHS.join(", ")}`);
}
