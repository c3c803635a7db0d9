import type { ValueMap } from "../../value/value.ts";
import type { Place } from "./fault.ts";
import type { Format } from "./formats.ts";

/** What Kubernetes asks of one type of the API beyond the types of its fields. */
export interface TypeRules {
  /** Fields that must not be empty. */
  readonly required?: readonly string[];
  /** What fields may hold. Where Go has no pointer, the empty value counts as none. */
  readonly fields?: { readonly [field: string]: Format };
  /** What the items of lists may be. */
  readonly items?: { readonly [list: string]: Format };
  /** Fields with a map that the server looks at even where it is absent. */
  readonly implied?: readonly string[];
  /** Fields of which at most one may be given; exactly one, where `needed` says what. */
  readonly union?: { readonly fields: readonly string[]; readonly needed?: string };
  /** What no table can say. */
  readonly check?: (map: ValueMap, place: Place) => void;
}

export type Rules = { readonly [type: string]: TypeRules };
