import type { Diagnostic } from "../../diagnostic/diagnostic.ts";
import { positionOf } from "../../diagnostic/lines.ts";
import type { Manifest, Part } from "../../krm/manifest.ts";
import { hostPath, identityOf, originPath } from "../../krm/objects.ts";
import { readPart } from "../../krm/read.ts";
import { at, isMap, type Value, type ValueMap } from "../../value/value.ts";
import type { Unit } from "../../yaml/put.ts";
import { nearestNode, nearestStart, nodeValue, type SourceNode } from "../../yaml/source-node.ts";
import { parseText } from "../embedded-yaml.ts";
import { readYaml } from "../engines.ts";
import { writtenScalar } from "../written-scalar.ts";
import { type ConfigResult, readConfig } from "./config.ts";
import type { ConfigPlaces } from "./config-source.ts";

/**
 * The configuration in a ResourceList; `whole` is the list if it had to be read as one document. The lines of what a
 * host sends mean nothing to its user, so the configuration is named instead, with its file if the host says which.
 */
export function functionConfig(manifest: Manifest, whole: Unit | undefined): ConfigResult {
  const node = configNode(manifest, whole);
  if (node && "diagnostics" in node) return node;
  return node && manifest.file === "stdin" ? readHostsConfig(manifest.text, node) : readConfigNode(manifest, node);
}

function readHostsConfig(text: string, node: SourceNode): ConfigResult {
  const value = nodeValue(node);
  const resource = isMap(value) ? identityOf(value) : undefined;
  const file = resource && (hostPath(value as ValueMap) ?? originPath(value as ValueMap));
  const fileOnly = file === undefined ? undefined : { file };
  const result = readConfigValue(value, {
    locate: () => (resource ? fileOnly : { file: "stdin" }),
    written: (path) => writtenScalar(text, nearestNode(node, path)),
  });
  const about = (told: Diagnostic) => (told.resource || !resource ? told : { ...told, resource });
  if ("diagnostics" in result) return { diagnostics: result.diagnostics.map(about) };
  const { config } = result;
  return { config: { ...config, warnings: config.warnings.map(about), located: (told) => about(config.located(told)) } };
}

function configNode(manifest: Manifest, whole: Unit | undefined): SourceNode | { readonly diagnostics: readonly Diagnostic[] } | undefined {
  const { list } = manifest;
  if (list?.whole) {
    const root = whole?.entry.value as SourceNode;
    const hasConfig = at(nodeValue(root), "functionConfig") !== undefined;
    return hasConfig ? nearestNode(root, ["functionConfig"]) : undefined;
  }
  if (!list?.functionConfig) return undefined;
  const part: Part = list.functionConfig;
  const result = readPart(manifest, part, readYaml);
  if ("diagnostics" in result) return result;
  return nearestNode(result.unit.entry.value, ["functionConfig"]);
}

/** The line of a field's key or of a list's item, or else of the nearest one around it; of a literal, one of its own lines. */
function lineAt(text: string, root: SourceNode, path: readonly (string | number)[], textLine: number | undefined): number {
  const node = nearestNode(root, path);
  if (textLine !== undefined && node.kind === "scalar" && node.style === "literal") return lineOf(text, node.propsStart) + textLine;
  return lineOf(text, nearestStart(root, path));
}

function lineOf(text: string, offset: number): number {
  return positionOf(text, offset).line;
}

/** A configuration as it is in a manifest. */
export function readConfigNode({ file, text }: Manifest, node: SourceNode | undefined): ConfigResult {
  return readConfigValue(node && nodeValue(node), {
    locate: (path, textLine) => (node ? { file, line: lineAt(text, node, path, textLine) } : { file }),
    written: (path) => node && writtenScalar(text, nearestNode(node, path)),
  });
}

/** A configuration with the places of its fields. */
export function readConfigValue(value: Value | undefined, places: ConfigPlaces): ConfigResult {
  return readConfig({ value, parse: parseText, ...places });
}
