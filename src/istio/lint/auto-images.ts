import type { ReasonCode } from "../../decide/reasons.ts";
import { reasons } from "../../decide/reasons.ts";
import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { allContainers, labelTexts } from "../../kube/pod.ts";
import type { ValueMap } from "../../value/value.ts";
import { annotations } from "../names.ts";
import { annotationOf } from "../profile/pod-settings.ts";
import { matchingWebhooks } from "../rules/webhooks.ts";
import type { PodLintFacts } from "./pod-lint-facts.ts";

/** The image that Istio's templates replace. Source: istio pkg/kube/inject/inject.go AutoImage. */
const AUTO = "auto";

/** Another injector may replace it, or a separate error says why nothing is injected. */
const elsewhere: readonly ReasonCode[] = ["MetadataOnly", "RevisionUnserved", "NoDefaultRevision"];

/**
 * Containers whose image is still "auto" after injection, or without injection: their author wants injection, and
 * without it no node can pull the image. `why` is the reason for injecting or not. Nothing is reported if a webhook in
 * the input injects the pod.
 */
export function autoImages(facts: PodLintFacts, why: ReasonCode): readonly Diagnostic[] {
  const { podTemplate, injected } = facts;
  const pod = injected ?? podTemplate;
  const hasFailed = injected !== undefined && annotationOf({ pod }, annotations.status) === undefined;
  if (hasFailed || (injected === undefined && (elsewhere.includes(why) || isTakenByWebhook(facts)))) return [];
  return allContainers(pod)
    .filter(({ container }) => container.image === AUTO)
    .map(({ list, container: { name } }) =>
      autoImage(`spec.${list}[${String(name)}].image`, String(name), injected === undefined ? why : undefined),
    );
}

function autoImage(path: string, name: string, why: ReasonCode | undefined): Diagnostic {
  const cause =
    why === undefined
      ? "no injected template has a container of that name"
      : `only an injector replaces it, and nothing is injected: ${reasons[why]}`;
  return diagnostic("ImageAuto", {
    message: `The container ${name} keeps the image ${AUTO}, which no node can pull: ${cause}`,
    fix:
      why === undefined
        ? `write the container's image, or choose a template with that container by the annotation ${annotations.templates}`
        : "have the pod injected (podgraft explain shows what decides), or write the container's image",
    field: { path, current: AUTO },
  });
}

function isTakenByWebhook({ podTemplate, namespaceLabels, webhooks }: PodLintFacts): boolean {
  const podLabels: ValueMap = Object.assign(Object.create(null), labelTexts(podTemplate));
  return webhooks.some((configuration) => matchingWebhooks(configuration, { namespaceLabels, podLabels }).length > 0);
}
