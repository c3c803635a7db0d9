import type { Value } from "../value/value.ts";
import { readCanonical } from "../yaml/read-canonical.ts";
import { nodeValue } from "../yaml/source-node.ts";
import { loadFullReader } from "./load.ts";

/** A reader of YAML texts that can tell, without waiting, the value of each of `texts`; undefined for what is no YAML. */
export async function parseText(texts: readonly string[]): Promise<(text: string) => Value | undefined> {
  const quick = (text: string) => readCanonical(text, { start: 0, end: text.length });
  if (texts.every((text) => quick(text) !== undefined)) return (text) => valueOrNothing(quick(text));
  const full = await loadFullReader();
  return (text) => valueOrNothing(quick(text) ?? full(text, { start: 0, end: text.length }).node);
}

function valueOrNothing(node: Parameters<typeof nodeValue>[0] | undefined): Value | undefined {
  return node && nodeValue(node);
}
