import type { Delta, EntryDelta } from "../change/delta.ts";
import { at, isMap, type Value, withKey } from "../value/value.ts";
import { type Edit, nest } from "./edit.ts";
import type { ObjectPath } from "./objects.ts";

/**
 * By these the host finds a function's input for each item of its output, and copies comments onto every field that
 * has none, in lists by index: onto a grafted item that comes first go the comments of the item that was first, a
 * setter's mark included. Our text has its comments where they belong, so an edited item goes back without them and
 * the host leaves it as it is. They serve nothing else.
 *
 * Source: kustomize kyaml/fn/runtime/runtimeutil/runtimeutil.go copyCommentsAndSyncOrder
 */
const ID_ANNOTATIONS = ["internal.config.kubernetes.io/id", "config.k8s.io/id"];

/** The edits of a part, as one for each item, with which the item also loses what matches it to the host's input. */
export function unmatched(root: Value, edits: readonly Edit[], { itemDepth }: { itemDepth: number }): readonly Edit[] {
  const items = new Map<string, { path: ObjectPath; edits: Edit[] }>();
  for (const { path, delta } of edits) {
    const item = path.slice(0, itemDepth);
    const found = items.get(item.join("/")) ?? { path: item, edits: [] };
    found.edits.push({ path: path.slice(itemDepth), delta });
    items.set(item.join("/"), found);
  }
  return [...items.values()].map(({ path, edits: own }) => {
    const edited = nest(at(root, ...path) as Value, own);
    return { path, delta: ID_ANNOTATIONS.reduce((delta, id) => without(delta, ["metadata", "annotations", id]), edited) };
  });
}

/** The delta with which a key below a map goes too, where it is there. */
function without(delta: Delta, [key, ...rest]: readonly string[]): Delta {
  const { before } = delta;
  if (key === undefined || delta.kind !== "map" || !isMap(before) || !(key in before) || !isMap(delta.after)) return delta;
  const entry = entryWithout(delta.entries.get(key), { before: before[key] as Value, rest });
  if (!entry) return delta;
  const after = withKey(delta.after, key, entry.kind === "remove" ? undefined : entry.after);
  return { ...delta, entries: new Map([...delta.entries, [key, entry]]), after };
}

function entryWithout(entry: EntryDelta | undefined, { before, rest }: { before: Value; rest: readonly string[] }): EntryDelta | undefined {
  if (rest.length === 0) return { kind: "remove", before };
  if (entry?.kind === "add" || entry?.kind === "remove") return entry;
  return without(entry ?? { kind: "map", entries: new Map(), before, after: before }, rest);
}
