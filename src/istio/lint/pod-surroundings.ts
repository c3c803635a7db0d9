import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { allContainers, containerNamed, containersIn, labelTexts, type PlacedContainer, portsOf, userOf } from "../../kube/pod.ts";
import { remembered } from "../../value/remembered.ts";
import { at, newMap, type Value } from "../../value/value.ts";
import { initContainer, proxyContainer } from "../container-names.ts";
import { annotations, istioParty, labels } from "../names.ts";
import { sidecarOf } from "../pod-containers.ts";
import { annotationOf } from "../profile/pod-settings.ts";
import type { PodLintFacts } from "./pod-lint-facts.ts";

/** Source: istio tools/istio-iptables pkg/constants DefaultProxyUID. */
export const PROXY_USER = 1337;
const ownPorts = new Set([15020, 15021, 15053, 15090]);

/** Source: istio pkg/kube/inject/webhook.go checkPreconditions. */
export function dnsPolicy({ podTemplate, injected }: PodLintFacts): readonly Diagnostic[] {
  const policy = at(podTemplate, "spec", "dnsPolicy");
  if (injected === undefined || policy === undefined || policy === null || policy === "ClusterFirst") return [];
  return [
    diagnostic("DnsPolicy", {
      message: `The proxy may not find istiod: dnsPolicy is ${String(policy)}; expected ClusterFirst`,
      fix: "set spec.dnsPolicy to ClusterFirst, or name a control plane that this policy resolves",
      field: { path: "spec.dnsPolicy", current: policy },
    }),
  ];
}

/** Source: istio.io/api label istio.io/dataplane-mode: a pod is in one of the two. */
export function ambientSidecar({ podTemplate, injected, namespaceLabels }: PodLintFacts): readonly Diagnostic[] {
  const mode = labelTexts(podTemplate)[labels.dataplaneMode] ?? namespaceLabels[labels.dataplaneMode];
  if (injected === undefined || mode !== "ambient") return [];
  return [
    diagnostic("AmbientSidecar", {
      message: `The pod has a sidecar and the label ${labels.dataplaneMode}: ambient; Istio uses the sidecar`,
      fix: `remove the label, or set ${labels.inject} to "false"`,
    }),
  ];
}

/**
 * Nothing else can listen on the ports of the proxy and its agent. Ports in the proxy's container itself are port
 * conflicts.
 */
export function reservedPorts(facts: PodLintFacts): readonly Diagnostic[] {
  const { injected } = facts;
  if (injected === undefined) return [];
  const named = () => portsOf(sidecarOf(injected) ?? newMap()).map(({ containerPort }) => containerPort);
  return besideProxy(facts).flatMap(({ list, container, called, isOwn }) =>
    portsOf(container).flatMap(({ containerPort }, i) => {
      const port = Number(containerPort);
      const isReserved = ownPorts.has(port) || (port >= 15000 && port <= 15010);
      if (!isReserved || (!isOwn && named().includes(containerPort))) return [];
      return [
        diagnostic("ReservedPort", {
          message: `Port ${port} of ${called} is one that the proxy uses; expected a port outside 15000-15010, 15020, 15021, 15053 and 15090`,
          fix: isOwn ? "have the application listen on another port" : "have it listen on another port",
          field: { path: `spec.${list}[${String(container.name)}].ports[${i}].containerPort`, current: containerPort as Value },
        }),
      ];
    }),
  );
}

/**
 * The traffic of the proxy's user bypasses the proxy. Init containers do that on purpose if they start before it.
 *
 * Source: istio pkg/config/analysis/analyzers/deployment/pod.go, which looks at the containers alone
 */
export function proxyUser(facts: PodLintFacts): readonly Diagnostic[] {
  const { podTemplate, injected } = facts;
  if (injected === undefined) return [];
  const user = userOf(sidecarOf(injected)) || PROXY_USER;
  const ofPod = userOf(podTemplate.spec) ?? userOf(injected.spec);
  return besideProxy(facts).flatMap(({ list, container, called }) => {
    const own = userOf(container);
    const ends = list === "initContainers" && container.restartPolicy !== "Always";
    if (ends || (own ?? ofPod) !== user) return [];
    return [
      diagnostic("ProxyUser", {
        message: `The traffic of ${called} bypasses the proxy: it runs as user ${user}, which is the proxy's`,
        fix: "change runAsUser",
        field: { path: `spec.${own === undefined ? "" : `${list}[${String(container.name)}].`}securityContext.runAsUser`, current: user },
      }),
    ];
  });
}

/**
 * Guides show TPROXY as a way to avoid the init container, but only the CNI plugin does that.
 *
 * Source: istio manifests/charts/istio-control/istio-discovery/files/injection-template.yaml
 */
export function tproxyIsNoCni({ podTemplate, injected }: PodLintFacts): readonly Diagnostic[] {
  const isAsked = annotationOf({ pod: podTemplate }, annotations.interceptionMode) === "TPROXY";
  if (injected === undefined || !isAsked || containerNamed(containersIn(injected, "initContainers"), initContainer) === undefined)
    return [];
  return [
    diagnostic("TproxyIsNoCni", {
      message: `The interception mode TPROXY does not replace ${initContainer}: the pod still has it, and the proxy runs as root with NET_ADMIN`,
      fix: "to avoid that: install Istio's CNI plugin, set istio.values.pilot.cni.enabled to true and remove the annotation. TPROXY itself needs no fix",
      field: { path: `metadata.annotations[${annotations.interceptionMode}]`, current: "TPROXY" },
    }),
  ];
}

interface BesideProxy extends PlacedContainer {
  /** As messages call it. */
  readonly called: string;
  /** The pod's own: not another graft's. */
  readonly isOwn: boolean;
}

/** The containers that are not Istio's: the application's own, then those that other grafts added. */
const besideProxy = remembered(({ podTemplate, injected = podTemplate, partyOf }: PodLintFacts): readonly BesideProxy[] => {
  const own = allContainers(podTemplate);
  const isOwnName = ({ list, container }: PlacedContainer) =>
    own.some((other) => other.list === list && other.container.name === container.name);
  const beside: BesideProxy[] = [];
  for (const placed of [...own, ...allContainers(injected).filter((each) => !isOwnName(each))]) {
    const name = String(placed.container.name);
    const party = name === proxyContainer ? istioParty : partyOf(placed.list, name);
    const isOwn = party === "the pod";
    if (party !== istioParty) beside.push({ isOwn, called: isOwn ? `the container ${name}` : `${party}'s container ${name}`, ...placed });
  }
  return beside;
});
