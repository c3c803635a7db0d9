import type { Value } from "../value/value.ts";
import { nodeValue, type SourceNode } from "./source-node.ts";

/** A repeated key in a map; `lost` is the value of an entry that a later one replaces. */
export interface RepeatedKey {
  readonly path: readonly (string | number)[];
  readonly lost: Value;
}

/** Every repeated key, for texts that were read with the last one winning. */
export function repeatedKeys(node: SourceNode | undefined, path: readonly (string | number)[] = []): readonly RepeatedKey[] {
  if (node?.kind !== "map" && node?.kind !== "list") return [];
  const last = new Map(node.entries.map((entry) => [entry.key, entry]));
  return node.entries.flatMap((entry, i) => {
    const within = [...path, node.kind === "map" ? entry.key : i];
    if (node.kind === "map" && !entry.merge && last.get(entry.key) !== entry) return [{ path: within, lost: nodeValue(entry.value) }];
    return repeatedKeys(entry.value, within);
  });
}
