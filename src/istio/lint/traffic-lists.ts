import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { annotationTexts } from "../../kube/pod.ts";
import { annotations } from "../names.ts";
import { annotationOrValue } from "../profile/pod-settings.ts";
import type { PodLintFacts } from "./pod-lint-facts.ts";

/**
 * A list of exclusions together with a list of inclusions.
 *
 * Source: istio tools/istio-iptables/pkg/capture/run.go handleInboundPortsInclude; istio.io/api annotation/annotations.gen.go.
 */
export function excludedBesideIncluded({ podTemplate, injected, unread, values }: PodLintFacts): readonly Diagnostic[] {
  if (injected === undefined) return [];
  const given = annotationTexts(podTemplate);
  return pairs.flatMap(({ exclude, include, value, does }) => {
    const included = annotationOrValue({ pod: podTemplate, values }, include, "global", "proxy", value);
    if (!given[exclude] || unread.includes(exclude) || included === "*" || included === "<nil>") return [];
    return [
      diagnostic("IgnoredAnnotation", {
        message: `The annotation ${exclude} ${does} ${include} is "*", and it is ${JSON.stringify(included)}`,
        fix: `leave out of ${include} what should not go through the proxy, and remove ${exclude}`,
        field: { path: `metadata.annotations[${exclude}]`, current: given[exclude] },
      }),
    ];
  });
}

const pairs = [
  {
    exclude: annotations.excludeInboundPorts,
    include: annotations.includeInboundPorts,
    value: "includeInboundPorts",
    does: "only has an effect where",
  },
  {
    exclude: annotations.excludeOutboundIpRanges,
    include: annotations.includeOutboundIpRanges,
    value: "includeIPRanges",
    does: "is documented by Istio only for where",
  },
] as const;
