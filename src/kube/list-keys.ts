import { type ListKeys, noListKeys } from "../change/compare.ts";
import { fieldOf, identityOf, itemOf, podTemplateSchema, type Schema } from "./schema.ts";

/** Tells list items apart as the Kubernetes API does, from a schema down. */
export function schemaListKeys(schema: Schema | undefined): ListKeys {
  if (schema === undefined) return noListKeys;
  const known = cursors.get(schema);
  if (known) return known;
  const keys: ListKeys = {
    field: (key) => schemaListKeys(fieldOf(schema, key)),
    item: () => schemaListKeys(itemOf(schema)),
    identify: (item) => identityOf(schema, item),
  };
  cursors.set(schema, keys);
  return keys;
}

const cursors = new WeakMap<Schema, ListKeys>();

/**
 * The same for an object with pod templates at `paths`. On the way to a template a list's items are told apart by
 * their index, since podgraft never adds or moves one there.
 */
export function workloadListKeys(paths: readonly (readonly (string | number)[])[]): ListKeys {
  if (paths.some((path) => path.length === 0)) return schemaListKeys(podTemplateSchema);
  if (paths.length === 0) return noListKeys;
  const byIndex = paths.some(([step]) => typeof step === "number");
  return {
    field: (key) => workloadListKeys(paths.filter(([step]) => step === key).map(([, ...rest]) => rest)),
    item: () => workloadListKeys(paths.filter(([step]) => typeof step === "number").map(([, ...rest]) => rest)),
    identify: (_, index) => (byIndex ? String(index) : undefined),
  };
}
