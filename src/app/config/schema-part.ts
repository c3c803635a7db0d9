import * as z from "zod/mini";
import { isMap, type Value, type ValueMap } from "../../value/value.ts";

type Schema = z.core.$ZodType;

interface Def {
  readonly type: string;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly innerType?: Schema;
  readonly getter?: () => Schema;
}

/**
 * A schema without the optional fields that a value leaves out: it gives the same result for the value. Zod evaluates
 * the schema of every field, present or not, so it would make all the lazy ones and load what they need.
 */
export function schemaPart(schema: Schema, value: Value): Schema {
  const { type, shape, innerType, getter } = schema._zod.def as unknown as Def;
  if (getter) return schemaPart(getter(), value);
  if (type === "optional" && innerType) return schemaPart(innerType, value);
  return shape && isMap(value) ? z.strictObject(fieldsFor(shape, value)) : schema;
}

function fieldsFor(shape: Readonly<Record<string, Schema>>, value: ValueMap): Record<string, Schema> {
  const fields: Record<string, Schema> = {};
  for (const [name, schema] of Object.entries(shape)) {
    const found = Object.hasOwn(value, name) ? value[name] : undefined;
    if (found !== undefined) fields[name] = schemaPart(schema, found);
    else if ((schema._zod.def as unknown as Def).type !== "optional") fields[name] = schema;
  }
  return fields;
}
