import { digest } from "../../graft/digest.ts";
import { at, isMap, type Value } from "../../value/value.ts";
import type { InjectorConfig } from "./read-mesh-sources.ts";
import { closestMinor, isReproduced, type Minor, reproducedMinors } from "./versions.ts";

/**
 * Digests of the texts, without white space around them, of which the built-in profile makes the same.
 *
 * Source: istio manifests/charts/istio-control/istio-discovery/files.
 */
const chartTemplates: Readonly<Record<string, Readonly<Record<Minor, string>>>> = {
  sidecar: { "1.30": "PUhI57", "1.31": "yfQEzD", "1.32": "pZaYdN" },
  gateway: { "1.30": "kdotJ0", "1.31": "fjbAqf", "1.32": "HMuags" },
  "grpc-simple": { "1.30": "BK4otT", "1.31": "BK4otT", "1.32": "BK4otT" },
  "grpc-agent": { "1.30": "ddHU8j", "1.31": "ddHU8j", "1.32": "4Juktw" },
};

/** Templates of gateways that Istio's controller deploys: no pod template gets them. */
const controllerTemplates = ["waypoint", "kube-gateway", "agentgateway", "agentgateway-waypoint"];

/**
 * The templates of an injector's ConfigMap that a configuration cannot carry: neither are they those of the chart of the tag's
 * minor, nor do the ConfigMap's values hold them.
 */
export function customTemplates({ config, values }: InjectorConfig, tag: string): readonly string[] {
  const templates = at(config, "templates");
  if (!isMap(templates)) return [];
  const minor = closestMinor(tag) ?? (reproducedMinors.at(-1) as Minor);
  const isCharts = (name: string, text: string) =>
    isReproduced(tag) !== false && Object.hasOwn(chartTemplates, name) && chartTemplates[name]?.[minor] === digest(text);
  return Object.keys(templates).filter((name) => {
    const text = trimmed(templates[name]);
    return (
      !controllerTemplates.includes(name) &&
      !isCharts(name, text) &&
      text !== trimmed(at(values, "sidecarInjectorWebhook", "templates", name))
    );
  });
}

function trimmed(text: Value | undefined): string {
  return typeof text === "string" ? text.trim() : "";
}
