import { parseJson } from "../../../src/istio/go-json.ts";
import { isList, isMap, newMap, type Value, type ValueMap } from "../../../src/value/value.ts";

const emptyMaps = new Set(["resources", "metadata", "annotations", "labels", "nodeSelector", "limits", "requests"]);
const falses = new Set(["hostNetwork", "hostPID", "hostIPC", "readOnly", "stdin", "stdinOnce", "tty"]);
const zeros = new Set(["hostPort", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold", "initialDelaySeconds"]);
const exponents: Readonly<Record<string, number>> = { m: 1e-3, "": 1, k: 1e3, M: 1e6, G: 1e9, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30 };

/**
 * A pod template in the form of the rows' `expected`: keys sorted, without what Go's structs leave out and without podgraft's notes,
 * quantities as `q` and a number.
 */
export function normal(value: Value, key = "", parent = ""): Value {
  if (isList(value)) return value.map((item) => normal(item, "", key));
  if (!isMap(value)) return scalar(value, key, parent);
  const result = newMap();
  for (const name of Object.keys(value).sort()) {
    const item = normal(value[name] as Value, name, key);
    if (!isLeftOut(name, item, value)) result[name] = item;
  }
  if (parent === "volumes" && Object.keys(result).join() === "name") return { emptyDir: newMap(), ...result };
  return result;
}

function scalar(value: Value, key: string, parent: string): Value {
  if (["limits", "requests"].includes(parent) || ["divisor", "sizeLimit", "storage"].includes(key)) return quantity(value);
  if (key !== "proxy.istio.io/overrides") return value;
  const overrides = parseJson(String(value));
  return overrides === undefined ? value : JSON.stringify(normal(overrides));
}

function isLeftOut(key: string, value: Value, parent: ValueMap): boolean {
  if (key.startsWith("podgraft.dev/") || key === "creationTimestamp" || value === null) return true;
  if (isMap(value)) return Object.keys(value).length === 0 && emptyMaps.has(key);
  if (isList(value)) return value.length === 0;
  if ((value === 0 && zeros.has(key)) || (value === false && falses.has(key))) return true;
  return value === "" && (key !== "value" || "name" in parent);
}

function quantity(value: Value): Value {
  const [, number, unit] = /^([+-]?[0-9.]+(?:[eE][+-]?\d+)?)(m|k|M|G|Ki|Mi|Gi)?$/.exec(String(value)) ?? [];
  if (number === undefined) return value;
  return `q ${Number((Number(number) * (exponents[unit ?? ""] as number)).toPrecision(12))}`;
}
