import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { at, isMap, newMap, toValue, type Value, type ValueMap } from "../../value/value.ts";
import type { DialectInput, InputObject } from "../dialect.ts";
import { edgeOf, NEWEST, releases, type Since, sinceOf } from "./releases.ts";
import type { LinkerdSettings } from "./settings.ts";

export const CONFIG_MAP = { apiVersion: "v1", kind: "ConfigMap" } as const;

/** What the injector knows besides the pod. */
export interface ControlPlane {
  /** The chart's, with what the configuration says. */
  readonly values: ValueMap;
  /** The namespace that it is in. */
  readonly home: string;
  readonly version: string;
  readonly since: Since;
  /** The templates of the chart that the settings name. */
  readonly partials?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Source: linkerd2 controller/proxy-injector/webhook.go Inject, which reads both ConfigMaps. */
export function controlPlaneOf(settings: LinkerdSettings, { find, readYaml }: DialectInput): ControlPlane {
  const home = settings.namespace ?? "linkerd";
  const config = find(CONFIG_MAP, "linkerd-config", home);
  const written = at(config?.value, "data", "values");
  const chart = typeof written === "string" ? readYaml(written) : undefined;
  const anchors = at(find(CONFIG_MAP, "linkerd-identity-trust-roots", home)?.value, "data", "ca-bundle.crt");
  const layers = [zero, isMap(chart) ? chart : newMap(), toValue({ identityTrustAnchorsPEM: anchors }), toValue(settings.values ?? {})];
  const values = layers.reduce(merged) as ValueMap;
  const version = String(values.linkerdVersion ?? "");
  const partials = settings.templates === undefined ? undefined : partialsOf(find(CONFIG_MAP, settings.templates, home));
  const edge = settings.version ?? edgeOf(version) ?? (partials === undefined ? undefined : NEWEST);
  const fault = config ? (isMap(chart) ? undefined : unreadable) : settings.values ? undefined : missingConfig(home);
  const diagnostics = fault ? [diagnostic("InvalidConfiguration", { ...fault, ...placeOf(config) })] : valueFaults(values, edge, config);
  const missing = settings.templates !== undefined && partials === undefined ? [missingPartials(settings.templates, home)] : [];
  const plane = { values, home, version, since: sinceOf(edge ?? NEWEST), diagnostics: [...diagnostics, ...missing] };
  return partials === undefined ? plane : { ...plane, partials };
}

type Told = Pick<Diagnostic, "message" | "fix">;

function placeOf(config: InputObject | undefined): Pick<Diagnostic, "resource" | "location" | "field"> {
  if (!config) return { field: { path: "spec.dialects.linkerd" } };
  return { resource: config.identity, location: config.locate(["data", "values"]), field: { path: "data.values" } };
}

const unreadable: Told = {
  message: "Cannot read the values of Linkerd: data.values is not a map in YAML; expected the chart's values",
  fix: "take the ConfigMap as the chart or the cluster has it",
};

/** The texts of all files, of which those that define nothing print nothing that counts. */
function partialsOf(templates: InputObject | undefined): string | undefined {
  const data = at(templates?.value, "data");
  const texts = isMap(data) ? Object.values(data).filter((text) => typeof text === "string") : [];
  return texts.length > 0 ? texts.join("\n") : undefined;
}

function missingPartials(name: string, home: string): Diagnostic {
  const message = `Cannot inject Linkerd: the ConfigMap ${home}/${name} with its templates is not in the input, or empty`;
  const fix = 'make it of the files in linkerd-control-plane/charts/partials/templates, with config.kubernetes.io/local-config: "true"';
  return diagnostic("InvalidConfiguration", { message, fix, field: { path: "spec.dialects.linkerd.templates", current: name } });
}

function missingConfig(home: string): Told {
  return {
    message: `Cannot inject Linkerd: the ConfigMap ${home}/linkerd-config is not in the input; expected it, or spec.dialects.linkerd.values`,
    fix: `add what "kubectl get configmap linkerd-config -n ${home} -o yaml" prints, with config.kubernetes.io/local-config: "true"`,
  };
}

function valueFaults(values: ValueMap, edge: string | undefined, config: InputObject | undefined): readonly Diagnostic[] {
  const missing = required.filter((path) => (at(values, ...path.split(".")) ?? "") === "");
  const told = (code: Diagnostic["code"], fault: Told) => diagnostic(code, { ...fault, ...placeOf(config) });
  return [
    ...(missing.length > 0 ? [told("InvalidConfiguration", missingValues(missing))] : []),
    ...(edge === undefined && !missing.includes("linkerdVersion") ? [told("UnknownVersion", unknownVersion(values.linkerdVersion))] : []),
  ];
}

/** What the injector takes for a value that is absent: Go's zero. Source: linkerd2 pkg/charts/linkerd2/values.go. */
const zero = toValue({
  ...{
    clusterNetworks: "",
    identityTrustDomain: "",
    cniEnabled: false,
    disableIPv6: false,
    identity: { serviceAccountTokenProjection: false },
  },
  proxy: {
    ...{
      logLevel: "",
      logFormat: "",
      logHTTPHeaders: "",
      defaultInboundPolicy: "",
      gid: 0,
      metrics: { hostnameLabels: false },
      runtime: { workers: {} },
    },
    ...{ enableExternalProfiles: false, enableShutdownEndpoint: false, resources: {}, image: {} },
    ...{ disableInboundProtocolDetectTimeout: false, disableOutboundProtocolDetectTimeout: false },
  },
  proxyInit: { image: {}, iptablesMode: "", runAsRoot: false },
});

/** What nothing can be made without; the chart has all of them. */
const required = [
  ...["linkerdVersion", "clusterDomain", "identityTrustAnchorsPEM", "imagePullPolicy", "identity", "networkValidator"],
  ...["proxy.image.name", "proxy.uid", "proxy.control.streams", "proxy.livenessProbe", "proxy.readinessProbe", "debugContainer.image.name"],
  ...["inbound", "outbound", "control", "admin"].map((port) => `proxy.ports.${port}`),
  "proxyInit.xtMountPath.mountPath",
];

function missingValues(missing: readonly string[]): Told {
  const isAnchors = missing.length === 1 && missing[0] === "identityTrustAnchorsPEM";
  return {
    message: `Cannot inject Linkerd: its values have no ${missing.join(", ")}`,
    fix: isAnchors
      ? "add the ConfigMap linkerd-identity-trust-roots to the input, or the value to spec.dialects.linkerd.values"
      : "take the ConfigMap linkerd-config as a whole, or add the values to spec.dialects.linkerd.values",
  };
}

function unknownVersion(version: Value | undefined): Told {
  return {
    message: `Cannot inject as Linkerd ${version} does: podgraft knows edge-${releases[0].from} to edge-${NEWEST} and 2.18 to 2.20; expected one of them`,
    fix: `name the release whose pods fit in spec.dialects.linkerd.version, such as ${NEWEST}, or upgrade podgraft`,
  };
}

/** As Helm merges values: maps key by key. */
function merged(below: Value, above: Value): Value {
  if (!isMap(below) || !isMap(above)) return above;
  const all = Object.assign(newMap(), below);
  for (const key in above) all[key] = merged(below[key] as Value, above[key] as Value);
  return all;
}
