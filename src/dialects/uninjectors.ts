import type { Dialect } from "./dialect.ts";
import { dialectTable } from "./table.ts";

/** Takes out what the vendors' own tools wrote. */
export function dialectUninjectors(): readonly NonNullable<Dialect["uninject"]>[] {
  return dialectTable.flatMap(({ uninject }) => uninject ?? []);
}
