import * as z from "zod/mini";
import type { DialectField } from "./dialect.ts";
import { dialectTable } from "./table.ts";

/** The schema of `spec.dialects`: a block for each dialect. */
export function dialectSettings() {
  const blocks: Record<string, z.ZodMiniOptional<z.ZodMiniType>> = {};
  for (const { name, settings } of dialectTable) blocks[name] = z.optional(settings);
  return z.strictObject(blocks);
}

/** The blocks that a configuration has. */
export type DialectSettings = Readonly<Record<string, unknown>>;

/** The documentation of `dialects.NAME` and of each field below it. */
export function dialectFields(): Readonly<Record<string, DialectField>> {
  const rows = dialectTable.flatMap(({ name, fields }) =>
    Object.entries(fields).map(([path, field]) => [path === "" ? `dialects.${name}` : `dialects.${name}.${path}`, field] as const),
  );
  return Object.fromEntries(rows);
}
