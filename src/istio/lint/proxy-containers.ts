import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { isToEnd } from "../../kube/is-to-end.ts";
import { minorOf } from "../../kube/minor.ts";
import { envOf, labelTexts } from "../../kube/pod.ts";
import { firstMinor } from "../config/native-sidecars.ts";
import { proxyContainer } from "../container-names.ts";
import { annotations, labels } from "../names.ts";
import { sidecarList, sidecarOf } from "../pod-containers.ts";
import { annotationOf } from "../profile/pod-settings.ts";
import { matchingWebhooks } from "../rules/webhooks.ts";
import type { PodLintFacts } from "./pod-lint-facts.ts";

/** A proxy in the manifest that no injector added counts as the user's settings, and its image stays. */
export function handMadeProxy({ podTemplate, partyOf }: PodLintFacts): readonly Diagnostic[] {
  const list = sidecarList(podTemplate);
  const proxy = list && partyOf(list, proxyContainer) === "the pod" ? sidecarOf(podTemplate) : undefined;
  const { image = "" } = proxy ?? {};
  if (proxy === undefined || image === "auto" || image === "" || annotationOf({ pod: podTemplate }, annotations.status) !== undefined)
    return [];
  return [
    diagnostic("HandMadeProxy", {
      message: `The pod has its own container ${proxyContainer}: its image ${String(image)} stays, and the configured version has no effect`,
      fix: `remove the container ${proxyContainer}, or set its image to auto to keep only its other settings`,
      field: { path: `spec.${list}[${proxyContainer}].image`, current: image },
    }),
  ];
}

/**
 * A Job is done when all its containers are, and a proxy never ends. A hook of Argo CD or Helm is a Job or a Pod too.
 */
export function jobWithSidecar({ podTemplate, injected, workload }: PodLintFacts): readonly Diagnostic[] {
  if (injected === undefined || !isToEnd(podTemplate, workload.kind) || sidecarList(injected) !== "containers") return [];
  return [
    diagnostic("SidecarKeepsJob", {
      message: `The ${workload.kind} ${workload.name} never completes: its proxy is an ordinary container and keeps running`,
      fix: "set kubernetesVersion to 1.33 or newer where the cluster is, or values.pilot.env.ENABLE_NATIVE_SIDECARS to true, or opt out",
    }),
  ];
}

/** Source: Kubernetes: a kubelet before 1.28 waits for an init container to end, whatever its restartPolicy. */
export function nativeUnsupported({ injected, kubernetesVersion }: PodLintFacts): readonly Diagnostic[] {
  const minor = kubernetesVersion === undefined ? undefined : minorOf(kubernetesVersion);
  if (injected === undefined || minor === undefined || minor >= firstMinor || sidecarList(injected) !== "initContainers") return [];
  return [
    diagnostic("NativeUnsupported", {
      message: `The pod does not start: its proxy is a native sidecar, which Kubernetes ${kubernetesVersion} does not know; expected 1.${firstMinor} or newer`,
      fix: `set the annotation ${annotations.nativeSidecar} to "false", or remove what turns native sidecars on`,
    }),
  ];
}

/** Names written at injection do not change when an overlay renames the workload. */
export function staleIdentity({ podTemplate, injected, workload }: PodLintFacts): readonly Diagnostic[] {
  const proxy = sidecarOf(podTemplate);
  if (injected !== undefined || proxy === undefined || annotationOf({ pod: podTemplate }, annotations.status) === undefined) return [];
  const envText = (wanted: string) => String(envOf(proxy).find(({ name }) => name === wanted)?.value ?? "");
  const name = envText("ISTIO_META_WORKLOAD_NAME");
  const owner = /\/namespaces\/([^/]+)\/[^/]+\/([^/]+)$/.exec(envText("ISTIO_META_OWNER"));
  const called = labelTexts(podTemplate)[labels.workloadName] ?? workload.name;
  const wrong = [
    ["ISTIO_META_WORKLOAD_NAME", name, called],
    ["ISTIO_META_OWNER", owner?.[2] ?? "", workload.name],
    ["ISTIO_META_OWNER", owner?.[1] ?? "", workload.namespace],
  ].find(([, said, expected]) => said !== "" && expected !== "" && said !== expected);
  if (wrong === undefined) return [];
  const [variable, said, expected] = wrong;
  return [
    diagnostic("StaleIdentity", {
      message: `The proxy reports another workload than its own to the mesh: ${variable} is ${said}; expected ${expected}`,
      fix: "inject after the renaming or moving: list podgraft in the overlay, not in the base",
      field: { path: `spec.${sidecarList(podTemplate)}[${proxyContainer}].env[${variable}]`, current: said as string },
    }),
  ];
}

/** The API server calls the webhooks again for a pod that is already injected. */
export function webhookWillReinject({ podTemplate, injected, namespaceLabels, webhooks }: PodLintFacts): readonly Diagnostic[] {
  const pod = injected ?? podTemplate;
  if (annotationOf({ pod }, annotations.status) === undefined) return [];
  const podLabels = Object.assign(Object.create(null), labelTexts(pod));
  return webhooks
    .filter((configuration) => matchingWebhooks(configuration, { namespaceLabels, podLabels }).length > 0)
    .map(({ name, revision }) =>
      diagnostic("WebhookWillReinject", {
        message: `The webhook ${name} of the revision ${revision} matches this pod: it injects it again at admission, with its own settings`,
        fix: "label the namespace istio-injection: disabled and choose it by istio.namespaceSelector, or leave the injection to the webhook",
      }),
    );
}
