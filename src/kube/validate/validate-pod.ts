import { remembered } from "../../value/remembered.ts";
import { at, isList, isMap, type Value, type ValueList, type ValueMap, withKey } from "../../value/value.ts";
import { fieldOf, itemOf, podTemplateSchema, type Schema } from "../schema.ts";
import { CONTAINERS, checkMetadata } from "./annotation-rules.ts";
import { below, EMPTY, type Fault, isSet, listOf, mapOf, numberOf, type Place, type PodFacts, tell, textOf } from "./fault.ts";
import { checkRunning } from "./handler-rules.ts";
import { checkKind } from "./kind-rules.ts";
import { checkOs } from "./os-rules.ts";
import { checkFinalizers } from "./pod-rules.ts";
import { checkReferences } from "./references.ts";
import { isKnownSince, NEWEST } from "./since.ts";
import { checkStruct, unknown, walk, walkFields } from "./walk.ts";

export interface PodOptions {
  /** The minor of Kubernetes 1 whose rules apply; by default the newest known. */
  readonly minor?: number | undefined;
  /** The kind of object that holds the template, where the server itself checks it. */
  readonly kind?: string | undefined;
  /** The kind's controller adds containers. */
  readonly partial?: boolean | undefined;
  /** The claims of a StatefulSet, by whose names its pods have volumes as well. */
  readonly claims?: Value | undefined;
  /** An earlier template whose parts need not be checked again. */
  readonly before?: ValueMap | undefined;
}

/**
 * What the API server refuses of a pod template, in the order of the pod, once it has filled in what is absent.
 * With `before`, only what is not the same there is looked at, as far as a part depends on nothing else.
 *
 * Source: kubernetes pkg/apis/core/validation/validation.go ValidatePodTemplateSpec, 1.34; judged by tools/kube-judge
 */
export function validatePod(template: ValueMap, options: PodOptions = {}): readonly Fault[] {
  const faults: Fault[] = [];
  const spec = mapOf(template, "spec");
  const pod = factsOf(spec, options);
  const root: Place = { up: undefined, step: "", pod, faults };
  for (const key in template)
    if (fieldOf(podTemplateSchema, key) === undefined && !isPodKey(key, pod)) unknown(template, podTemplateSchema, below(root, key));
  if (template.metadata !== options.before?.metadata) walk(template.metadata ?? null, METADATA, below(root, "metadata"));
  checkMetadata(template, root, mapOf(options.before, "metadata"));
  if (pod.isPod) checkFinalizers(mapOf(template, "metadata"), root);
  if (spec || (template.spec ?? null) === null) checkSpec(spec ?? EMPTY, below(root, "spec"), options);
  else walk(template.spec as Value, SPEC, below(root, "spec"));
  return faults;
}

const METADATA = fieldOf(podTemplateSchema, "metadata") as Schema;
const SPEC = fieldOf(podTemplateSchema, "spec") as Schema;

/** What a Pod itself has beside the fields of a template. */
function isPodKey(key: string, { isPod }: PodFacts): boolean {
  return isPod && (key === "apiVersion" || key === "kind" || key === "status");
}

export function factsOf(spec: ValueMap | undefined, { minor = NEWEST, kind }: PodOptions): PodFacts {
  const os = textOf(mapOf(spec, "os") ?? EMPTY, "name");
  return known({
    minor,
    isPod: kind === "Pod",
    os: os === "" ? undefined : os,
    hostUsers: spec?.hostUsers !== false,
    restartPolicy: textOf(spec ?? EMPTY, "restartPolicy"),
    gracePeriod: gracePeriodOf(numberOf(spec, "terminationGracePeriodSeconds") ?? 30, kind),
  });
}

/** The fields of a spec that these facts are of. */
const FACTS = ["os", "hostUsers", "restartPolicy", "terminationGracePeriodSeconds"] as const;

/** The object of an earlier pod with the same content, for which checks are remembered. */
function known(facts: PodFacts): PodFacts {
  for (const other of met) if (isSameFacts(other, facts)) return other;
  if (met.unshift(facts) > MOST_FACTS) met.pop();
  return facts;
}

function isSameFacts(a: PodFacts, b: PodFacts): boolean {
  for (const key in a) if (a[key as keyof PodFacts] !== b[key as keyof PodFacts]) return false;
  return true;
}

/** Those of the pods of late: of Deployments, and of CronJobs between them. */
const met: PodFacts[] = [];
const MOST_FACTS = 8;

/** A Pod's is 1 where it is negative. Source: kubernetes pkg/apis/core/v1/conversion.go Convert_v1_Pod_To_core_Pod */
function gracePeriodOf(seconds: number, kind: string | undefined): number {
  return kind === "Pod" && seconds < 0 ? 1 : seconds;
}

