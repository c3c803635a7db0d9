import { parseAllDocuments, parse as parseYaml } from "yaml";
import type { ReadYaml } from "../../src/istio/read-yaml.ts";
import { isMap, toValue, type ValueMap } from "../../src/value/value.ts";

/** The maps of a stream of YAML documents. */
export function documents(text: string): readonly ValueMap[] {
  return parseAllDocuments(text)
    .map((document) => toValue(document.toJS({ maxAliasCount: -1 })))
    .filter(isMap);
}

export const readYaml: ReadYaml = (text) => {
  try {
    return { value: toValue(parseYaml(text, { version: "1.1" })) };
  } catch (error) {
    return { problem: (error as Error).message };
  }
};
