import { at, isList, isMap, type Value } from "../../src/value/value.ts";

/**
 * What is at a path such as `spec.initContainers[istio-proxy].env[CA_ADDR].value`: a step in brackets takes the item of
 * that name from a list, or the key of a map that holds dots.
 */
export function look(value: Value | undefined, path: string): Value | undefined {
  const steps = path.match(/\[[^\]]*\]|[^.[\]]+/g) ?? [];
  return steps.reduce<Value | undefined>((found, step) => {
    const name = step.startsWith("[") ? step.slice(1, -1) : step;
    if (isList(found)) return found.find((item) => isMap(item) && item.name === name) ?? found[Number(name)];
    return at(found, name);
  }, value);
}
