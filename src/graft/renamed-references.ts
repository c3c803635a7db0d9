import { compare, type ListKeys } from "../change/compare.ts";
import type { Delta } from "../change/delta.ts";
import { at, isList, isMap, newMap, type Value, type ValueMap } from "../value/value.ts";
import { formerNames, type Known, keyOf, uniformFormerNames } from "./former-names.ts";
import { addedAround, type Layer, wroteExactly } from "./layer.ts";
import { type Child, childrenOf } from "./leaves.ts";
import { namedKind, withNames } from "./name-references.ts";
import { readLayers } from "./read-layers.ts";
import type { TemplatePath } from "./replace-at.ts";

/** Whether the input has an object of a kind and name, in the workload's namespace where the kind has namespaces. */
export interface NamedObjects {
  readonly has: (kind: string, name: string) => boolean;
  /** Names found before, so that they are not searched again for each workload. */
  readonly known: Known;
}

interface Outcome {
  readonly delta?: Delta | undefined;
  readonly diagnostics: readonly unknown[];
}

/**
 * The result of `run` on a workload, as if nobody had renamed the objects that it refers to. Kustomize renames objects
 * (a prefix, a suffix, a hash) after a function has run, and also their names in what was grafted: that is not an edit.
 * So the grafted names are restored for `run`, and the names of the input are put back into its result. If `run`
 * reports nothing, nothing is put back.
 */
export function withFormerNames<Made extends Outcome>(
  { value, templates }: { readonly value: ValueMap; readonly templates: readonly TemplatePath[] },
  objects: NamedObjects | undefined,
  run: (value: ValueMap) => Made,
): Made {
  const made = run(value);
  const read = made.diagnostics.length > 0 && objects ? readLayers(value, templates) : undefined;
  if (!read?.layers.size) return made;
  const { layers, keys } = read;
  const renamed = new Map<string, string>();
  const former = restored({ value, keys }, { path: "", holder: "" }, { layers: [...layers.values()], objects: objects!, renamed });
  if (renamed.size === 0) return made;
  const again = run(former as ValueMap);
  const after = withNames(again.delta?.after ?? former, "", (kind, name) => renamed.get(keyOf({ kind, name })) ?? name);
  return { ...again, delta: compare(value, after, keys) };
}

interface FieldPlace {
  /** As a keyed path's text. */
  readonly path: string;
  /** The field of the map, or of the list of maps, that the value is in or is. */
  readonly holder: string;
  /** The kind of object that the value names. */
  readonly kind?: string | undefined;
}

interface Search {
  readonly layers: readonly Layer[];
  readonly objects: NamedObjects;
  /** The present names by kind and former name; the function adds to it. */
  readonly renamed: Map<string, string>;
}

function restored({ value, keys }: { value: Value; keys: ListKeys }, place: FieldPlace, search: Search): Value {
  const children = childrenOf(value, keys);
  if (!children) return place.path === "" ? value : restoredLeaf(value, place, search);
  if (isList(value))
    return sameOr(
      value,
      children.map((child) => restoredItem(child, place, search)),
    );
  const out = newMap();
  let isSame = true;
  for (const [i, field] of Object.keys(value as ValueMap).entries()) {
    const child = children[i] as Child;
    const path = place.path === "" ? child.step : `${place.path}/${child.step}`;
    out[field] = restored(child, { path, holder: field, kind: namedKind(place.holder, field) }, search);
    isSame &&= out[field] === child.value;
  }
  return isSame ? value : out;
}

/**
 * An item of a keyed list. If its key is the name of another object, as in imagePullSecrets, its former key is
 * restored.
 */
function restoredItem(child: Child, place: FieldPlace, search: Search): Value {
  const { value, step } = child;
  const path = `${place.path}/${step}`;
  const kind = namedKind(place.holder, "name");
  const name = kind === undefined ? undefined : at(value, "name");
  if (kind === undefined || typeof name !== "string" || step !== `~:${name}`)
    return restored(child, { path, holder: place.holder }, search);
  const isWritten = (former: string) => isWrittenAt(search, `${place.path}/~:${former}/name`, former);
  const former = isWritten(name) ? undefined : found({ kind, name }, search, isWritten);
  return former === undefined ? value : withNames(value, place.holder, () => former);
}

function restoredLeaf(value: Value, { path, holder, kind }: FieldPlace, search: Search): Value {
  if (!search.layers.some((layer) => layer.set.has(path) || addedAround(layer, path)) || isWrittenAt(search, path, value)) return value;
  if (kind !== undefined && typeof value === "string")
    return found({ kind, name: value }, search, (former) => isWrittenAt(search, path, former)) ?? value;
  return isMap(value) || isList(value) ? restoredWhole(value, { path, holder }, search) : value;
}

/** A list without keys, such as envFrom, counts as a whole: all names in it at once. */
function restoredWhole(value: Value, { path, holder }: FieldPlace, search: Search): Value {
  const names = new Map<string, { readonly kind: string; readonly name: string }>();
  withNames(value, holder, (kind, name) => {
    if (search.objects.has(kind, name)) names.set(keyOf({ kind, name }), { kind, name });
    return name;
  });
  for (const former of uniformFormerNames([...names.values()], search.objects.known)) {
    const candidate = withNames(value, holder, (kind, name) => former.get(keyOf({ kind, name })) ?? name);
    if (candidate === value || !isWrittenAt(search, path, candidate)) continue;
    for (const [key, { kind, name }] of names) note({ kind, name }, former.get(key) as string, search);
    return candidate;
  }
  return value;
}

function found(now: { kind: string; name: string }, search: Search, isWritten: (former: string) => boolean): string | undefined {
  if (!search.objects.has(now.kind, now.name)) return undefined;
  for (const former of formerNames(now, search.objects.known)) {
    if (!isWritten(former)) continue;
    note(now, former, search);
    return former;
  }
  return undefined;
}

function note({ kind, name }: { kind: string; name: string }, former: string, { objects, renamed }: Search): void {
  renamed.set(keyOf({ kind, name: former }), name);
  objects.known.set(keyOf({ kind, name }), former);
}

function isWrittenAt({ layers }: Search, path: string, value: Value): boolean {
  return layers.some((layer) => wroteExactly(layer, path, value));
}

function sameOr(list: readonly Value[], items: readonly Value[]): Value {
  return items.every((item, i) => item === list[i]) ? list : items;
}
