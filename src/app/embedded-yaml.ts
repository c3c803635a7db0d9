import { annotations } from "../istio/names.ts";
import type { ReadYaml } from "../istio/read-yaml.ts";
import { at, isList, isMap, type Value, type ValueMap } from "../value/value.ts";
import { parseText } from "./parse-text.ts";

/**
 * A reader for the YAML texts inside objects that Istio's configuration is made of: data of ConfigMaps, pods'
 * ProxyConfig. `text` is that of further objects, which are not read yet.
 */
export async function yamlReader(objects: readonly ValueMap[], { text: unread }: { text: string }): Promise<ReadYaml> {
  const texts = objects.flatMap((object) => (object.kind === "ConfigMap" ? dataOf(object) : proxyConfigsIn(object)));
  const parse = await parseText(texts, { any: unread.includes(annotations.proxyConfig) });
  return (text) => {
    if (text.trim() === "") return { value: null };
    const value = parse(text);
    return value === undefined ? { problem: "it is no YAML" } : { value };
  };
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
