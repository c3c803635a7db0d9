import { type Diagnostic, diagnostic, type ObjectKind } from "../diagnostic/diagnostic.ts";
import { isNetwork } from "../kube/validate/ip.ts";
import { at, isMap, mergeValues, newMap, toValue, type ValueMap, withPath } from "../value/value.ts";
import type { DialectInput, InputObject } from "./dialect.ts";

export const CONFIG_MAP: ObjectKind = { apiVersion: "v1", kind: "ConfigMap" };

/**
 * The place of the values of an injector's chart: YAML under the key `values` of a ConfigMap that the chart installs.
 */
export interface Chart {
  /** The name of its settings: `linkerd`. */
  readonly dialect: string;
  readonly party: string;
  /** The namespace of the control plane. */
  readonly home: string;
  readonly configMap: string;
  /** A value from a key of another ConfigMap. */
  readonly other?: { readonly path: string; readonly configMap: string; readonly key: string };
  /** The default of an absent value. */
  readonly zero: ValueMap;
  /** Paths without which nothing can be made. */
  readonly required: readonly string[];
}

/** The chart's values with the settings applied, and their faults. */
export function chartValues(chart: Chart, own: object | undefined, { find, readYaml }: Pick<DialectInput, "find" | "readYaml">) {
  const { home, other, zero } = chart;
  const config = find(CONFIG_MAP, chart.configMap, home);
  const written = at(config?.value, "data", "values");
  const read = typeof written === "string" ? readYaml(written) : undefined;
  const held = other && at(find(CONFIG_MAP, other.configMap, home)?.value, "data", other.key);
  const values = [
    isMap(read) ? read : newMap(),
    other && held !== undefined ? withPath(newMap(), other.path.split("."), held) : newMap(),
    toValue(own ?? {}) as ValueMap,
  ].reduce(mergeValues, zero);
  const fault = config ? (isMap(read) ? undefined : unreadable(chart)) : own ? undefined : missingConfig(chart);
  const missing = fault ? [] : chart.required.filter((path) => (at(values, ...path.split(".")) ?? "") === "");
  const told = fault ?? (missing.length > 0 ? missingValues(chart, missing) : undefined);
  const diagnostics = told ? [diagnostic("InvalidConfiguration", { ...told, ...valuesPlace(chart, config) })] : [];
  return { values, config, isReadable: fault === undefined, missing, diagnostics };
}

type Told = Pick<Diagnostic, "message" | "fix">;

/** Where the chart's values are in the input, for a finding about them. */
export function valuesPlace({ dialect }: Chart, config: InputObject | undefined): Pick<Diagnostic, "resource" | "location" | "field"> {
  if (!config) return { field: { path: `spec.dialects.${dialect}` } };
  return { resource: config.identity, location: config.locate(["data", "values"]), field: { path: "data.values" } };
}

function unreadable({ party }: Chart): Told {
  return {
    message: `Cannot read the values of ${party}: data.values is not a map in YAML; expected the chart's values`,
    fix: "use the ConfigMap from the chart or the cluster unchanged",
  };
}

function missingConfig({ dialect, party, configMap, home }: Chart): Told {
  return {
    message: `Cannot inject ${party}: the ConfigMap ${home}/${configMap} is not in the input; expected it, or spec.dialects.${dialect}.values`,
    fix: `add what "kubectl get configmap ${configMap} -n ${home} -o yaml" prints, with config.kubernetes.io/local-config: "true"`,
  };
}

function missingValues({ dialect, party, configMap, other }: Chart, missing: readonly string[]): Told {
  const isOther = missing.length === 1 && missing[0] === other?.path;
  return {
    message: `Cannot inject ${party}: its values have no ${missing.join(", ")}`,
    fix: isOther
      ? `add the ConfigMap ${other?.configMap} to the input, or the value to spec.dialects.${dialect}.values`
      : `take the ConfigMap ${configMap} as a whole, or add the values to spec.dialects.${dialect}.values`,
  };
}

/** A value that has to be a list of networks, if it is anything: the injector fails for every pod otherwise. Source: linkerd2 GetPodPatch. */
export function networkFaults(name: string, { [name]: given }: ValueMap, party: string): readonly Diagnostic[] {
  const networks = String(given || "").replace(/^,+|,+$/g, "");
  const wrong = networks.split(",").find((network) => !isNetwork(network));
  if (!given || wrong === undefined) return [];
  const message = `Cannot inject ${party}: ${name} of its values has ${JSON.stringify(wrong)}; expected networks such as 10.0.0.0/8`;
  return [diagnostic("InvalidConfiguration", { message, fix: "write networks with commas and no spaces between them" })];
}
