import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { at, isList, type Value, type ValueMap } from "../../value/value.ts";
import { annotations, initContainer, labels, proxyContainer } from "../names.ts";
import { type ContainerList, containerNamed, listContainers, textsOf } from "../pod-containers.ts";
import { annotationOf } from "../profile/render-context.ts";
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
      message: `Cannot be sure that the proxy finds istiod: dnsPolicy is ${String(policy)}; expected ClusterFirst`,
      fix: "Set spec.dnsPolicy to ClusterFirst, or name a control plane that this policy resolves.",
      field: { path: "spec.dnsPolicy", current: policy },
    }),
  ];
}

/** Source: istio.io/api label istio.io/dataplane-mode: a pod is in one of the two. */
export function ambientSidecar({ podTemplate, injected, namespaceLabels }: PodLintFacts): readonly Diagnostic[] {
  const mode = textsOf(podTemplate, "labels")[labels.dataplaneMode] ?? namespaceLabels[labels.dataplaneMode];
  if (injected === undefined || mode !== "ambient") return [];
  return [
    diagnostic("AmbientSidecar", {
      message: `Cannot be in ambient mode with a sidecar: the label ${labels.dataplaneMode} is ambient; expected one of the two. The sidecar is used`,
      fix: `Remove the label, or set ${labels.inject} to "false".`,
    }),
  ];
}

/** An application cannot listen where the proxy and its agent do. */
export function reservedPorts({ podTemplate, injected }: PodLintFacts): readonly Diagnostic[] {
  if (injected === undefined) return [];
  return applicationContainers(podTemplate).flatMap(({ list, container }) =>
    (isList(container.ports) ? container.ports : []).flatMap((entry, i) => {
      const containerPort = at(entry, "containerPort");
      const port = Number(containerPort);
      if (!ownPorts.has(port) && !(port >= 15000 && port <= 15010)) return [];
      return [
        diagnostic("ReservedPort", {
          message: `Cannot share port ${port} with the proxy: the container ${String(container.name)} names it; expected a port outside 15000-15010, 15020, 15021, 15053 and 15090`,
          fix: "Have the application listen on another port.",
          field: { path: `spec.${list}[${String(container.name)}].ports[${i}].containerPort`, current: containerPort as Value },
        }),
      ];
    }),
  );
}

/** Source: istio pkg/config/analysis/analyzers/deployment: traffic of the proxy's user passes by. */
export function proxyUser({ podTemplate, injected }: PodLintFacts): readonly Diagnostic[] {
  if (injected === undefined) return [];
  const pod = at(podTemplate, "spec", "securityContext", "runAsUser");
  return applicationContainers(podTemplate).flatMap(({ list, container }) => {
    const own = at(container, "securityContext", "runAsUser");
    if ((own ?? pod) !== PROXY_USER) return [];
    const name = String(container.name);
    return [
      diagnostic("ProxyUser", {
        message: `Cannot redirect the traffic of the container ${name}: it runs as user ${PROXY_USER}, which is the proxy's; expected another user`,
        fix: "Change runAsUser.",
        field: { path: `spec.${own === undefined ? "" : `${list}[${name}].`}securityContext.runAsUser`, current: PROXY_USER },
      }),
    ];
  });
}

/**
 * Guides show TPROXY as the way to do without the init container; what does that is the CNI plugin.
 *
 * Source: istio manifests/charts/istio-control/istio-discovery/files/injection-template.yaml
 */
export function tproxyIsNoCni({ podTemplate, injected }: PodLintFacts): readonly Diagnostic[] {
  const isAsked = annotationOf({ pod: podTemplate }, annotations.interceptionMode) === "TPROXY";
  if (injected === undefined || !isAsked || containerNamed(listContainers(injected, "initContainers"), initContainer) === undefined)
    return [];
  return [
    diagnostic("TproxyIsNoCni", {
      message: `Cannot leave ${initContainer} out for the interception mode TPROXY: it redirects the traffic in that mode, too, and the proxy runs as root with NET_ADMIN; expected the CNI plugin, if no container is to have that right`,
      fix: "To do without: install Istio's CNI plugin, set istio.values.pilot.cni.enabled to true and take the annotation away. For TPROXY itself nothing is to be done.",
      field: { path: `metadata.annotations[${annotations.interceptionMode}]`, current: "TPROXY" },
    }),
  ];
}

/** Pod Security refuses pods whose containers may administer the network, whatever their workload looks like. */
export function podSecurity({ injected, namespaceLabels }: PodLintFacts): readonly Diagnostic[] {
  const level = namespaceLabels[labels.podSecurity];
  if (injected === undefined || (level !== "baseline" && level !== "restricted")) return [];
  if (containerNamed(listContainers(injected, "initContainers"), initContainer) === undefined) return [];
  return [
    diagnostic("PodSecurityRejects", {
      message: `Cannot admit these pods: the namespace enforces the Pod Security level ${level}, and ${initContainer} needs NET_ADMIN and NET_RAW; expected the CNI plugin to redirect the traffic`,
      fix: "Install Istio's CNI plugin and set istio.values.pilot.cni.enabled to true.",
    }),
  ];
}

function applicationContainers(pod: ValueMap): readonly { readonly list: ContainerList; readonly container: ValueMap }[] {
  const found = (["initContainers", "containers"] as const).flatMap((list) =>
    listContainers(pod, list).map((container) => ({ list, container })),
  );
  return found.filter(({ container }) => container.name !== proxyContainer);
}
