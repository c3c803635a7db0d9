import type { NamespaceFacts } from "../../decide/facts.ts";
import { annotationTexts, containersIn, labelTexts, mountsOf } from "../../kube/pod.ts";
import { at, isList, isMap, mapAt, toValue, type Value, type ValueMap } from "../../value/value.ts";
import { annotationKinds, oneOfWords } from "../annotation-kinds.ts";
import { annotationSettings, annotationTable, inheritedTexts, type Setting, type Texts, unknownAnnotations } from "../annotation-table.ts";
import { withNamed } from "../pod-edits.ts";
import { containerPorts, portSetting, probedPorts, unproxiedPorts } from "../port-lists.ts";
import { namespaceAnnotations } from "../webhook-rules.ts";
import type { ControlPlane } from "./control-plane.ts";
import { texts } from "./texts.gen.ts";

export const INJECT = "linkerd.io/inject";
const OPAQUE_PORTS = "config.linkerd.io/opaque-ports";
const ADDITIONAL_ENV = "config.linkerd.io/proxy-additional-env";
const TRACE = "resource.opentelemetry.io/";
const TOKEN_PATH = "/var/run/secrets/kubernetes.io/serviceaccount";

const policies = ["all-unauthenticated", "all-authenticated", "cluster-unauthenticated", "cluster-authenticated", "deny", "audit"];
const policy = oneOfWords(policies, "all-authenticated, deny or another of Linkerd's policies");

/** Source: linkerd2 pkg/inject/inject.go ApplyAnnotationOverrides, AppendNamespaceAnnotations. */
export const annotations = annotationTable("config.linkerd.io", texts["annotations.txt"], { ...annotationKinds, policy });

/**
 * What a pod overrides in the chart's values, and the annotations that it gets for that.
 *
 * Source: linkerd2 pkg/inject/inject.go GetPodPatch, getPodInboundPorts, controller/proxy-injector/webhook.go.
 */
export function podSettings(pod: ValueMap, namespace: NamespaceFacts, { values, since, release }: ControlPlane) {
  const rows = annotations.filter(({ isOf }) => isOf(release));
  const [own, above] = [annotationTexts(pod), namespaceAnnotations(namespace)];
  const apps = containersIn(pod, "containers");
  const containers = since.initPorts ? [...containersIn(pod, "initContainers"), ...apps] : apps;
  const ports = containerPorts(containers);
  const inherited = inheritedTexts(rows, own, above);
  const known = String(at(values, "proxy", "opaquePorts") ?? "").split(",");
  const standard = ports.filter((port) => known.includes(port)).join(",");
  const isSilent = (own[OPAQUE_PORTS] ?? inherited[OPAQUE_PORTS]) === undefined;
  const taken: Texts = { ...inherited, ...(isSilent && standard !== "" && { [OPAQUE_PORTS]: standard }) };
  const all = { ...own, ...taken };
  const given = annotationSettings(rows, all, inherited);
  const opaque = portSetting({ name: OPAQUE_PORTS, path: "proxy.opaquePorts" }, { texts: all, taken: inherited, containers });
  const inbound = [...new Set([...ports, ...probedPorts(containers, ["readinessProbe", "livenessProbe"])])];
  const settings: readonly Setting[] = [
    ...given.settings,
    ...opaque.settings,
    ...(all[INJECT] === "ingress" ? ([["proxy.isIngress", true]] as const) : []),
    ["proxy.podInboundPorts", inbound.sort().join(",")],
    ...(since.additionalEnv ? envSetting(at(values, "proxy", "additionalEnv"), [above[ADDITIONAL_ENV], own[ADDITIONAL_ENV]]) : []),
    ...(since.traceLabels ? traceSetting(at(values, "proxy", "tracing"), labelTexts(pod), all) : []),
    ...ofFirstContainer(apps[0], at(values, "proxy", "capabilities")),
  ];
  const unknown = unknownAnnotations(own, { rows, prefix: /^config\.(?:alpha\.|beta\.)?linkerd\.io\//, party: "Linkerd" });
  const diagnostics = [...given.diagnostics, ...opaque.diagnostics, ...unknown, ...unproxiedPorts(apps, "Linkerd")];
  return { settings, annotations: taken, diagnostics };
}

/** By name, the later text's. Source: MergeAdditionalEnv. */
function envSetting(given: Value | undefined, texts: readonly (string | undefined)[]): readonly Setting[] {
  const read = annotations.find(({ name }) => name === ADDITIONAL_ENV)?.kind[0];
  const added = texts.flatMap((text) => (text === undefined ? [] : ((read?.(text) as readonly object[] | undefined) ?? [])));
  const all = added.reduce<Value | undefined>((list, item) => withNamed(list, item, "last or instead"), given);
  return added.length === 0 ? [] : [["proxy.additionalEnv", all as Value]];
}

function traceSetting(tracing: Value | undefined, labels: Texts, all: Texts): readonly Setting[] {
  if (!isMap(tracing)) return [];
  const service = labels["app.kubernetes.io/instance"] ?? labels["app.kubernetes.io/name"];
  const named = Object.entries(all).flatMap(([name, text]) => (name.startsWith(TRACE) ? [[name.slice(TRACE.length), text]] : []));
  const more = { ...(service !== undefined && { "service.name": service }), ...Object.fromEntries(named) };
  return [["proxy.tracing.labels", toValue({ ...mapAt(tracing, "labels"), ...more })]];
}

/** Its capabilities, and where the ServiceAccount's token is mounted. Source: injectPodSpec, injectProxyInit. */
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
