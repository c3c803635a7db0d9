import type { Path } from "../../src/change/changes.ts";
import type { ListKeys } from "../../src/change/compare.ts";
import { childrenOf } from "../../src/graft/leaves.ts";
import { updateAt, valueAt } from "../../src/graft/path.ts";
import { isList, isMap, type Value, withKey } from "../../src/value/value.ts";
import type { Random } from "../random.ts";

/** What somebody else did to a workload. */
export interface ForeignEdit {
  readonly op: "change" | "add" | "remove" | "remove item";
  readonly path: Path;
  readonly value: Value;
}

/** The keys by which items are distinguished, and what decides where a sidecar goes: an edit there makes something else of the workload. */
const IDENTIFYING = new Set(["name", "mountPath", "containerPort", "protocol", "kind", "apiVersion", "podgraft.dev/provenance", "app"]);

/** One edit somewhere in a pod template. */
export function foreignEdit(object: Value, { random, keys, below }: { random: Random; keys: ListKeys; below: Path }): ForeignEdit {
  const places = descendants(object, below, keys);
  const leaves = places.filter(({ path, leaf }) => leaf && !IDENTIFYING.has(String(path.at(-1))));
  const maps = places.filter(({ value }) => isMap(value));
  const items = places.filter(({ path }) => typeof path.at(-1) === "object");
  const op = random.pick(["change", "add", "remove", "remove item"] as const);
  const found = { change: leaves, remove: leaves, add: maps, "remove item": items }[op];
  if (found.length === 0) return { op: "add", path: [...below, "foreign"], value: "edited" };
  const { path } = random.pick(found);
  return { op, path: op === "add" ? [...path, "foreign"] : path, value: "edited" };
}

export function edited(object: Value, { op, path, value }: ForeignEdit, keys: ListKeys): Value {
  if (op === "add")
    return updateAt(object, { path: path.slice(0, -1), keys }, (map) => (isMap(map) ? withKey(map, "foreign", value) : map));
  return updateAt(object, { path, keys }, () => (op === "change" ? value : undefined));
}

interface Place {
  readonly path: Path;
  readonly value: Value;
  readonly leaf: boolean;
}

function descendants(object: Value, below: Path, keys: ListKeys): readonly Place[] {
  const value = valueAt(object, below, keys);
  if (value === undefined) return [];
  const cursor = below.reduce((at, step) => (typeof step === "string" ? at.field(step) : at.item()), keys);
  const children = isMap(value) || isList(value) ? childrenOf(value, cursor) : undefined;
  if (!children) return [{ path: below, value, leaf: true }];
  const steps = isMap(value)
    ? Object.keys(value)
    : (value as readonly Value[]).map((item, i) => ({ item: cursor.identify(item, i) as string }));
  return [{ path: below, value, leaf: false }, ...steps.flatMap((step) => descendants(object, [...below, step], keys))];
}
