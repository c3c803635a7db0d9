import { type Diagnostic, hasErrors } from "../../diagnostic/diagnostic.ts";
import { systemNamespaces } from "../../istio/rules/judge-injection.ts";
import { at, isMap, mapAt, type ValueMap, withKey } from "../../value/value.ts";
import { collectionLines, ownStyle } from "../../yaml/write.ts";
import { faultsOf, loadTexts } from "../load-texts.ts";
import type { NamedText } from "../named-text.ts";
import { API_VERSION, KIND } from "./config.ts";
import { type InitialPlanes, initialPlanes } from "./initial-planes.ts";

const NAME_LABEL = "kubernetes.io/metadata.name";

/** A configuration with comments: from a dump of the cluster, or a skeleton without one. */
export function initialConfig(inputs: readonly NamedText[]): { text?: string; diagnostics: readonly Diagnostic[] } {
  const loaded = loadTexts(inputs);
  const faults = faultsOf(loaded);
  if (faults.length > 0) return { diagnostics: faults };
  const objects = loaded.flatMap((one) => one.objects.map(({ object }) => object.value));
  const known = objects.filter(({ kind }) => kind === "Namespace").flatMap(knownNamespace);
  const planes = initialPlanes(objects);
  if (hasErrors(planes.diagnostics)) return { diagnostics: planes.diagnostics };
  return { text: configText({ kubelet: oldestKubelet(objects), known, planes }), diagnostics: planes.diagnostics };
}

/** OpenShift's annotations that determine the proxy's user and group. */
const idRanges = ["openshift.io/sa.scc.uid-range", "openshift.io/sa.scc.supplemental-groups"];

function knownNamespace(object: ValueMap): readonly ValueMap[] {
  const name = String(at(object, "metadata", "name") ?? "");
  const labels = at(object, "metadata", "labels");
  if (systemNamespaces.includes(name)) return [];
  const own = isMap(labels) ? withKey(labels, NAME_LABEL, undefined) : undefined;
  const read = Object.entries(mapAt(object, "metadata", "annotations")).filter(([key]) => idRanges.includes(key));
  return [
    {
      name,
      ...(own && Object.keys(own).length > 0 && { labels: own }),
      ...(read.length > 0 && { annotations: Object.fromEntries(read) }),
    },
  ];
}

/** The version of the oldest kubelet, such as "1.31"; undefined if the dump has no Node. */
function oldestKubelet(objects: readonly ValueMap[]): string | undefined {
  const versions = objects.flatMap((object) => {
    const match = /^v?(\d{1,4})\.(\d{1,4})/.exec(String(at(object, "status", "nodeInfo", "kubeletVersion") ?? ""));
    return object.kind === "Node" && match ? [{ major: Number(match[1]), minor: Number(match[2]) }] : [];
  });
  const [oldest] = versions.sort((a, b) => a.major - b.major || a.minor - b.minor);
  return oldest && `${oldest.major}.${oldest.minor}`;
}

interface Found {
  readonly kubelet: string | undefined;
  readonly known: readonly ValueMap[];
  readonly planes: InitialPlanes;
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
    # Annotations that guides show and the webhook ignores are ignored here, too.
    guideAnnotations: false
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

const KEEP = `    # The mesh has templates of its own. Keep its ConfigMaps in the input, with the annotation
    # config.kubernetes.io/local-config: "true":
`;
const PIN = "    # Pin it: else an upgrade of podgraft upgrades the proxies.\n    # tag: 1.30.5\n";

function planesText({ istio, kept }: InitialPlanes): string {
  const keep = kept.length === 0 ? "" : `${KEEP}${kept.map((name) => `    # - ${name}\n`).join("")}`;
  const pin = istio.tag === undefined ? PIN : "";
  const fields = Object.keys(istio).length === 0 ? "" : `    ${collectionLines(istio, { column: 4, style: ownStyle })}\n`;
  return `${keep}${pin}${fields}`;
}
