import { isMap, type Value, withKey } from "../value/value.ts";

/**
 * How one value becomes another, as a tree in the shape of the values.
 *
 * - `set`: the value is replaced as a whole.
 * - `map`: by key; a key without an entry keeps its value.
 * - `list`: every item of the new list in order. `keyed`: items were matched by identity, so that a change stays within
 *   its item; otherwise equal items were matched and the list changes as a whole.
 */
export type Delta = SetDelta | MapDelta | ListDelta;

export interface SetDelta {
  readonly kind: "set";
  readonly before: Value;
  readonly after: Value;
}

export interface MapDelta {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, EntryDelta>;
  readonly before: Value;
  readonly after: Value;
}

export type EntryDelta = Delta | { readonly kind: "add"; readonly after: Value } | { readonly kind: "remove"; readonly before: Value };

export interface ListDelta {
  readonly kind: "list";
  readonly keyed: boolean;
  /** The old items' identities, where keyed. */
  readonly ids: readonly string[];
  readonly items: readonly ItemDelta[];
  readonly before: Value;
  readonly after: Value;
}

/** An item of the new list: one of the old list (its index, and what changed within it), or a new one. */
export type ItemDelta =
  | { readonly from: number; readonly id?: string; readonly delta?: Delta; readonly after: Value }
  | { readonly from?: undefined; readonly id?: string; readonly after: Value };

/**
 * A delta with another value at a path of keys below its result; undefined if nothing is there, or if it did not
 * change.
 */
export function withAfter<Of extends EntryDelta>(delta: Of, path: readonly string[], value: Value): Of | undefined {
  if (delta.kind === "remove" || delta.kind === "list") return undefined;
  const [step, ...rest] = path;
  if (step === undefined) return { ...delta, after: value };
  if (!isMap(delta.after) || !(step in delta.after)) return undefined;
  if (delta.kind !== "map") {
    const within = withAfter({ kind: "add", after: delta.after[step] as Value }, rest, value);
    return within && { ...delta, after: withKey(delta.after, step, within.after) };
  }
  const entry = delta.entries.get(step);
  const changed = entry && withAfter(entry, rest, value);
  if (!changed || changed.kind === "remove") return undefined;
  return { ...delta, entries: new Map(delta.entries).set(step, changed), after: withKey(delta.after, step, changed.after) };
}
