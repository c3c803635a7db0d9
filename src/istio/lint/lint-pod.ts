import type { Diagnostic } from "../../diagnostic/diagnostic.ts";
import { at } from "../../value/value.ts";
import { annotations } from "../names.ts";
import { annotationOf } from "../profile/pod-settings.ts";
import { deprecatedAnnotations, misplacedNames, unknownNames } from "./annotation-names.ts";
import { doubtfulAnnotations } from "./annotation-values.ts";
import { holdWithoutHook } from "./held-application.ts";
import { initBeforeProxy } from "./init-containers.ts";
import type { PodLintFacts } from "./pod-lint-facts.ts";
import { ambientSidecar, dnsPolicy, proxyUser, reservedPorts, tproxyIsNoCni } from "./pod-surroundings.ts";
import { handMadeProxy, jobWithSidecar, nativeUnsupported, staleIdentity, webhookWillReinject } from "./proxy-containers.ts";
import { limitsBelowRequests, replacedResources } from "./proxy-resources.ts";
import { redirectedProbes } from "./redirected-probes.ts";
import { appArmorContainers, probePortZero, requestAboveLimit } from "./refused-pods.ts";
import { silencedCodes } from "./silenced-codes.ts";
import { strictWithoutSidecar } from "./strict-without-sidecar.ts";
import { excludedBesideIncluded } from "./traffic-lists.ts";
import { userMounts } from "./user-mounts.ts";

const checks: readonly ((facts: PodLintFacts) => readonly Diagnostic[])[] = [
  unknownNames,
  misplacedNames,
  deprecatedAnnotations,
  doubtfulAnnotations,
  replacedResources,
  limitsBelowRequests,
  requestAboveLimit,
  probePortZero,
  redirectedProbes,
  appArmorContainers,
  userMounts,
  excludedBesideIncluded,
  holdWithoutHook,
  initBeforeProxy,
  handMadeProxy,
  reservedPorts,
  proxyUser,
  tproxyIsNoCni,
  dnsPolicy,
  ambientSidecar,
  jobWithSidecar,
  nativeUnsupported,
  staleIdentity,
  webhookWillReinject,
  strictWithoutSidecar,
];

/**
 * Faults of a pod template that can be injected, which no injector reports. An error here is one of the pod, not of the
 * injection, and does not forbid it. `galley.istio.io/analyze-suppress` on the pod or the workload silences codes.
 */
export function lintPod(facts: PodLintFacts): readonly Diagnostic[] {
  const isSilenced = silencedCodes([
    annotationOf({ pod: facts.podTemplate }, annotations.analyzeSuppress),
    at(facts.workloadMetadata, "annotations", annotations.analyzeSuppress),
  ]);
  const found: Diagnostic[] = [];
  for (const check of checks) for (const told of check(facts)) if (!isSilenced(told.code)) found.push(told);
  return found;
}