function checkSpec(spec: ValueMap, place: Place, { partial, kind, claims, before: template }: PodOptions): void {
  const earlier = mapOf(template, "spec");
  const before = earlier && isAlike(spec, earlier, FACTS) ? earlier : undefined;
  for (const key in spec) {
    const value = spec[key] as Value;
    if (value === before?.[key]) continue;
    const field = fieldOf(SPEC, key);
    if (isParts(key) && isList(value)) checkParts(value, { key, place: below(place, key), before: listOf(before, key), claims });
    else if (field === undefined || !isKnownSince("PodSpec", key, place.pod.minor)) unknown(spec, SPEC, below(place, key));
    else walk(value, field, below(place, key), before?.[key]);
  }
  if (!before || !isSoundAs(before, spec)) {
    checkStruct(partial && !isSet(spec, "containers") ? withKey(spec, "containers", [EMPTY]) : spec, SPEC, place);
    checkKind(spec, place, kind);
  }
  checkReferences(spec, place, { before, claims });
  checkOs(spec, place);
}

function isAlike(map: ValueMap, other: ValueMap, keys: readonly string[]): boolean {
  for (const key of keys) if (map[key] !== other[key]) return false;
  return true;
}

const PARTS: readonly string[] = [...CONTAINERS, "volumes"];
function isParts(key: string): boolean {
  return PARTS.includes(key);
}

/** Fields whose rules look at parts as well. */
export const ASKING: readonly string[] = ["resources", "hostUsers", "hostNetwork", "ephemeralContainers"];

/** Whether a spec violates no rule for the whole spec that the earlier one does not violate: only its parts differ. */
function isSoundAs(before: ValueMap, spec: ValueMap): boolean {
  if (listOf(spec, "containers").length === 0) return false;
  for (const key of ASKING) if (isSet(spec, key)) return false;
  for (const key in spec) if (spec[key] !== before[key] && !isParts(key)) return false;
  for (const key in before) if (!(key in spec)) return false;
  return true;
}

interface Parts {
  readonly key: string;
  readonly place: Place;
  readonly before: ValueList;
  readonly claims: Value | undefined;
}

function checkParts(list: ValueList, { key, place, before, claims }: Parts): void {
  const sound = soundParts(place.pod)[key] as SoundParts;
  for (let i = 0; i < list.length; i++) {
    const item = list[i] as Value;
    const part = item ?? EMPTY;
    if (!isMap(part)) walk(part, itemOf(fieldOf(SPEC, key)) as Schema, below(place, i));
    else if (!before.includes(item) && !(key === "volumes" && isClaim(part, claims))) {
      const own = before.find((other) => isMap(other) && other.name === part.name);
      const known = isMap(own) ? own : sound.get(textOf(part, "name"));
      if (part !== known) checkPart(part, { key, place: below(place, i), before: known, sound: isMap(own) ? undefined : sound });
    }
  }
}

interface Part {
  readonly key: string;
  readonly place: Place;
  /** What the pod had with that name, or what a graft added to an earlier one. */
  readonly before: ValueMap | undefined;
  /** Undefined if the pod had it. */
  readonly sound: SoundParts | undefined;
}

function checkPart(part: ValueMap, { key, place, before, sound }: Part): void {
  const { pod, faults } = place;
  const { length } = faults;
  const schema = itemOf(fieldOf(SPEC, key)) as Schema;
  walkFields(part, schema, place, before ?? EMPTY);
  const isContainer = key === "containers" || key === "initContainers";
  if (!before || !isContainer || !isAlike(part, before, CONTAINER_RULES)) checkStruct(part, schema, place);
  if (isContainer && !(before && isAlike(part, before, RUNNING_RULES))) checkRunning(part, place, key);
  const { image } = part;
  if (pod.isPod && typeof image === "string" && image !== image.trim())
    tell(below(place, "image"), image, "an image without spaces around it");
  if (sound && faults.length === length && (before || sound.size < MOST_SOUND)) sound.set(textOf(part, "name"), part);
}

/** The fields that the rules of a container as a whole are about, and those that {@link checkRunning} asks for. */
const CONTAINER_RULES: readonly string[] = [
  ...["name", "image", "imagePullPolicy", "terminationMessagePolicy", "resources", "resizePolicy"],
  ...["ports", "volumeMounts", "volumeDevices", "securityContext"],
];
const RUNNING_RULES = ["restartPolicy", "restartPolicyRules", "lifecycle", "startupProbe", "livenessProbe", "readinessProbe"] as const;

type SoundParts = Map<string, ValueMap>;

/**
 * By list, the last valid part with a name that a graft added: the next pod's part is the same, or mostly has the same
 * objects.
 */
const soundParts = remembered(
  (_: PodFacts): Readonly<Record<string, SoundParts>> => Object.fromEntries(PARTS.map((list) => [list, new Map()])),
);
/** Names are not kept without end. */
const MOST_SOUND = 100;

/** A claim replaces a volume with its name. */
export function isClaim({ name }: ValueMap, claims: Value | undefined): boolean {
  return isList(claims) && claims.some((claim) => at(claim, "metadata", "name") === name);
}
