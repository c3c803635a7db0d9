import type { Value } from "../value/value.ts";

/** A key that is repeated in a map: the last one counts, and `lost` was the value of an earlier one. */
export interface LostKey {
  readonly path: readonly (string | number)[];
  readonly lost: Value;
}

/** What keeps a text from being read; `line` is one of its own, from 1. */
export interface TextProblem {
  readonly problem: string;
  readonly fault?: { readonly line: number; readonly message: string };
}

/** Reads YAML text that is inside a manifest, such as an annotation or a key of a ConfigMap. */
export type ReadYaml = (text: string) => { readonly value: Value; readonly lost?: readonly LostKey[] } | TextProblem;
