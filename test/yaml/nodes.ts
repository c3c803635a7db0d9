import { readYaml } from "../../src/yaml/read-yaml.chunk.ts";
import type { SourceCollection, SourceNode } from "../../src/yaml/source-node.ts";
import { assert } from "../cases.ts";

export function nodeOf(text: string): SourceNode {
  const { node, faults } = readYaml(text, { start: 0, end: text.length });
  assert.is(faults, undefined);
  return node as SourceNode;
}

export function collectionOf(text: string): SourceCollection {
  const node = nodeOf(text);
  assert.ok(node.kind === "map" || node.kind === "list");
  return node;
}
