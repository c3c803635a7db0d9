import { at, newMap, toValue, type Value, type ValueMap } from "../../value/value.ts";
import { isTruthy, textAt } from "./values.ts";

/**
 * The MeshConfig, as written, that Istio's chart makes of the values alone, before what the user writes as `meshConfig`.
 *
 * Source: istio manifests/charts/istio-control/istio-discovery/templates/configmap.yaml.
 */
export function chartMesh(values: ValueMap): ValueMap {
  const namespace = textAt(values, "global", "istioNamespace");
  const meshId = textAt(values, "global", "meshID");
  const imageType = textAt(values, "global", "proxy", "variant") || textAt(values, "global", "variant");
  return toValue({
    trustDomain: "cluster.local",
    rootNamespace: namespace,
    defaultProviders: { metrics: ["prometheus"] },
    defaultConfig: {
      ...(meshId !== "" && { meshId }),
      ...(imageType !== "" && { image: { imageType } }),
      ...tracing(values),
      discoveryAddress: discoveryAddress(values),
    },
  }) as ValueMap;
}

/** Where the proxies of a control plane find it. */
export function discoveryAddress(values: ValueMap): string {
  const revision = textAt(values, "revision");
  return `istiod${revision === "" ? "" : `-${revision}`}.${textAt(values, "global", "istioNamespace")}.svc:15012`;
}

type Tracer = (settings: Value | undefined, values: ValueMap) => object;

const tracers: Readonly<Record<string, Tracer>> = {
  lightstep: (settings) => ({ lightstep: { address: at(settings, "address"), accessToken: at(settings, "accessToken") } }),
  zipkin: (settings, values) => ({
    zipkin: { address: at(settings, "address") || `zipkin.${textAt(values, "global", "istioNamespace")}:9411` },
  }),
  datadog: (settings) => ({ datadog: { address: at(settings, "address") || "$(HOST_IP):8126" } }),
  stackdriver: (settings) => ({
    stackdriver: {
      debug: isTruthy(at(settings, "debug")),
      maxNumberOfAttributes: at(settings, "maxNumberOfAttributes") || 200,
      maxNumberOfAnnotations: at(settings, "maxNumberOfAnnotations") || 200,
      maxNumberOfMessageEvents: at(settings, "maxNumberOfMessageEvents") || 200,
    },
  }),
};

/** `tracing`, where the values name a tracer; an unknown tracer leaves it empty, as in the chart. */
function tracing(values: ValueMap): object {
  const name = textAt(values, "global", "proxy", "tracer");
  if (name === "none" || name === "") return {};
  const tracer = Object.hasOwn(tracers, name) ? tracers[name] : undefined;
  return { tracing: tracer?.(at(values, "global", "tracer", name), values) ?? newMap() };
}
