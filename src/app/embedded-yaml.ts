import { positionOf } from "../diagnostic/lines.ts";
import type { ReadYaml } from "../istio/read-yaml.ts";
import type { Value } from "../value/value.ts";
import { readCanonical } from "../yaml/read-canonical.ts";
import { repeatedKeys } from "../yaml/repeated-keys.ts";
import { nodeValue } from "../yaml/source-node.ts";
import { readYaml as readFully } from "./engines.ts";

/**
 * Reads the YAML texts inside objects that configure Istio: data of ConfigMaps, pods' ProxyConfig. If a key is repeated
 * in a map, the last one counts. Source: sigs.k8s.io/yaml YAMLToJSON, by which Istio reads them.
 */
export const readEmbedded: ReadYaml = (text) => {
  if (text.trim() === "") return { value: null };
  const range = { start: 0, end: text.length };
  // The quick reader refuses a map with a repeated key.
  const quick = readCanonical(text, range);
  if (quick) return { value: nodeValue(quick) };
  const { node, faults = [] } = readFully(text, { ...range, lastKeyWins: true });
  if (node) return { value: nodeValue(node), lost: repeatedKeys(node) };
  const [fault] = faults;
  return { problem: "it is not YAML", ...(fault && { fault: { line: positionOf(text, fault.offset).line, message: fault.message } }) };
};

/** The value of a YAML text; undefined if it is not YAML. */
export function parseText(text: string): Value | undefined {
  const range = { start: 0, end: text.length };
  const node = readCanonical(text, range) ?? readFully(text, range).node;
  return node && nodeValue(node);
}
