import { type Manifest, type Part, positionOf } from "../../krm/manifest.ts";
import { readPart } from "../../krm/read.ts";
import { at, type Value } from "../../value/value.ts";
import type { Unit } from "../../yaml/put.ts";
import { nearestNode, nodeValue, type SourceNode } from "../../yaml/source-node.ts";
import { parseText } from "../embedded-yaml.ts";
import { readYaml } from "../engines.ts";
import { writtenScalar } from "../written-scalar.ts";
import { type ConfigResult, readConfig } from "./config.ts";
import type { ConfigPlaces } from "./config-source.ts";

/** The configuration that a ResourceList brings; `whole` is the list, where it had to be read as one document. */
export function functionConfig(manifest: Manifest, whole: Unit | undefined): ConfigResult {
  const { list } = manifest;
  if (list?.whole) {
    const root = whole?.entry.value as SourceNode;
    const hasConfig = at(nodeValue(root), "functionConfig") !== undefined;
    return readConfigNode(manifest, hasConfig ? nearestNode(root, ["functionConfig"]) : undefined);
  }
  if (!list?.functionConfig) return readConfigNode(manifest, undefined);
  const part: Part = list.functionConfig;
  const result = readPart(manifest, part, readYaml);
  if ("diagnostics" in result) return result;
  return readConfigNode(manifest, nearestNode(result.unit.entry.value, ["functionConfig"]));
}

/** The line of a node, or one of a literal's own lines. */
function lineAt(text: string, node: SourceNode, textLine = 0): number {
  const isLiteral = node.kind === "scalar" && node.style === "literal";
  return positionOf(text, node.propsStart).line + (isLiteral ? textLine : 0);
}

/** A configuration as it stands in a manifest. */
export function readConfigNode({ file, text }: Manifest, node: SourceNode | undefined): ConfigResult {
  return readConfigValue(node && nodeValue(node), {
    locate: (path, textLine) => (node ? { file, line: lineAt(text, nearestNode(node, path), textLine) } : { file }),
    written: (path) => node && writtenScalar(text, nearestNode(node, path)),
  });
}

/** A configuration of which it is known where its fields stand. */
export function readConfigValue(value: Value | undefined, places: ConfigPlaces): ConfigResult {
  return readConfig({ value, parse: parseText, ...places });
}
