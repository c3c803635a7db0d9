import * as z from "zod/mini";
import type { DialectField } from "./dialect.ts";

type Types = Readonly<Record<string, z.ZodMiniType>>;
type Row<Type extends z.ZodMiniType> = readonly [type: Type, description: string, absent: string, example: string];

/**
 * A dialect's block of the configuration with its documentation: a row for each field, which is optional unless its
 * default is "required".
 */
export function settingsBlock<Fields extends Types>(block: DialectField, rows: { readonly [Name in keyof Fields]: Row<Fields[Name]> }) {
  const shape = {} as { [Name in keyof Fields]: z.ZodMiniOptional<Fields[Name]> };
  const fields: Record<string, DialectField> = { "": block };
  for (const name of Object.keys(rows) as (keyof Fields & string)[]) {
    const [type, description, absent, example] = rows[name];
    shape[name] = (absent === "required" ? type : z.optional(type)) as z.ZodMiniOptional<typeof type>;
    fields[name] = { description, absent, example };
  }
  return { settings: z.strictObject(shape), fields };
}

/** Types of fields. */
export const text = z.string().check(z.minLength(1));
export const truth = z.boolean();
export const seconds = z.int().check(z.minimum(1));

export function oneOf<const Words extends readonly string[]>(words: Words) {
  return z.enum(words);
}

export function listOf<Item extends z.ZodMiniType>(item: Item) {
  return z.array(item);
}

/** A text with a certain form, which messages call `expected`. */
export function textLike(form: RegExp, expected: string) {
  return z.string().check(z.regex(form, expected));
}
