import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import type { Value, ValueMap } from "../../value/value.ts";
import { chartTemplates } from "../chart-templates.ts";
import { type Chart, chartValues, networkFaults, valuesPlace } from "../chart-values.ts";
import type { DialectInput } from "../dialect.ts";
import { isKnown, sinceOf, versionTable } from "../versions.ts";
import type { LinkerdSettings } from "./settings.ts";
import { texts } from "./texts.gen.ts";

/** What an edge release changed in the pods. */
export const versions = versionTable(texts["releases.txt"]);

/** The newest one that was compared. */
export const newest = "26.8.3";

export type ControlPlane = ReturnType<typeof controlPlaneOf>;

/** What the injector reads besides the pod: both ConfigMaps. Source: linkerd2 controller/proxy-injector/webhook.go Inject. */
export function controlPlaneOf(settings: LinkerdSettings, input: DialectInput) {
  const home = settings.namespace ?? "linkerd";
  const other = { path: "identityTrustAnchorsPEM", configMap: "linkerd-identity-trust-roots", key: "ca-bundle.crt" };
  const zero = input.readYaml(texts["zero-values.yaml"]) as ValueMap;
  const chart: Chart = {
    dialect: "linkerd",
    party: "Linkerd",
    home,
    configMap: "linkerd-config",
    other,
    zero,
    required: texts["required.txt"].trim().split("\n"),
  };
  const { values, config, isReadable, missing, diagnostics } = chartValues(chart, settings.values, input);
  const from = "linkerd-control-plane/charts/partials/templates";
  const templates = chartTemplates(chart, settings.templates, { find: input.find, from });
  const version = String(values.linkerdVersion ?? "");
  const edge = settings.version ?? edgeOf(version) ?? (templates.partials && newest);
  const isUnknown = isReadable && edge === undefined && !missing.includes("linkerdVersion");
  const wrong = [...networkFaults("clusterNetworks", values, "Linkerd"), ...(isUnknown ? [unknownVersion(values.linkerdVersion)] : [])];
  const faults = [...diagnostics, ...wrong.map((fault) => ({ ...fault, ...valuesPlace(chart, config) })), ...templates.diagnostics];
  const release = edge ?? newest;
  return { values, home, version, release, since: sinceOf(versions, release), partials: templates.partials, diagnostics: faults };
}

function unknownVersion(version: Value | undefined): Diagnostic {
  const known = `edge-${versions[0]?.from} to edge-${newest} and 2.18 to 2.20`;
  return diagnostic("UnknownVersion", {
    message: `Cannot inject as Linkerd ${version} does: podgraft knows ${known}; expected one of them`,
    fix: `set spec.dialects.linkerd.version to the release whose pods fit, such as ${newest}, or upgrade podgraft`,
  });
}

/** The edge releases from which the minors were made. */
const minors = new Map([
  ["2.18", "25.4.4"],
  ["2.19", "25.10.7"],
  ["2.20", "26.6.3"],
]);

/** The edge release of `edge-26.8.3`, `26.8.3`, `stable-2.19.0` or `enterprise-2.19.0`; undefined if it is not known. */
function edgeOf(version: string): string | undefined {
  const [, release = "", minor = "", third] = /^(?:[a-z]+-)?((\d{1,4}\.\d{1,4})(?:\.(\d{1,4}))?)$/.exec(version) ?? [];
  if (minor.startsWith("2.")) return minors.get(minor);
  return third !== undefined && isKnown(release, { versions, newest }) ? release : undefined;
}
