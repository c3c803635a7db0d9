import { fieldOf, identityOf, itemOf, podTemplateSchema, type Schema } from "../kube/schema.ts";
import { equal, isList, isMap, newMap, type Value, type ValueList, type ValueMap, withKey } from "../value/value.ts";

/** What one pod template has and another lacks, as a partial pod template: a strategic merge patch that would add it. */
export function partialOf(before: ValueMap, after: ValueMap): ValueMap {
  return mapPart(before, after, podTemplateSchema);
}

function mapPart(before: ValueMap, after: ValueMap, schema: Schema | undefined): ValueMap {
  const part = newMap();
  for (const [key, value] of Object.entries(after)) {
    const left = valuePart(before[key], value, fieldOf(schema, key));
    if (left !== undefined) part[key] = left;
  }
  return part;
}

/** Undefined where both are the same. */
function valuePart(before: Value | undefined, after: Value, schema: Schema | undefined): Value | undefined {
  if (before === after || equal(before, after)) return undefined;
  if (isMap(before) && isMap(after)) return mapPart(before, after, schema);
  if (isList(before) && isList(after) && schema?.patchStrategy === "merge") return listPart(before, after, schema);
  return after;
}

function listPart(before: ValueList, after: ValueList, list: Schema): ValueList {
  return after.flatMap((item) => {
    if (before.includes(item)) return [];
    const id = identityOf(list, item);
    const same = id === undefined ? undefined : before.find((other) => identityOf(list, other) === id);
    if (!isMap(item) || !isMap(same)) return [item];
    const part = mapPart(same, item, itemOf(list));
    return Object.keys(part).length === 0 ? [] : [withIdentity(part, item, list)];
  });
}

/** With what tells the item from the others, first. */
function withIdentity(part: ValueMap, item: ValueMap, { identityKeys = [] }: Schema): ValueMap {
  const named = identityKeys.reduce((map, key) => (key in item ? withKey(map, key, item[key]) : map), newMap() as ValueMap);
  return Object.assign(newMap(), named, part);
}
