import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { at, isList, isMap, type ValueMap } from "../../value/value.ts";
import { initContainer, labels, proxyContainer } from "../names.ts";
import { containerNamed, listContainers, textsOf } from "../pod-containers.ts";
import type { PodLintFacts } from "./pod-lint-facts.ts";

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
  return applicationContainers(podTemplate).flatMap((container) =>
    (isList(container.ports) ? container.ports.filter(isMap) : []).flatMap(({ containerPort }) => {
      const port = Number(containerPort);
      if (!ownPorts.has(port) && !(port >= 15000 && port <= 15010)) return [];
      return [
        diagnostic("ReservedPort", {
          message: `Cannot share port ${port} with the proxy: the container ${String(container.name)} names it; expected a port outside 15000-15010, 15020, 15021, 15053 and 15090`,
          fix: "Have the application listen on another port.",
        }),
      ];
    }),
  );
}

/** Source: istio pkg/config/analysis/analyzers/deployment: traffic of the proxy's user passes by. */
export function proxyUser({ podTemplate, injected }: PodLintFacts): readonly Diagnostic[] {
  if (injected === undefined) return [];
  const pod = at(podTemplate, "spec", "securityContext", "runAsUser");
  const containers = applicationContainers(podTemplate).filter(
    (container) => (at(container, "securityContext", "runAsUser") ?? pod) === 1337,
  );
  return containers.map(({ name }) =>
    diagnostic("ProxyUser", {
      message: `Cannot redirect the traffic of the container ${String(name)}: it runs as user 1337, which is the proxy's; expected another user`,
      fix: "Change runAsUser.",
    }),
  );
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

function applicationContainers(pod: ValueMap): readonly ValueMap[] {
  return [...listContainers(pod, "initContainers"), ...listContainers(pod, "containers")].filter(({ name }) => name !== proxyContainer);
}
