import { annotations, labels } from "../names.ts";
import { listContainers } from "../pod-containers.ts";
import { annotationOf, labelOf, type RenderContext } from "./render-context.ts";

/**
 * OTEL_RESOURCE_ATTRIBUTES by OpenTelemetry's conventions for Kubernetes, where any provider of the mesh asks for them; else
 * "". The pod's name is left to Kubernetes to fill in.
 *
 * Source: istio pkg/kube/inject/template.go otelResourceAttributes.
 */
export function otelResourceAttributes(context: RenderContext): string {
  const asked = context.meshConfig.extensionProviders?.some(
    ({ opentelemetry }) => opentelemetry?.serviceAttributeEnrichment === "OTEL_SEMANTIC_CONVENTIONS",
  );
  if (!asked) return "";
  const { namespace } = context.workload;
  const [first] = listContainers(context.pod, "containers");
  const instance = first === undefined ? "" : `${namespace}.$(POD_NAME).${String(first.name ?? "")}`;
  const attributes = {
    "service.namespace": annotationOf(context, annotations.otelServiceNamespace) || namespace,
    "service.version":
      annotationOf(context, annotations.otelServiceVersion) || labelOf(context, labels.appVersion) || imageVersion(context),
    "service.instance.id": annotationOf(context, annotations.otelServiceInstanceId) || instance,
  };
  const set = Object.entries(attributes).filter(([, value]) => value !== "");
  return set.map(([name, value]) => `${name}=${value}`).join(",");
}

/** The tag and digest of the only container's image; "" where there are several. */
function imageVersion({ pod }: RenderContext): string {
  const [only, ...others] = listContainers(pod, "containers");
  if (only === undefined || others.length > 0) return "";
  const [name = "", digest = ""] = splitOnce(String(only.image ?? ""), "@");
  const colon = name.lastIndexOf(":");
  const tag = colon > name.lastIndexOf("/") ? name.slice(colon + 1) : "";
  return tag !== "" && digest !== "" ? `${tag}@${digest}` : digest || tag;
}

function splitOnce(text: string, separator: string): readonly string[] {
  const place = text.indexOf(separator);
  return place < 0 ? [text] : [text.slice(0, place), text.slice(place + separator.length)];
}
