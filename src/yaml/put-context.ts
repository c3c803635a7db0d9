import type { Expansion } from "./aliases.ts";
import type { WriteStyle } from "./write.ts";

/** What printing needs to know besides the nodes. */
export interface PutContext extends Expansion {
  readonly text: string;
  readonly style: WriteStyle;
}
