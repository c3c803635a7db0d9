import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { labelTexts } from "../../kube/pod.ts";
import { at, isMap, newMap, type ValueMap } from "../../value/value.ts";
import { sidecarOf } from "../pod-containers.ts";
import type { PodLintFacts } from "./pod-lint-facts.ts";

/**
 * A pod without a proxy for which a PeerAuthentication of its namespace requires mutual TLS: nobody in the mesh can
 * reach it.
 *
 * Source: istio.io/api security/v1 PeerAuthentication: one with a selector beats the namespace's.
 */
export function strictWithoutSidecar({ podTemplate, injected, workload, peerAuthentications }: PodLintFacts): readonly Diagnostic[] {
  if (injected !== undefined || sidecarOf(podTemplate) !== undefined) return [];
  const labels = labelTexts(podTemplate);
  const found = peerAuthentications.filter(
    (policy) => namespaceOf(policy) === (workload.namespace || "default") && selects(policy, labels),
  );
  const policy = found.find((candidate) => Object.keys(wantedLabels(candidate)).length > 0) ?? found[0];
  if (policy === undefined || at(policy, "spec", "mtls", "mode") !== "STRICT") return [];
  return [
    diagnostic("StrictWithoutSidecar", {
      message: `The PeerAuthentication ${String(at(policy, "metadata", "name"))} asks for mutual TLS, and these pods have no proxy: nobody in the mesh can call them`,
      fix: "inject the workload, or exempt it by a PeerAuthentication with its selector",
    }),
  ];
}

function namespaceOf(policy: ValueMap): string {
  return String(at(policy, "metadata", "namespace") ?? "default");
}

function selects(policy: ValueMap, labels: Readonly<Record<string, string>>): boolean {
  const wanted = wantedLabels(policy);
  return Object.keys(wanted).every((key) => Object.hasOwn(labels, key) && labels[key] === wanted[key]);
}

function wantedLabels(policy: ValueMap): ValueMap {
  const wanted = at(policy, "spec", "selector", "matchLabels");
  return isMap(wanted) ? wanted : newMap();
}
