import type { Value } from "../value/value.ts";

/** Reads YAML text that stands inside a manifest, such as an annotation or a key of a ConfigMap. */
export type ReadYaml = (text: string) => { readonly value: Value } | { readonly problem: string };
