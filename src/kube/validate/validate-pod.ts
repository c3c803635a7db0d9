import { remembered } from "../../value/remembered.ts";
import { at, isList, isMap, type Value, type ValueMap, withKey } from "../../value/value.ts";
import { fieldOf, itemOf, podTemplateSchema, type Schema } from "../schema.ts";
import { CONTAINERS, checkMetadata } from "./annotation-rules.ts";
import { below, EMPTY, type Fault, isSet, mapOf, numberOf, type Place, type PodFacts, pathOf, tell, textOf } from "./fault.ts";
import { checkRunning } from "./handler-rules.ts";
import { checkKind } from "./kind-rules.ts";
import { checkOs } from "./os-rules.ts";
import { checkFinalizers, containersOf } from "./pod-rules.ts";
import { checkReferences } from "./references.ts";
import { isKnownSince, NEWEST } from "./since.ts";
import { checkStruct, unknown, walk, walkMap } from "./walk.ts";

export interface PodOptions {
  /** The minor of Kubernetes 1 whose server is asked; the newest known where it is not told. */
  readonly minor?: number | undefined;
  /** The kind of object that holds the template, where the server itself checks it. */
  readonly kind?: string | undefined;
  /** The kind's controller adds containers. */
  readonly partial?: boolean | undefined;
  /** The claims of a StatefulSet, by whose names its pods have volumes as well. */
  readonly claims?: Value | undefined;
  /** A template in which the same parts need not be looked at once more. */
  readonly before?: ValueMap | undefined;
}

/**
 * What the API server refuses of a pod template, in the order of the pod, once it has filled in what is absent.
 * With `before`, only what is not the very same there is looked at, as far as a part depends on nothing else.
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

function factsOf(spec: ValueMap | undefined, { minor = NEWEST, kind }: PodOptions): PodFacts {
  const os = textOf(mapOf(spec, "os") ?? EMPTY, "name");
  return asLast({
    minor,
    isPod: kind === "Pod",
    os: os === "" ? undefined : os,
    hostUsers: spec?.hostUsers !== false,
    restartPolicy: textOf(spec ?? EMPTY, "restartPolicy"),
    gracePeriod: gracePeriodOf(numberOf(spec, "terminationGracePeriodSeconds") ?? 30, kind),
  });
}

/** The object of the pod before, where it holds the same: what is remembered of parts is remembered for that object. */
function asLast(facts: PodFacts): PodFacts {
  const keys = Object.keys(facts) as (keyof PodFacts)[];
  if (!keys.every((key) => facts[key] === last?.[key])) last = facts;
  return last as PodFacts;
}

let last: PodFacts | undefined;

/** A Pod's is 1 where it is negative. Source: kubernetes pkg/apis/core/v1/conversion.go Convert_v1_Pod_To_core_Pod */
function gracePeriodOf(seconds: number, kind: string | undefined): number {
  return kind === "Pod" && seconds < 0 ? 1 : seconds;
}

function checkSpec(spec: ValueMap, place: Place, options: PodOptions): void {
  const before = mapOf(options.before, "spec");
  const isSameContext = before !== undefined && factsOf(before, options) === place.pod;
  for (const key in spec) {
    const field = fieldOf(SPEC, key);
    if (field === undefined || !isKnownSince("PodSpec", key, place.pod.minor)) unknown(spec, SPEC, below(place, key));
    else if (isParts(key) && isList(spec[key]))
      checkParts(spec, { key, field, place, same: isSameContext ? before : undefined, claims: options.claims });
    else if (spec[key] !== before?.[key]) walk(spec[key] as Value, field, below(place, key));
  }
  checkStruct(options.partial && !isSet(spec, "containers") ? withKey(spec, "containers", [EMPTY]) : spec, SPEC, place);
  const containers = containersOf(spec, place);
  checkReferences(spec, place, { containers, claims: options.claims });
  checkOs(spec, place, containers);
  checkKind(spec, place, options.kind);
}

const PARTS: readonly string[] = [...CONTAINERS, "volumes"];
const isParts = (key: string): boolean => PARTS.includes(key);

interface Parts {
  readonly key: string;
  readonly field: Schema;
  readonly place: Place;
  /** A spec whose parts are known. */
  readonly same: ValueMap | undefined;
  readonly claims: Value | undefined;
}

function checkParts(spec: ValueMap, { key, field, place, same, claims }: Parts): void {
  const known = same?.[key];
  const list = spec[key] as readonly Value[];
  if (list === known) return;
  const old = isList(known) ? known : [];
  for (let i = 0; i < list.length; i++) {
    const item = list[i] as Value;
    const part = item ?? EMPTY;
    if (!isMap(part)) walk(part, itemOf(field) as Schema, below(below(place, key), i));
    else if (!old.includes(item) && !(key === "volumes" && isClaim(part, claims)))
      for (const fault of partFaults(
        part,
        key,
        place.pod,
        old.find((other) => isMap(other) && other.name === part.name),
      ))
        place.faults.push({ ...fault, path: [...pathOf(below(below(place, key), i)), ...fault.path] });
  }
}

/** Grafts share their parts between pods. */
const partFaults = remembered((part: ValueMap, key: string, pod: PodFacts, own: Value | undefined): readonly Fault[] => {
  const place: Place = { up: undefined, step: "", pod, faults: [] };
  const named = `${key} ${textOf(part, "name")}`;
  const last = sound.get(named);
  const before = own ?? (last?.pod === pod ? last.part : undefined);
  walkMap(part, itemOf(fieldOf(SPEC, key)) as Schema, place, isMap(before) ? before : EMPTY);
  if (key === "containers" || key === "initContainers") checkRunning(part, place, key);
  const { image } = part;
  if (pod.isPod && typeof image === "string" && image !== image.trim())
    tell(below(place, "image"), image, "an image without spaces around it");
  if (!own && place.faults.length === 0 && (last || sound.size < MOST_SOUND)) sound.set(named, { part, pod });
  return place.faults;
});

/** The last sound part of a name that a graft brought: the next pod's is mostly made of the same objects. Names are not kept without end. */
const sound = new Map<string, { readonly part: ValueMap; readonly pod: PodFacts }>();
const MOST_SOUND = 100;

/** A claim takes the place of a volume of its name. */
function isClaim({ name }: ValueMap, claims: Value | undefined): boolean {
  return isList(claims) && claims.some((claim) => at(claim, "metadata", "name") === name);
}
