import { matches, parseSelector, type Selector } from "../../kube/selector.ts";
import { at, isList, isMap, newMap, type ValueMap } from "../../value/value.ts";
import { labels } from "../names.ts";
import { envOfInjectPath } from "../post/cluster-env.ts";

/** A MutatingWebhookConfiguration of Istio's injector. */
export interface InjectorWebhooks {
  readonly name: string;
  /** The control plane that it calls; "default" if that has no name. */
  readonly revision: string;
  /** The tag of the configuration, if it was made for one. */
  readonly tag: string | undefined;
  /** Whether one of its webhooks matches namespaces without any of Istio's labels. */
  readonly enableNamespacesByDefault: boolean;
  /** What the path of the webhooks' URL sets in the proxy. */
  readonly urlEnv: Readonly<Record<string, string>>;
  readonly webhooks: readonly Webhook[];
}

/** One webhook: the API server calls it for a pod that both selectors match. */
export interface Webhook {
  readonly name: string;
  readonly namespaceSelector: Selector;
  readonly objectSelector: Selector;
}

/** A control plane that is known from the cluster's webhooks. */
export interface ServedRevision {
  readonly revision: string;
  readonly tags: readonly string[];
  readonly enableNamespacesByDefault: boolean;
  readonly urlEnv: Readonly<Record<string, string>>;
}

/**
 * Reads a MutatingWebhookConfiguration; undefined if it is not Istio's injector.
 *
 * Source: istio istioctl/pkg/checkinject; manifests/charts/istio-control/istio-discovery/templates/mutatingwebhook.yaml.
 */
export function readWebhooks(configuration: ValueMap): InjectorWebhooks | undefined {
  const webhooks = (isList(configuration.webhooks) ? configuration.webhooks : []).filter(isMap).filter(isInjector);
  if (configuration.kind !== "MutatingWebhookConfiguration" || webhooks.length === 0) return undefined;
  const label = (name: string) => at(configuration, "metadata", "labels", name);
  const tag = label(labels.tag);
  return {
    name: String(at(configuration, "metadata", "name") ?? ""),
    revision: String(label(labels.revision) ?? "default"),
    tag: typeof tag === "string" && tag !== "" ? tag : undefined,
    enableNamespacesByDefault: webhooks.some(({ name }) => String(name).startsWith("auto.")),
    urlEnv: envOfInjectPath(injectPath(webhooks[0] as ValueMap)),
    webhooks: webhooks.map(readWebhook),
  };
}

/** The control planes that these configurations call, each with its tags. */
export function servedRevisions(configurations: readonly InjectorWebhooks[]): readonly ServedRevision[] {
  const revisions = [...new Set(configurations.map(({ revision }) => revision))];
  return revisions.map((revision) => {
    const own = configurations.filter((configuration) => configuration.revision === revision);
    return {
      revision,
      tags: own.flatMap(({ tag }) => (tag === undefined ? [] : [tag])),
      enableNamespacesByDefault: own.some((configuration) => configuration.enableNamespacesByDefault),
      urlEnv: (own.find(({ tag }) => tag === undefined) ?? own[0])?.urlEnv ?? {},
    };
  });
}

export interface Admission {
  readonly namespaceLabels: ValueMap;
  readonly podLabels: ValueMap;
}

/** The webhooks of a configuration that the API server would call for a pod. */
export function matchingWebhooks({ webhooks }: InjectorWebhooks, { namespaceLabels, podLabels }: Admission): readonly Webhook[] {
  return webhooks.filter(
    ({ namespaceSelector, objectSelector }) => matches(namespaceSelector, namespaceLabels) && matches(objectSelector, podLabels),
  );
}

function readWebhook({ name, namespaceSelector, objectSelector }: ValueMap): Webhook {
  const read = (selector: ValueMap[string] | undefined) => parseSelector(selector ?? newMap()).selector;
  return { name: String(name), namespaceSelector: read(namespaceSelector), objectSelector: read(objectSelector) };
}

function isInjector({ name }: ValueMap): boolean {
  return String(name).endsWith("sidecar-injector.istio.io");
}

/** The path that the API server calls: the service's, or that of the URL. */
function injectPath(webhook: ValueMap): string {
  const url = at(webhook, "clientConfig", "url");
  if (typeof url === "string") return /^https?:\/\/[^/]*(\/.*)?$/.exec(url)?.[1] ?? "";
  return String(at(webhook, "clientConfig", "service", "path") ?? "");
}
