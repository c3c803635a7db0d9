import { parseJson } from "../../src/istio/go-json.ts";
import { isList, isMap, newMap, type Value, type ValueMap } from "../../src/value/value.ts";

/** Keys that Go prints empty, or not at all, without a difference. */
const emptyIsAbsent = new Set(["status", "strategy", "updateStrategy", "resources", "metadata", "annotations", "labels"]);
const zeroIsAbsent = new Set(["initialDelaySeconds", "minReadySeconds"]);
const falseIsAbsent = new Set(["test", "paused"]);

const factors: Readonly<Record<string, number>> = {
  m: 1e-3,
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
};

/**
 * A manifest in a form in which two that mean the same are equal: without what a round trip through Go's structs adds or drops,
 * quantities as numbers, JSON in the overrides annotation read.
 */
export function normalise(value: Value): Value {
  return within(value, []);
}

function within(value: Value, path: readonly string[]): Value {
  if (isList(value)) return value.map((item) => within(item, [...path, "[]"]));
  if (!isMap(value)) return scalar(value, path);
  const result = newMap();
  for (const key of Object.keys(value).sort()) {
    const item = within(value[key] as Value, [...path, key]);
    if (!isNoise(key, item, value)) result[key] = item;
  }
  const volume = path.at(-2) === "volumes" && Object.keys(result).join() === "name";
  return volume ? { ...result, emptyDir: newMap() } : result;
}

function scalar(value: Value, path: readonly string[]): Value {
  const [parent, key] = path.slice(-2);
  if (key === "proxy.istio.io/overrides") return within(parseJson(String(value)) ?? null, []);
  return parent === "limits" || parent === "requests" || key === "divisor" ? amount(value) : value;
}

function isNoise(key: string, value: Value, parent: ValueMap): boolean {
  if (value === null || key === "creationTimestamp") return true;
  const isEmpty = isMap(value) && Object.keys(value).length === 0;
  if (isEmpty && emptyIsAbsent.has(key)) return true;
  if (key === "status" && isMap(value) && Object.values(value).every((count) => count === 0)) return true;
  if (value === 0 && zeroIsAbsent.has(key)) return true;
  if (value === false && falseIsAbsent.has(key)) return true;
  if (key === "value" && value === "" && "name" in parent) return true;
  return key === "initContainers" && isList(value) && value.length === 0;
}

function amount(value: Value): Value {
  const [, number, unit] = /^([0-9.]+(?:[eE][+-]?\d+)?)(m|k|M|G|Ki|Mi|Gi)?$/.exec(String(value)) ?? [];
  return number === undefined ? value : `amount ${(Number(number) * (factors[unit ?? ""] as number)).toPrecision(12)}`;
}

/** Where two values differ, as lines; at most eight. */
export function differences(got: Value | undefined, want: Value | undefined, path = ""): readonly string[] {
  if (isMap(got) && isMap(want)) {
    const keys = new Set([...Object.keys(want), ...Object.keys(got)]);
    return [...keys].flatMap((key) => differences(got[key], want[key], `${path}.${key}`)).slice(0, 8);
  }
  if (isList(got) && isList(want)) {
    const places = Array.from({ length: Math.max(got.length, want.length) }, (_, i) => i);
    return places.flatMap((i) => differences(got[i], want[i], `${path}[${i}]`)).slice(0, 8);
  }
  return Object.is(got, want) ? [] : [`${path}: got ${brief(got)}, want ${brief(want)}`];
}

function brief(value: Value | undefined): string {
  return (JSON.stringify(value) ?? "nothing").slice(0, 200);
}
