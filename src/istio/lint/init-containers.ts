import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { annotationTexts, containerNamed, containersIn, userOf } from "../../kube/pod.ts";
import { isList, type ValueMap } from "../../value/value.ts";
import { coreDumpContainer, initContainer, proxyContainer, validationContainer } from "../container-names.ts";
import { annotations } from "../names.ts";
import { sidecarList } from "../pod-containers.ts";
import type { PodLintFacts } from "./pod-lint-facts.ts";
import { PROXY_USER } from "./pod-surroundings.ts";

const ofIstio: readonly unknown[] = [initContainer, validationContainer, coreDumpContainer, proxyContainer];

/**
 * The CNI plugin redirects a pod's traffic from its start; otherwise it is redirected from `istio-init` on. Calls of
 * init containers fail from then on until the proxy starts: a classic proxy starts after all of them, a native one is
 * one of them.
 *
 * Source: istio.io, setup/additional-setup/cni, "Compatibility with application init containers".
 */
export function initBeforeProxy({ podTemplate, injected }: PodLintFacts): readonly Diagnostic[] {
  if (injected === undefined || excludesTraffic(injected)) return [];
  const all = containersIn(injected, "initContainers");
  const redirected = redirectedFrom(all);
  if (redirected === undefined) return [];
  const isClassic = sidecarList(injected) === "containers";
  const proxy = isClassic ? all.length : indexOf(all, proxyContainer);
  const caught = all
    .slice(redirected.index, Math.max(redirected.index, proxy))
    .filter((container) => !ofIstio.includes(container.name) && (userOf(container) ?? userOf(podTemplate.spec)) !== PROXY_USER);
  const sooner = redirected.index > 0 ? `start it before ${initContainer}, ` : "";
  return caught.map(({ name }) =>
    diagnostic("InitBeforeProxy", {
      message: `The init container ${name} has no network: ${redirected.by} redirects its traffic to a proxy that starts after it`,
      fix: `${isClassic ? `use native sidecars (the annotation ${annotations.nativeSidecar} "true" from Kubernetes 1.28 on)` : "start it after Istio's"}, ${sooner}run it as user ${PROXY_USER}, or exclude what it calls by ${annotations.excludeOutboundIpRanges} or ${annotations.excludeOutboundPorts}`,
      field: { path: `spec.initContainers[${name}]` },
    }),
  );
}

/** What redirects the traffic, and the first init container after it. */
function redirectedFrom(all: readonly ValueMap[]): { readonly by: string; readonly index: number } | undefined {
  if (containerNamed(all, validationContainer) !== undefined) return { by: "the CNI plugin", index: 0 };
  const index = indexOf(all, initContainer);
  return index < 0 ? undefined : { by: initContainer, index: index + 1 };
}

function indexOf(all: readonly ValueMap[], sought: string): number {
  return all.findIndex(({ name }) => name === sought);
}

/**
 * By annotations, which with the CNI plugin also have what the values exclude; or by the flags of Istio's own init
 * container.
 */
function excludesTraffic(injected: ValueMap): boolean {
  const texts = annotationTexts(injected);
  if (texts[annotations.excludeOutboundIpRanges] || texts[annotations.excludeOutboundPorts]) return true;
  const args = containerNamed(containersIn(injected, "initContainers"), initContainer)?.args;
  if (!isList(args)) return false;
  return args.some((flag, i) => (flag === "-x" || flag === "-o") && Boolean(args[i + 1]));
}
