import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { isList, isMap, type Value } from "../../value/value.ts";
import { parseGoDuration } from "../config/duration.ts";
import { parseJson } from "../go-json.ts";
import { parseGoBool } from "../go-parse.ts";
import { annotations } from "../names.ts";
import { textsOf } from "../pod-containers.ts";
import { parseScrapeTargets } from "../post/merge-metrics.ts";
import type { PodLintFacts } from "./pod-lint-facts.ts";

interface Rule {
  readonly expected: string;
  readonly holds: (value: string) => boolean;
}

const volumes: Rule = { expected: "a JSON object of volumes by their names", holds: (value) => isMapOf(parseJson(value), isMap) };
const duration: Rule = { expected: 'a duration such as "5s"', holds: (value) => parseGoDuration(value) !== undefined };
const truth: Rule = { expected: '"true" or "false"', holds: (value) => value === "true" || value === "false" };

/** Annotations that Istio passes by in silence, or reads only once the pod starts, with what has a use there. */
const rules: Readonly<Record<string, Rule>> = {
  [annotations.userVolume]: volumes,
  [annotations.userVolumeMount]: { ...volumes, expected: "a JSON object of volume mounts by the names of their volumes" },
  [annotations.nativeSidecar]: truth,
  [annotations.capNetBindService]: truth,
  [annotations.rewriteProbers]: { ...truth, holds: (value) => parseGoBool(value) !== undefined },
  [annotations.proxyImage]: {
    expected: 'an image with its registry, such as "example.com/proxyv2:1.30.5"',
    holds: (value) => value.includes("/"),
  },
  [annotations.proxyImageType]: { expected: "default, debug or distroless", holds: (value) => /^(default|debug|distroless)$/.test(value) },
  [annotations.includeOutboundPorts]: { expected: 'ports such as "80,443"', holds: (value) => /^(\d{1,5}(,\d{1,5})*)?$/.test(value) },
  [annotations.datadogEnv]: {
    expected: "a JSON object of strings",
    holds: (value) => isMapOf(parseJson(value), (item) => typeof item === "string"),
  },
  [annotations.scrapeTargets]: {
    expected: '"port:path" entries, separated by commas',
    holds: (value) => parseScrapeTargets(value) !== undefined,
  },
  [annotations.statsFlushInterval]: duration,
  [annotations.statsEvictionInterval]: duration,
  [annotations.statsHistogramBuckets]: {
    expected: "a JSON object of lists of numbers by the prefixes of metrics",
    holds: (value) => isMapOf(parseJson(value), isList),
  },
  [annotations.statsHistogramBins]: { expected: "a JSON object by the prefixes of metrics", holds: (value) => isMap(parseJson(value)) },
  [annotations.statsCompression]: {
    expected: "brotli, gzip or zstd, separated by commas",
    holds: (value) => value.split(",").every((name) => /^(brotli|gzip|zstd)$/.test(name.trim())),
  },
};

/** Annotations whose value Istio does not refuse, but that comes to nothing. */
export function doubtfulAnnotations({ podTemplate }: PodLintFacts): readonly Diagnostic[] {
  return Object.entries(textsOf(podTemplate, "annotations")).flatMap(([name, value]) => {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined || rule.holds(value)) return [];
    return [
      diagnostic("DoubtfulAnnotation", {
        message: `Cannot use the annotation ${name}: its value is ${JSON.stringify(value)}; expected ${rule.expected}`,
        fix: `Correct the annotation ${name} of the pod template, or remove it.`,
        field: { path: `metadata.annotations[${name}]`, current: value },
      }),
    ];
  });
}

function isMapOf(value: Value | undefined, holds: (item: Value) => boolean): boolean {
  return isMap(value) && Object.values(value).every((item) => holds(item as Value));
}
