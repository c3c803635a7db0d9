import type { NamespaceFacts } from "../../decide/facts.ts";
import type { Diagnostic } from "../../diagnostic/diagnostic.ts";
import { annotationTexts, containersIn, labelTexts, mountsOf, portsOf } from "../../kube/pod.ts";
import { at, isList, isMap, mapAt, toValue, type Value, type ValueMap, withKey } from "../../value/value.ts";
import {
  ADDITIONAL_ENV,
  annotationSettings,
  INJECT,
  ignored,
  inherited,
  OPAQUE_PORTS,
  type Setting,
  type Texts,
  unknownAnnotations,
} from "./annotations.ts";
import type { ControlPlane } from "./control-plane.ts";
import { overrides, portRanges } from "./overrides.ts";

const TRACE = "resource.opentelemetry.io/";
const TOKEN_PATH = "/var/run/secrets/kubernetes.io/serviceaccount";

/** What a pod has otherwise than the chart's values say, and the annotations that it gets for that. */
export interface PodSettings {
  readonly settings: readonly Setting[];
  readonly annotations: Texts;
  readonly diagnostics: readonly Diagnostic[];
}

/** Source: linkerd2 pkg/inject/inject.go GetPodPatch, controller/proxy-injector/webhook.go. */
export function podSettings(pod: ValueMap, namespace: NamespaceFacts, { values, since }: ControlPlane): PodSettings {
  const own = annotationTexts(pod);
  const above = annotationTexts(withKey(mapAt(null), "metadata", withKey(mapAt(null), "annotations", namespace.annotations)));
  const apps = containersIn(pod, "containers");
  const containers = since.initPorts ? [...containersIn(pod, "initContainers"), ...apps] : apps;
  const taken = inherited(own, above, since);
  const standard = opaquePorts(containers, at(values, "proxy", "opaquePorts"));
  const hasOpaque = own[OPAQUE_PORTS] !== undefined || taken[OPAQUE_PORTS] !== undefined || standard === "";
  const annotations = hasOpaque ? taken : { ...taken, [OPAQUE_PORTS]: standard };
  const all = { ...own, ...annotations };
  const given = annotationSettings(all, since, taken);
  const opaque = opaqueSetting(all[OPAQUE_PORTS], containers, taken);
  const settings: readonly Setting[] = [
    ...given.settings,
    ...opaque.settings,
    ...(all[INJECT] === "ingress" ? ([["proxy.isIngress", true]] as const) : []),
    ["proxy.podInboundPorts", inboundPorts(containers)],
    ...(since.additionalEnv ? envSetting(at(values, "proxy", "additionalEnv"), [above[ADDITIONAL_ENV], own[ADDITIONAL_ENV]]) : []),
    ...(since.traceLabels ? traceSetting(at(values, "proxy", "tracing"), labelTexts(pod), all) : []),
    ...ofFirstContainer(apps[0], at(values, "proxy", "capabilities")),
  ];
  return { settings, annotations, diagnostics: [...given.diagnostics, ...opaque.diagnostics, ...unknownAnnotations(own, since)] };
}

/** Those of the pod's ports that are opaque by default. */
function opaquePorts(containers: readonly ValueMap[], standard: Value | undefined): string {
  const known = String(standard ?? "").split(",");
  const ports = containers.flatMap(portsOf).map(({ containerPort }) => String(containerPort));
  return ports.filter((port) => known.includes(port)).join(",");
}

function opaqueSetting(text: string | undefined, containers: readonly ValueMap[], taken: Texts) {
  if (text === undefined) return { settings: [], diagnostics: [] };
  const named = containers.flatMap(portsOf).map(({ name, containerPort }) => [name, containerPort] as [string, Value]);
  const { ranges, faults } = portRanges(text, new Map(named.filter(([name, port]) => name !== undefined && port !== undefined)));
  const why = (fault: string) => `${JSON.stringify(fault)} is neither a port, a range of ports, nor the name of a port of the pod`;
  const told = faults.map((fault) =>
    ignored(OPAQUE_PORTS, { why: why(fault), fix: "write numbers of ports, with commas between them", taken }),
  );
  return { settings: [["proxy.opaquePorts", ranges.join(",")] as Setting], diagnostics: told };
}

/** Source: getPodInboundPorts, which sorts them as texts. */
function inboundPorts(containers: readonly ValueMap[]): string {
  const probes = ["readinessProbe", "livenessProbe"];
  const probed = containers.flatMap((container) => probes.map((probe) => at(container, probe, "httpGet", "port")));
  const ports = [...containers.flatMap(portsOf).map(({ containerPort }) => containerPort), ...probed.filter(isNumber)];
  return [...new Set(ports.map(String))].sort().join(",");
}

function isNumber(port: Value | undefined): boolean {
  return typeof port === "number";
}

/** By name, the later text's. Source: MergeAdditionalEnv. */
function envSetting(given: Value | undefined, texts: readonly (string | undefined)[]): readonly Setting[] {
  const read = overrides.find(({ name }) => name === ADDITIONAL_ENV)?.read;
  const added = texts.flatMap((text) => {
    const list = text === undefined ? undefined : read?.(text);
    return isList(list) ? list : [];
  });
  const all = added.reduce<readonly Value[]>(replacing, isList(given) ? given : []);
  return added.length === 0 ? [] : [["proxy.additionalEnv", all]];
}

function replacing(list: readonly Value[], item: Value): readonly Value[] {
  const index = list.findIndex((other) => at(other, "name") === at(item, "name"));
  return index === -1 ? [...list, item] : list.with(index, item);
}

function traceSetting(tracing: Value | undefined, labels: Texts, all: Texts): readonly Setting[] {
  if (!isMap(tracing)) return [];
  const service = labels["app.kubernetes.io/instance"] ?? labels["app.kubernetes.io/name"];
  const named = Object.entries(all).flatMap(([name, text]) => (name.startsWith(TRACE) ? [[name.slice(TRACE.length), text]] : []));
  const more = { ...(service !== undefined && { "service.name": service }), ...Object.fromEntries(named) };
  return [["proxy.tracing.labels", toValue({ ...mapAt(tracing, "labels"), ...more })]];
}

/** Its capabilities, and where it has the ServiceAccount's token. Source: injectPodSpec, injectProxyInit. */
function ofFirstContainer(container: ValueMap | undefined, standard: Value | undefined): readonly Setting[] {
  const own = at(container, "securityContext", "capabilities");
  const { add, drop } = mapAt(own ?? standard ?? null);
  const lists = { add: isList(add) ? add : [], drop: isList(drop) ? drop : [] };
  const needed = ["NET_RAW", "NET_ADMIN"];
  const ofInit = toValue({ ...lists, drop: lists.drop.filter((name) => !needed.includes(String(name))) });
  const mount = container && mountsOf(container).find(({ mountPath }) => mountPath === TOKEN_PATH);
  const token = mount && toValue({ name: mount.name, mountPath: TOKEN_PATH, readOnly: mount.readOnly ?? false });
  return [
    ...(isMap(own) ? ([["proxy.capabilities", toValue(lists)]] as const) : []),
    ...(isMap(own ?? standard) ? ([["proxyInit.capabilities", ofInit]] as const) : []),
    ...(token ? ["proxy", "proxyInit"].map((of): Setting => [`${of}.saMountPath`, token]) : []),
  ];
}
