import { deployment, injector, kptfile, kustomization } from "./manifests.ts";
import type { Files } from "./package.ts";

export const LOCAL = 'config.kubernetes.io/local-config: "true"';

/** A SidecarInjector that grafts into every pod. */
export const everywhere = injector({ annotations: LOCAL });

/** One that asks for the labels of the pod's namespace. */
export const byNamespace = injector({ annotations: LOCAL, rules: "namespaceSelector: {matchLabels: {logging: enabled}}" });

/** Strings that a reader of YAML 1.1 takes for something else where they are not quoted. */
const ODD = [
  "yes",
  "off",
  "y",
  "N",
  "0644",
  "0o17",
  "0b11",
  "1_000",
  "1e3",
  ".5",
  "12:30:45",
  "2024-01-01",
  "0x1f",
  "~",
  "null",
  "=",
  "<<",
  "",
];
export const oddMap = `apiVersion: v1
kind: ConfigMap
metadata:
  name: odd
data:
${ODD.map((text, i) => `  k${i}: "${text}"\n`).join("")}`;
export const oddData = Object.fromEntries(ODD.map((text, i) => [`k${i}`, text]));

/** An overlay that changes names, namespace and image, with the injector beside it. */
export const overlay: Files = {
  "base/web.yaml": deployment("web"),
  "base/odd.yaml": oddMap,
  "base/kustomization.yaml": kustomization({ resources: "[web.yaml, odd.yaml]" }),
  "overlays/production/kustomization.yaml": kustomization({
    resources: "[../../base]",
    namespace: "shop",
    namePrefix: "prod-",
    images: "[{name: example.com/web, newTag: '2.0'}]",
  }),
  "overlays/production/injector.yaml": everywhere,
};

export const kptPackage: Files = {
  Kptfile: kptfile("shop"),
  "injector.yaml": everywhere,
  "setters.yaml": `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: setters\n  annotations:\n    ${LOCAL}\ndata: {image: a}\n`,
  "web.yaml": deployment("web").replace(
    "  name: web\n",
    "  name: web\n  annotations:\n    internal.config.kubernetes.io/index: '0'\n    config.kubernetes.io/path: web.yaml\n    example.com/team: web # kept\n",
  ),
  "sub/Kptfile": kptfile("sub", []),
  "sub/api.yaml": deployment("api"),
};

const item = (document: string) => `- ${document.trimEnd().replaceAll("\n", "\n  ")}\n`;

/** Documents, a List and JSON, with a comment and without a line break at the end. */
export const plainDirectory: Files = {
  "a-node.json": '{"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "yes"}}',
  "all.yaml": `${everywhere}---\n# The shop.\n${deployment("web")}---\n${oddMap}---\n# nothing\n`,
  "list.yaml": `apiVersion: v1\nkind: List\nitems:\n${item(deployment("api"))}${item(oddMap.replace("name: odd", "name: odder"))}- apiVersion: v1\n  kind: Service\n  metadata: {name: api, annotations: {config.kubernetes.io/index: "1", internal.config.kubernetes.io/id: "2"}}`,
};

export const chart: Files = {
  "Chart.yaml": "apiVersion: v2\nname: shop\nversion: 0.1.0\n",
  "values.yaml": "tag: '1.0'\nreplicas: 1\n",
  "values-production.yaml": "tag: '2.0'\nreplicas: 3\n",
  "injector.yaml": everywhere,
  "templates/web.yaml": deployment("web")
    .replace("  name: web\n", "  name: {{ .Release.Name }}-web\n  namespace: {{ .Release.Namespace }}\n")
    .replace("replicas: 2", "replicas: {{ .Values.replicas }}")
    .replace("web:1.0", "web:{{ .Values.tag }}"),
};
