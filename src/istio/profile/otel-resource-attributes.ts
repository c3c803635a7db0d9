import { containersIn } from "../../kube/pod.ts";
import { mapAt, type ValueMap } from "../../value/value.ts";
import type { Message } from "../config/message.ts";
import { annotations, labels } from "../names.ts";
import type { PodContext } from "../pod-context.ts";

/** OTEL_RESOURCE_ATTRIBUTES of a pod. */
export function otelResourceAttributes({ pod, meshConfig, workload }: PodContext): string {
  return otelAttributes({
    meshConfig,
    annotations: mapAt(pod, "metadata", "annotations"),
    labels: mapAt(pod, "metadata", "labels"),
    namespace: workload.namespace,
    containers: () => containersIn(pod, "containers"),
  });
}

/** What the attributes are made of. */
interface AttributeFacts {
  readonly meshConfig: Message<"MeshConfig">;
  readonly annotations: ValueMap;
  readonly labels: ValueMap;
  readonly namespace: string;
  /** Called only if there are any attributes. */
  readonly containers: () => readonly ValueMap[];
}

/**
 * OTEL_RESOURCE_ATTRIBUTES by OpenTelemetry's conventions for Kubernetes, if any provider of the mesh needs them;
 * otherwise "". The pod's name is left to Kubernetes to fill in.
 *
 * Source: istio pkg/kube/inject/template.go otelResourceAttributes.
 */
export function otelAttributes(facts: AttributeFacts): string {
  const asked = facts.meshConfig.extensionProviders?.some(
    ({ opentelemetry }) => opentelemetry?.serviceAttributeEnrichment === "OTEL_SEMANTIC_CONVENTIONS",
  );
  if (!asked) return "";
  const text = (map: ValueMap, name: string) => String(map[name] ?? "");
  const containers = facts.containers();
  const [first] = containers;
  const instance = first === undefined ? "" : `${facts.namespace}.$(POD_NAME).${String(first.name ?? "")}`;
  const attributes = {
    "service.namespace": text(facts.annotations, annotations.otelServiceNamespace) || facts.namespace,
    "service.version":
      text(facts.annotations, annotations.otelServiceVersion) || text(facts.labels, labels.appVersion) || imageVersion(containers),
    "service.instance.id": text(facts.annotations, annotations.otelServiceInstanceId) || instance,
  };
  const set = Object.entries(attributes).filter(([, value]) => value !== "");
  return set.map(([name, value]) => `${name}=${value}`).join(",");
}

/** The tag and digest of the only container's image; "" if there are several. */
function imageVersion([only, ...others]: readonly ValueMap[]): string {
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
