import { at, isList, isMap, newMap, type Value, type ValueMap, withKey } from "../value/value.ts";

/** The parts of a pod template that kubectl and the server's controllers write. No graft should see them. */
const notes = {
  annotations: ["kubectl.kubernetes.io/last-applied-configuration", "kubectl.kubernetes.io/restartedAt"],
  labels: ["batch.kubernetes.io/controller-uid", "batch.kubernetes.io/job-name", "controller-uid", "job-name"],
} as const;

const KINDS = ["annotations", "labels"] as const;

/** Whether such keys do not come from the user there. */
export type IsNote = (which: "annotations" | "labels") => boolean;

/** A pod template without them. A label counts only in a Job. */
export function withoutNotes(podTemplate: ValueMap, isNote: IsNote): ValueMap {
  return KINDS.reduce((pod, which) => {
    const before = at(pod, "metadata", which);
    if (!isMap(before)) return pod;
    const gone = isNote(which) ? notes[which].filter((key) => key in before) : [];
    const left = gone.reduce((map, key) => withKey(map, key, undefined), before);
    return gone.length === 0 ? pod : withMetadata(pod, which, Object.keys(left).length === 0 ? undefined : left);
  }, podTemplate);
}

/** The pod template with those from `current`. */
export function withNotesOf(podTemplate: ValueMap, current: ValueMap, isNote: IsNote): ValueMap {
  return KINDS.reduce((pod, which) => {
    const before = at(current, "metadata", which);
    const now = at(pod, "metadata", which);
    const known = isMap(before) && isNote(which) ? notes[which].filter((key) => key in before) : [];
    if (known.length === 0) return pod;
    const all = known.reduce<ValueMap>((map, key) => withKey(map, key, at(before, key)), isMap(now) ? now : newMap());
    return withMetadata(pod, which, all);
  }, podTemplate);
}

function withMetadata(pod: ValueMap, which: string, map: ValueMap | undefined): ValueMap {
  return withKey(pod, "metadata", withKey(isMap(pod.metadata) ? pod.metadata : newMap(), which, map));
}

const TOKEN = /^kube-api-access-[a-z0-9]{5}$/;
const TOKEN_PATH = "/var/run/secrets/kubernetes.io/serviceaccount";

const isToken = (item: Value): boolean => TOKEN.test(String(at(item, "name"))) && (at(item, "mountPath") ?? TOKEN_PATH) === TOKEN_PATH;

const TAINTS: ReadonlySet<Value | undefined> = new Set(["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"]);

const isToleration = (item: Value): boolean => TAINTS.has(at(item, "key")) && at(item, "tolerationSeconds") === 300;

/** A proxy may be in either. */
const LISTS = ["initContainers", "containers"] as const;

/**
 * A Pod without what admission adds to each: the volume of its token, mounted into every container, and how long it
 * stays on a failed node.
 *
 * Source: kubernetes plugin/pkg/admission/serviceaccount mountServiceAccountToken, plugin/pkg/admission/defaulttolerationseconds.
 */
export function withoutAdmitted(pod: ValueMap): ValueMap {
  const volumes = withItems(pod, ["spec", "volumes"], (items) => items.filter((item) => !isToken(item)));
  const tolerations = withItems(volumes, ["spec", "tolerations"], (items) => items.filter((item) => !isToleration(item)));
  return mapContainers(tolerations, (container) =>
    withItems(container, ["volumeMounts"], (items) => items.filter((item) => !isToken(item))),
  );
}

/** The Pod with what admission added to `current`. */
export function withAdmittedOf(pod: ValueMap, current: ValueMap): ValueMap {
  const volumes = withItems(pod, ["spec", "volumes"], withThose(at(current, "spec", "volumes"), isToken));
  const tolerations = withItems(volumes, ["spec", "tolerations"], withThose(at(current, "spec", "tolerations"), isToleration));
  const containers = LISTS.flatMap((list) => at(current, "spec", list) ?? []);
  return mapContainers(tolerations, (container) => {
    const before = containers.find((item) => at(item, "name") === container.name);
    return withItems(container, ["volumeMounts"], withThose(at(before, "volumeMounts"), isToken));
  });
}

type ChangeItems = (items: readonly Value[]) => readonly Value[];

function withThose(before: Value | undefined, isOne: (item: Value) => boolean): ChangeItems {
  const places = isList(before) ? before.flatMap((item, place) => (isOne(item) ? [{ item, place }] : [])) : [];
  return (items) => places.reduce<readonly Value[]>((all, { item, place }) => all.toSpliced(place, 0, item), items);
}

/** The changed list; removed if it has no items. */
function withItems(map: ValueMap, [key, ...rest]: readonly string[], change: ChangeItems): ValueMap {
  const value = map[key as string];
  if (rest.length > 0) return isMap(value) ? withKey(map, key as string, withItems(value, rest, change)) : map;
  if (value !== undefined && !isList(value)) return map;
  const before = value ?? [];
  const after = change(before);
  if (after.length === before.length) return map;
  return withKey(map, key as string, after.length === 0 ? undefined : after);
}

function mapContainers(pod: ValueMap, change: (container: ValueMap) => ValueMap): ValueMap {
  return LISTS.reduce((result, list) => {
    const containers = at(result, "spec", list);
    if (!isList(containers)) return result;
    const changed = containers.map((container) => (isMap(container) ? change(container) : container));
    return withKey(result, "spec", withKey(result.spec as ValueMap, list, changed));
  }, pod);
}
