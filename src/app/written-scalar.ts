import type { SourceNode } from "../yaml/source-node.ts";

/** A number or boolean as the user wrote it: 1.30 and not 1.3. */
export function writtenScalar(text: string, node: SourceNode): string | undefined {
  if (node.kind === "alias") return writtenScalar(text, node.target);
  const isPlain = node.kind === "scalar" && (typeof node.value === "number" || typeof node.value === "boolean");
  return isPlain ? text.slice(node.start, node.end) : undefined;
}
