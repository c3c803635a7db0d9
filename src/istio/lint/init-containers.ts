import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { annotationTexts, containerNamed, containersIn, userOf } from "../../kube/pod.ts";
import type { ValueMap } from "../../value/value.ts";
import { annotations, coreDumpContainer, initContainer, proxyContainer, validationContainer } from "../names.ts";
import { sidecarList } from "../pod-containers.ts";
import type { PodLintFacts } from "./pod-lint-facts.ts";
import { PROXY_USER } from "./pod-surroundings.ts";

const ofIstio: readonly unknown[] = [initContainer, validationContainer, coreDumpContainer];

/**
 * The CNI plugin redirects a pod's traffic before its first container starts. What init containers call before the proxy starts is
 * lost: that is all of them before a classic proxy, and before a native one those that a sidecar puts there.
 *
 * Source: istio.io, setup/additional-setup/cni, "Compatibility with application init containers".
 */
export function initBeforeProxy({ podTemplate, injected }: PodLintFacts): readonly Diagnostic[] {
  if (injected === undefined || excludesTraffic(injected)) return [];
  const all = containersIn(injected, "initContainers");
  if (containerNamed(all, validationContainer) === undefined) return [];
  const isClassic = sidecarList(injected) === "containers";
  const earlier = isClassic
    ? all
    : all.slice(
        0,
        Math.max(
          0,
          all.findIndex(({ name }) => name === proxyContainer),
        ),
      );
  const caught = earlier.filter(
    (container) => !ofIstio.includes(container.name) && (userOf(container) ?? userOf(podTemplate.spec)) !== PROXY_USER,
  );
  return caught.map(({ name }) =>
    diagnostic("InitBeforeProxy", {
      message: `The init container ${name} has no network: the CNI plugin redirects its traffic to a proxy that starts after it`,
      fix: `${isClassic ? `Use native sidecars (the annotation ${annotations.nativeSidecar} "true" from Kubernetes 1.28 on)` : "Start it after Istio's"}, run it as user ${PROXY_USER}, or exclude what it calls by ${annotations.excludeOutboundIpRanges} or ${annotations.excludeOutboundPorts}.`,
      field: { path: `spec.initContainers[${name}]` },
    }),
  );
}

/** With the CNI plugin the pod has as annotations what the values exclude, too. */
function excludesTraffic(injected: ValueMap): boolean {
  const texts = annotationTexts(injected);
  return Boolean(texts[annotations.excludeOutboundIpRanges] || texts[annotations.excludeOutboundPorts]);
}
