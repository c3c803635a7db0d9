import type { Diagnostic } from "../../diagnostic/diagnostic.ts";
import { systemNamespaces } from "../../istio/rules/judge-injection.ts";
import { readWebhooks, servedRevisions } from "../../istio/rules/webhooks.ts";
import { at, isMap, newMap, type Value, type ValueMap, withKey } from "../../value/value.ts";
import { collectionLines, ownStyle } from "../../yaml/write.ts";
import { readEmbedded } from "../embedded-yaml.ts";
import { faultsOf, loadTexts } from "../load-texts.ts";
import type { NamedText } from "../named-text.ts";
import { API_VERSION, KIND } from "./config.ts";

const NAME_LABEL = "kubernetes.io/metadata.name";

/** A commented configuration: of what a cluster's dump shows, or a skeleton where there is none. */
export function initialConfig(inputs: readonly NamedText[]): { text?: string; diagnostics: readonly Diagnostic[] } {
  const loaded = loadTexts(inputs);
  const faults = faultsOf(loaded);
  if (faults.length > 0) return { diagnostics: faults };
  const objects = loaded.flatMap((one) => one.objects.map(({ object }) => object.value));
  const known = objects.filter(({ kind }) => kind === "Namespace").flatMap(knownNamespace);
  const planes = planesOf(objects, (text) => {
    const read = readEmbedded(text);
    return "value" in read ? read.value : undefined;
  });
  return { text: configText({ kubelet: oldestKubelet(objects), known, planes }), diagnostics: [] };
}

function knownNamespace(object: ValueMap): readonly ValueMap[] {
  const name = String(at(object, "metadata", "name") ?? "");
  const labels = at(object, "metadata", "labels");
  if (systemNamespaces.includes(name)) return [];
  const own = isMap(labels) ? withKey(labels, NAME_LABEL, undefined) : undefined;
  return [{ name, ...(own && Object.keys(own).length > 0 && { labels: own }) }];
}

/** "1.31" of the Node with the oldest kubelet; undefined where the dump shows no Node. */
function oldestKubelet(objects: readonly ValueMap[]): string | undefined {
  const versions = objects.flatMap((object) => {
    const match = /^v?(\d{1,4})\.(\d{1,4})/.exec(String(at(object, "status", "nodeInfo", "kubeletVersion") ?? ""));
    return object.kind === "Node" && match ? [{ major: Number(match[1]), minor: Number(match[2]) }] : [];
  });
  const [oldest] = versions.sort((a, b) => a.major - b.major || a.minor - b.minor);
  return oldest && `${oldest.major}.${oldest.minor}`;
}

/** Each control plane that a webhook calls: its revision, the tags that point to it, the proxy's image and the CNI plugin. */
function planesOf(objects: readonly ValueMap[], parse: (text: string) => Value | undefined): readonly ValueMap[] {
  const webhooks = objects.filter(({ kind }) => kind === "MutatingWebhookConfiguration").flatMap((object) => readWebhooks(object) ?? []);
  return servedRevisions(webhooks).map(({ revision, tags, enableNamespacesByDefault }) => {
    const name = revision === "default" ? "istio-sidecar-injector" : `istio-sidecar-injector-${revision}`;
    const map = objects.find((object) => object.kind === "ConfigMap" && at(object, "metadata", "name") === name);
    const text = at(map, "data", "values");
    const values = typeof text === "string" ? parse(text) : undefined;
    const global = at(values, "global");
    const image = ["hub", "tag"].flatMap((key) => (typeof at(global, key) === "string" ? [[key, at(global, key)]] : []));
    return {
      revision,
      ...Object.fromEntries(image),
      ...(tags.length > 0 && { tags }),
      ...(enableNamespacesByDefault && { enableNamespacesByDefault }),
      ...(usesCni(values, objects) && { values: { pilot: { cni: { enabled: true } } } }),
    };
  });
}

/**
 * Whether the CNI plugin redirects the traffic: as the injector's values say, whose older versions have another name for
 * it; where they say nothing, by the plugin's own ConfigMap.
 *
 * Source: istio manifests/charts/istio-cni/templates/configmap-cni.yaml; istio-control/istio-discovery/values.yaml
 */
function usesCni(values: Value | undefined, objects: readonly ValueMap[]): boolean {
  const said = at(values, "pilot", "cni", "enabled") ?? at(values, "istio_cni", "enabled");
  if (said !== undefined && said !== null) return said === true;
  return objects.some((object) => object.kind === "ConfigMap" && at(object, "metadata", "name") === "istio-cni-config");
}

interface Found {
  readonly kubelet: string | undefined;
  readonly known: readonly ValueMap[];
  readonly planes: readonly ValueMap[];
}

function configText({ kubelet, known, planes }: Found): string {
  return `# What podgraft grafts where. For completion in editors: podgraft schema -o podgraft.schema.json
# yaml-language-server: $schema=podgraft.schema.json
apiVersion: ${API_VERSION}
kind: ${KIND}
metadata:
  name: mesh
  annotations:
    config.kubernetes.io/function: |
      exec: {path: podgraft}
spec:
  # The oldest kubelet of the cluster, which decides about native sidecars.
  ${kubelet === undefined ? '# kubernetesVersion: "1.34"' : `kubernetesVersion: "${kubelet}"`}
  namespaces:
    # For resources that name no namespace.
    # default: my-application
    # What the cluster knows and manifests do not show.
    known:${known.length === 0 ? " []" : `\n    ${collectionLines(known, { column: 4, style: ownStyle })}`}
  istio:
    # webhook: as the cluster does it now. pod: a pod's inject key beats its namespace's labels.
    precedence: webhook
${planesText(planes)}  # Sidecars of your own come first: Istio has to see their ports.
  # sidecars:
  # - name: log-shipper
  #   namespaceSelector: {matchLabels: {logging: enabled}}
  #   template:
  #     spec:
  #       containers:
  #       - {name: log-shipper, image: "fluent/fluent-bit:3.1.9"}
`;
}

const PIN = "    # Pin it: else an upgrade of podgraft upgrades the proxies.\n    # tag: 1.30.5\n";

/** The first control plane is the configuration's own; the one without name comes first. */
function planesText(planes: readonly ValueMap[]): string {
  const sorted = [...planes].sort((a, b) => Number(b.revision === "default") - Number(a.revision === "default"));
  const [first, ...more] = sorted;
  if (!first) return PIN;
  const own = first.revision === "default" ? withKey(first, "revision", undefined) : first;
  const revisions = more.map(({ revision, ...rest }) => Object.assign(newMap(), { name: revision, ...rest }));
  const map: ValueMap = revisions.length === 0 ? own : withKey(own, "revisions", revisions);
  const pin = first.tag === undefined ? PIN : "";
  return Object.keys(map).length === 0 ? pin : `${pin}    ${collectionLines(map, { column: 4, style: ownStyle })}\n`;
}
