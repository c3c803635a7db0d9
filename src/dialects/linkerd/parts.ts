import { at, isList, isMap, mapAt, newMap, toValue, type Value, type ValueMap, withKey } from "../../value/value.ts";
import type { DialectInput } from "../dialect.ts";
import type { Setting } from "./annotations.ts";
import { chartContainers, containers } from "./containers.ts";
import type { ControlPlane } from "./control-plane.ts";
import { withSetting } from "./overrides.ts";

/** What goes into a pod. */
export interface Parts {
  readonly proxy: Value;
  /** What routes the traffic to the proxy, or checks that the CNI plugin did. */
  readonly init: Value;
  readonly debug?: Value;
  readonly volumes: readonly Value[];
  readonly version: string;
  /** The proxy is a native sidecar. */
  readonly isNative: boolean;
  /** The app's containers wait for it. */
  readonly isAwaited: boolean;
}

/** What the control plane makes for the settings of a pod, or why it cannot. Pods with the same settings share it. */
export function partsOf(plane: ControlPlane, { template, readYaml }: Pick<DialectInput, "template" | "readYaml">) {
  const { partials } = plane;
  const print = partials === undefined ? template("linkerd", containers) : template("linkerd", chartContainers, partials);
  const made = new Map<string, Parts | string>();
  return (settings: readonly Setting[]): Parts | string => {
    const key = JSON.stringify(settings, (_, value) => (typeof value === "bigint" ? String(value) : value));
    const known = made.get(key);
    if (known !== undefined) return known;
    const given = settings.reduce((map, [path, value]) => withSetting(map, path, value), plane.values);
    const values = withSetting(given, WORKERS, withoutZeros(mapAt(given, ...WORKERS.split("."))));
    const printed = print(toValue({ Values: values, Home: plane.home, Release: { Namespace: plane.home }, Since: plane.since }));
    const read = "text" in printed ? readYaml(printed.text) : undefined;
    const parts = isMap(read) ? parsed(read, values) : "problem" in printed ? printed.problem : "they do not give YAML";
    made.set(key, parts);
    return parts;
  };
}

const WORKERS = "proxy.runtime.workers";

/** Source: linkerd2 pkg/charts/linkerd2/values.go ProxyRuntimeWorkers: omitempty. */
function withoutZeros(map: ValueMap): ValueMap {
  return Object.keys(map).reduce((kept, key) => (map[key] === 0 ? withKey(kept, key, undefined) : kept), map);
}

function parsed(read: ValueMap, values: ValueMap): Parts {
  const { proxy, init, debug, volumes } = withoutNulls(read) as ValueMap;
  return {
    proxy: proxy as Value,
    init: init as Value,
    ...(debug !== undefined && { debug }),
    volumes: isList(volumes) ? volumes : [],
    version: String(at(values, "proxy", "image", "version") || at(values, "linkerdVersion")),
    isNative: at(values, "proxy", "nativeSidecar") === true,
    isAwaited: at(values, "proxy", "await") === true,
  };
}

function withoutNulls(value: Value): Value {
  if (isList(value)) return value.map(withoutNulls);
  if (!isMap(value)) return value;
  const map = newMap();
  for (const key in value) if (value[key] !== null) map[key] = withoutNulls(value[key] as Value);
  return map;
}
