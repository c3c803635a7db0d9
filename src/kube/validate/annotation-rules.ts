import { isMap, type ValueMap } from "../../value/value.ts";
import { below, EMPTY, mapOf, mapsOf, type Place, tell, textOf } from "./fault.ts";
import { annotationKey, bytesIn, relativePath } from "./formats.ts";
import { checkLabels } from "./scheduling-rules.ts";

const MOST_BYTES = 256 * 1024;
const MIRROR = "kubernetes.io/config.mirror";
const DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";
const SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod";
const SECCOMP = "container.seccomp.security.alpha.kubernetes.io/";
const APPARMOR = "container.apparmor.security.beta.kubernetes.io/";

export const CONTAINERS = ["initContainers", "containers", "ephemeralContainers"] as const;

/**
 * Labels and annotations of pods.
 *
 * Source: kubernetes pkg/apis/core/validation/validation.go ValidatePodSpecificAnnotations; apimachinery pkg/api/validation ValidateAnnotations
 */
export function checkMetadata(template: ValueMap, place: Place, before: ValueMap | undefined): void {
  const metadata = mapOf(template, "metadata");
  if (!metadata) return;
  const at = below(place, "metadata");
  checkLabels(metadata.labels, below(at, "labels"), mapOf(before, "labels"));
  const annotations = mapOf(metadata, "annotations");
  if (!annotations) return;
  const where = below(at, "annotations");
  checkAnnotationKeys(annotations, where, mapOf(before, "annotations"));
  for (const key in annotations) {
    const value = annotations[key];
    if (typeof value === "string" && isSpecial(key)) checkSpecial({ key, value, spec: mapOf(template, "spec") }, below(where, key));
  }
}

export function checkAnnotationKeys(annotations: ValueMap, place: Place, before: ValueMap = EMPTY): void {
  let bytes = 0;
  for (const key in annotations) {
    const value = annotations[key];
    bytes += typeof value === "string" ? (value.length > 1000 ? bytesIn(value) : value.length) + key.length : 0;
    if (before[key] === undefined && !annotationKey.allows(key)) tell(below(place, key), key, annotationKey.expected);
  }
  if (bytes > MOST_BYTES) tell(place, annotations, "annotations of at most 256 KiB together");
}

/** Whether annotations leave room for as many characters, and none is one of those that say something of the pod's containers. */
export function takesAnnotations(annotations: ValueMap, characters: number): boolean {
  let all = characters;
  for (const key in annotations) {
    if (isSpecial(key)) return false;
    const value = annotations[key];
    all += key.length + (typeof value === "string" ? value.length : 0);
  }
  // A character has three bytes at most.
  return all * 3 <= MOST_BYTES;
}

/** Whether an annotation says something of the pod's containers or of its security context. */
export function isSpecial(key: string): boolean {
  return key.includes("kubernetes.io/") && isOfPods(key);
}

function isOfPods(key: string): boolean {
  return key === MIRROR || key === DELETION_COST || key === SECCOMP_POD || key.startsWith(SECCOMP) || key.startsWith(APPARMOR);
}

interface Annotation {
  readonly key: string;
  readonly value: string;
  readonly spec: ValueMap | undefined;
}

function checkSpecial({ key, value, spec }: Annotation, place: Place): void {
  if (key === MIRROR) {
    if (!spec || textOf(spec, "nodeName") === "") tell(place, value, "no annotation of this name where spec.nodeName is not set");
  } else if (key === DELETION_COST) {
    if (!/^(0|-?[1-9][0-9]*|-0+[0-9]*)$/.test(value) || Number(value) > 2 ** 31 - 1 || Number(value) < -(2 ** 31))
      tell(place, value, "a whole number of 32 bits");
  } else if (key.startsWith(APPARMOR)) checkAppArmor({ key, value, spec }, place);
  else checkSeccomp({ key, value, spec }, place);
}

const SECCOMP_WORDS: { readonly [type: string]: readonly string[] } = {
  RuntimeDefault: ["runtime/default", "docker/default"],
  Unconfined: ["unconfined"],
};

function checkSeccomp({ key, value, spec }: Annotation, place: Place): void {
  const local = value.startsWith("localhost/") ? value.slice("localhost/".length) : undefined;
  const isWord = Object.values(SECCOMP_WORDS).some((words) => words.includes(value));
  if (local === undefined ? !isWord : !relativePath.allows(local))
    tell(place, value, "runtime/default, unconfined or localhost/ with a path");
  const holder = key === SECCOMP_POD ? spec : containersNamed(spec, key.slice(SECCOMP.length))[0];
  const profile = mapOf(mapOf(holder, "securityContext"), "seccompProfile");
  if (profile && !isSame(profile, { value, local, words: SECCOMP_WORDS })) tell(place, value, "the same as in seccompProfile");
}

const APPARMOR_WORDS: { readonly [type: string]: readonly string[] } = { RuntimeDefault: ["runtime/default"], Unconfined: ["unconfined"] };

function checkAppArmor({ key, value, spec }: Annotation, place: Place): void {
  const [container] = containersNamed(spec, key.slice(APPARMOR.length));
  if (!container) tell(place, key, "the name of one of the pod's containers behind /");
  const local = value.startsWith("localhost/") ? value.slice("localhost/".length) : undefined;
  if (value !== "" && local === undefined && !["runtime/default", "unconfined"].includes(value))
    tell(place, value, "runtime/default, unconfined or localhost/ with a profile");
  if (mapOf(spec, "os")?.name === "windows") return;
  const own = mapOf(mapOf(container, "securityContext"), "appArmorProfile");
  const profile = own ?? (container && mapOf(mapOf(spec, "securityContext"), "appArmorProfile"));
  if (profile && !isSame(profile, { value, local, words: APPARMOR_WORDS })) tell(place, value, "the same as in appArmorProfile");
}

/** Whether an annotation and the field that replaced it agree; an unknown type is reported elsewhere. */
function isSame(
  profile: ValueMap,
  { value, local, words }: { value: string; local: string | undefined; words: typeof SECCOMP_WORDS },
): boolean {
  if (profile.type === "Localhost") return local !== undefined && local === profile.localhostProfile;
  const known = words[textOf(profile, "type")];
  return known === undefined || known.includes(value);
}

function containersNamed(spec: ValueMap | undefined, name: string): readonly ValueMap[] {
  return CONTAINERS.flatMap((list) => mapsOf(spec, list).map(([container]) => container)).filter(
    (container) => isMap(container) && container.name === name,
  );
}
