import type { Expansion } from "./aliases.ts";
import type { WriteStyle } from "./write.ts";

/** What printing needs to know besides the nodes. */
export interface PutContext extends Expansion {
  readonly text: string;
  readonly style: WriteStyle;
  /** Blank lines will newly stand below: they must not become the content of a `|+` at the end of what is printed. */
  readonly closed: boolean;
}
