import { annotations } from "../istio/names.ts";
import type { ReadYaml } from "../istio/read-yaml.ts";
import { positionOf } from "../krm/manifest.ts";
import { at, isList, isMap, type Value, type ValueMap } from "../value/value.ts";
import { readCanonical } from "../yaml/read-canonical.ts";
import { repeatedKeys } from "../yaml/repeated-keys.ts";
import { nodeValue, type SourceNode } from "../yaml/source-node.ts";
import { loadFullReader } from "./load.ts";

/**
 * A reader for the YAML texts inside objects that Istio's configuration is made of: data of ConfigMaps, pods'
 * ProxyConfig. `text` is that of further objects, which are not read yet. Where a key stands twice in a map the last one
 * counts. Source: sigs.k8s.io/yaml YAMLToJSON, by which Istio reads them.
 */
export async function yamlReader(objects: readonly ValueMap[], { text: unread }: { text: string }): Promise<ReadYaml> {
  const texts = objects.flatMap((object) => (object.kind === "ConfigMap" ? dataOf(object) : proxyConfigsIn(object)));
  const known = new Map(texts.map((text) => [text, quickly(text)]));
  const isQuick = [...known.values()].every((node) => node !== undefined) && !unread.includes(annotations.proxyConfig);
  const full = isQuick ? undefined : await loadFullReader();
  return (text) => {
    if (text.trim() === "") return { value: null };
    const quick = known.get(text) ?? quickly(text);
    // The quick reader takes no map in which a key stands twice.
    if (quick) return { value: nodeValue(quick) };
    const { node, faults = [] } = full?.(text, { start: 0, end: text.length, lastKeyWins: true }) ?? {};
    if (node) return { value: nodeValue(node), lost: repeatedKeys(node) };
    const [fault] = faults;
    return { problem: "it is no YAML", ...(fault && { fault: { line: positionOf(text, fault.offset).line, message: fault.message } }) };
  };
}

function quickly(text: string): SourceNode | undefined {
  return readCanonical(text, { start: 0, end: text.length });
}

function dataOf(object: ValueMap): readonly string[] {
  const data = at(object, "data");
  return isMap(data) ? Object.values(data).filter((text) => typeof text === "string") : [];
}

/** Every `proxy.istio.io/config` annotation in an object, wherever its pod templates are. */
function proxyConfigsIn(value: Value): readonly string[] {
  if (isList(value)) return value.flatMap(proxyConfigsIn);
  if (!isMap(value)) return [];
  const own = value[annotations.proxyConfig];
  return typeof own === "string" ? [own] : Object.values(value).flatMap(proxyConfigsIn);
}
