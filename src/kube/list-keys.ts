import { type ListKeys, noListKeys } from "../change/compare.ts";
import { remembered } from "../value/remembered.ts";
import { fieldOf, identityOf, itemOf, podTemplateSchema, type Schema } from "./schema.ts";

/** Distinguishes list items as the Kubernetes API does, from a schema down. */
export function schemaListKeys(schema: Schema | undefined): ListKeys {
  return schema === undefined ? noListKeys : keysOf(schema);
}

const keysOf = remembered((schema: Schema): ListKeys => {
  const fields = new Map<string, ListKeys>();
  let items: ListKeys | undefined;
  return {
    field: (key) => {
      const known = fields.get(key);
      if (known) return known;
      const field = fieldOf(schema, key);
      const keys = schemaListKeys(field);
      // The keys of a map have no end.
      if (field && schema.kind === "struct") fields.set(key, keys);
      return keys;
    },
    item: () => (items ??= schemaListKeys(itemOf(schema))),
    identify: (item) => identityOf(schema, item),
    identityFields: schema.identityKeys?.filter((key) => fieldOf(itemOf(schema), key)?.default === undefined),
  };
});

/**
 * The same for an object with pod templates at `paths`. On the path to a template, list items are distinguished by
 * their index, because podgraft never adds or moves one there.
 */
export const workloadListKeys: (paths: TemplatePaths) => ListKeys = remembered(cursorAt);

type TemplatePaths = readonly (readonly (string | number)[])[];

function cursorAt(paths: TemplatePaths): ListKeys {
  if (paths.some((path) => path.length === 0)) return schemaListKeys(podTemplateSchema);
  if (paths.length === 0) return noListKeys;
  const byIndex = paths.some(([step]) => typeof step === "number");
  const below = (isStep: (step: string | number | undefined) => boolean) =>
    cursorAt(paths.filter(([step]) => isStep(step)).map(([, ...rest]) => rest));
  const fields = new Map<string, ListKeys>();
  return {
    field: (key) => {
      const cursor = fields.get(key) ?? below((step) => step === key);
      if (cursor !== noListKeys) fields.set(key, cursor);
      return cursor;
    },
    item: () => below((step) => typeof step === "number"),
    identify: (_, index) => (byIndex ? String(index) : undefined),
  };
}
