import { config, edited, inConfig, inManifest, inPod, type Mistake, web } from "./mistake.ts";

const annotated = (annotation: string) => `      labels: {app: web}\n      annotations:\n        ${annotation}\n`;
const labelled = (label: string) => `      labels: {app: web, ${label}}\n`;
const namespaceManifest = (metadata: string) => `${edited(web, "namespace: shop", "namespace: till")}---
apiVersion: v1
kind: Namespace
metadata:
  name: till
${metadata}`;
const template = "          image: fluent/fluent-bit:3.1.9\n";
const ownTemplate = config.slice(config.indexOf("    template:\n"));
const text = (line: string) => `    templateText: |
      spec:
        containers:
        - name: x
          ${line}
`;
const second = (name: string, container: string, image: string) => `  - name: ${name}
    namespaceSelector: {matchLabels: {logging: enabled}}
    template:
      spec:
        containers:
        - name: ${container}
          image: ${image}
`;

const revised = edited(config, "    tag: 1.30.5\n", "    tag: 1.30.5\n    revisions: [{name: canary, tag: 1.30.5}]\n");

const configurations: readonly Mistake[] = [
  inConfig("a field misspelt: sidecar", "  sidecars:\n", "  sidecar:\n"),
  inConfig("a field in another case: nameSpaceSelector", "namespaceSelector", "nameSpaceSelector"),
  inConfig("matchLabel", "matchLabels: {logging", "matchLabel: {logging"),
  inConfig("istio.revison", "    tag: 1.30.5\n", "    tag: 1.30.5\n    revison: canary\n"),
  inConfig("a selector without matchLabels", "{matchLabels: {logging: enabled}}", "{logging: enabled}"),
  inConfig("an operator in lower case", "{matchLabels: {logging: enabled}}", "{matchExpressions: [{key: a, operator: in, values: [b]}]}"),
  inConfig("a version that is a number", '"1.34"', "1.34"),
  inConfig("a version that is another number", '"1.34"', "1.30"),
  inConfig("a tag that is a number", "tag: 1.30.5", "tag: 1.30"),
  inConfig("a label's value that is a boolean", "istio-injection: enabled", "istio-injection: true"),
  inConfig("an apiVersion of the future", "v1alpha1", "v1beta1"),
  inConfig("a kind misspelt", "SidecarInjector", "SidecarInjecter"),
  inConfig("no name", "metadata:\n  name: platform\n", ""),
  inConfig("two sidecars of one name", template, template + second("log-shipper", "other", "other:2")),
  inConfig("two sidecars with one container", template, template + second("log2", "log-shipper", "other:2")),
  inConfig("neither selector nor policy", "    namespaceSelector: {matchLabels: {logging: enabled}}\n", ""),
  inConfig("a tag with v", "tag: 1.30.5", "tag: v1.30.5"),
  inConfig("a tag of the future", "tag: 1.30.5", "tag: 1.35.0"),
  inConfig("a hub that is an address for browsers", "    tag: 1.30.5\n", "    tag: 1.30.5\n    hub: https://docker.io/istio\n"),
  inConfig("a hub that ends with a slash", "    tag: 1.30.5\n", "    tag: 1.30.5\n    hub: docker.io/istio/\n"),
  inConfig("a hub with the image's name", "    tag: 1.30.5\n", "    tag: 1.30.5\n    hub: docker.io/istio/proxyv2\n"),
  inConfig("a hub with the image's name and tag", "    tag: 1.30.5\n", "    tag: 1.30.5\n    hub: docker.io/istio/proxyv2:1.30.5\n"),
  inConfig("a sidecar's name in upper case, which Kubernetes never sees", "  - name: log-shipper\n    n", "  - name: LogShipper\n    n"),
  inConfig("a container's name in upper case", "        - name: log-shipper", "        - name: LogShipper"),
  {
    name: "a revision misspelt that the namespace overrules",
    files: { "web.yaml": edited(web, "      labels: {app: web}\n", labelled("istio.io/rev: canray")), "inj.yaml": revised },
  },
  { name: "an empty file", files: { "inj.yaml": "" } },
  { name: "two documents", files: { "inj.yaml": `${config}---\n${config}` } },
  { name: "a manifest instead", args: "inject -f web.yaml -c web.yaml" },
  { name: "a configuration without a kind", files: { "inj.yaml": config.replace(/^kind: .*\n/m, "") } },
  { name: "values instead", files: { "inj.yaml": "istio: {tag: 1.30.5}\n" } },
  {
    name: "a ConfigMap with a key misspelt",
    files: { "inj.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: mesh}\ndata:\n  istio.tg: 1.30.5\n" },
  },
  {
    name: "a ConfigMap with a key without its map",
    files: { "inj.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: mesh}\ndata:\n  tag: 1.30.5\n" },
  },
  {
    name: "a ConfigMap with keys in wrong maps",
    files: {
      "inj.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: mesh}\ndata:\n  istio.sidecars: '[]'\n  istio.global.hub: a\n",
    },
  },
  {
    name: "a ConfigMap with a map where a list is expected",
    files: { "inj.yaml": 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: mesh}\ndata:\n  istio.tags: "{a: b}"\n' },
  },
];

const templates: readonly Mistake[] = [
  inConfig("a container's field misspelt", "          image: fluent", "          imge: fluent"),
  inConfig("spec.container", "        containers:", "        container:"),
  inConfig("a container without image", template, ""),
  inConfig("template and templateText", "    template:\n", "    templateText: |\n      spec: {}\n    template:\n"),
  inConfig("templateText: a field that is not there", ownTemplate, text('image: "x:{{ .ObjectMeta.Annotation.foo }}"')),
  inConfig("templateText: an action that does not end", ownTemplate, text('image: "x:{{ .ObjectMeta.Name "')),
  inConfig("templateText: an unknown function", ownTemplate, text('image: "x:{{ upcase "a" }}"')),
  inConfig("templateText: a quote that does not end", ownTemplate, text('image: {{ printf "x:%s .Workload.Name }}')),
  inConfig("templateText: an action that ends nowhere", ownTemplate, text("image: x:{{ .ObjectMeta.Name\n          stdin: true")),
  inConfig(
    "templateText: an if without end",
    ownTemplate,
    text("image: x\n          {{- if .Spec.HostNetwork }}\n          stdin: true\n          tty: true"),
  ),
  inConfig(
    "templateText: an else if without end",
    ownTemplate,
    text("image: x{{ if .A }}{{ if .B }}{{ end }}{{ else if .C }}\n          tty: true"),
  ),
  inConfig("templateText: an end too many", ownTemplate, text("image: x{{ end }}")),
  inConfig("templateText: an action within another one", ownTemplate, text("image: {{ .A {{ .B }}")),
];

const brokenTexts: readonly Mistake[] = [
  inConfig("a list item indented less", "        - name: log-shipper\n          image", "       - name: log-shipper\n          image"),
  inConfig("a list item's key indented less", "          image: fluent", "         image: fluent"),
  inConfig("a list item's key indented more", "          image: fluent", "           image: fluent"),
  inConfig("a key indented less", "    template:\n", "   template:\n"),
  inConfig("a tab", "    tag:", "\ttag:"),
  inManifest("a tab in a manifest", "  name: web\n", "\tname: web\n"),
  inManifest("a key twice", "        image: nginx:1.27.3\n", "        image: nginx:1.27.3\n        image: nginx:1.28.0\n"),
  inManifest("a key without a space after its colon", "        image: nginx", "        image:nginx"),
  inManifest("a quote that does not end", "image: nginx:1.27.3", 'image: "nginx:1.27.3'),
  inManifest("a brace that does not end", "      labels: {app: web}", "      labels: {app: web"),
  inManifest("a bracket that does not end", "      - name: web", "      - args: [a, b\n        name: web"),
  inManifest("a colon in a plain value", "image: nginx:1.27.3", "image: nginx: 1.27.3"),
  inManifest("a value that begins with %", "image: nginx:1.27.3", "image: %IMAGE%"),
  inManifest("a value that begins with @", "image: nginx:1.27.3", "image: @image"),
  inManifest("a value that begins with *", "image: nginx:1.27.3", "image: *image"),
  inManifest(
    "a merge conflict",
    "        image: nginx:1.27.3\n",
    "<<<<<<< HEAD\n        image: nginx:1\n=======\n        image: nginx:2\n>>>>>>> b\n",
  ),
  {
    name: "text after a document of JSON",
    files: { "web.yaml": '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}}}\n' },
  },
  inManifest("an unrendered Helm template", "image: nginx:1.27.3", "image: {{ .Values.image }}:{{ .Values.tag }}"),
  inManifest("an unrendered Helm template, one value", "name: web\n  namespace", "name: {{ .Release.Name }}\n  namespace"),
  inManifest("an unrendered Helm template: if", "    spec:\n", "    {{- if .Values.on }}\n    spec:\n"),
  inManifest(
    "an unrendered Helm template: include",
    "      labels: {app: web}\n",
    '      labels:\n        {{- include "web.labels" . | nindent 8 }}\n',
  ),
  inManifest("a Jinja template", "    spec:\n", "    {% if on %}\n    spec:\n"),
  { name: "an empty manifest", files: { "web.yaml": "" } },
  { name: "comments only", files: { "web.yaml": "# nothing yet\n" } },
  { name: "Windows' line ends", files: { "web.yaml": web.replaceAll("\n", "\r\n") } },
  { name: "a BOM", files: { "web.yaml": `\uFEFF${web}` } },
  { name: "a configuration with BOM and Windows' line ends", files: { "inj.yaml": `\uFEFF${config.replaceAll("\n", "\r\n")}` } },
  { name: "UTF-16", files: { "web.yaml": Buffer.from(`\uFEFF${web}`, "utf16le") } },
  { name: "Latin-1", files: { "web.yaml": Buffer.from(`${web}        # Caf\u00e9\n`, "latin1") } },
  {
    name: "too many aliases",
    files: {
      "web.yaml": `apiVersion: v1\nkind: ConfigMap\na: &a [x, x, x, x, x, x, x, x, x]\n${["b", "c", "d", "e", "f", "g"]
        .map((key, i) => `${key}: &${key} [${Array(9).fill(`*${"abcdef"[i]}`).join(", ")}]\n`)
        .join("")}`,
    },
  },
];

const workloads: readonly Mistake[] = [
  inManifest("a workload twice", web, `${web}---\n${web}`),
  inManifest("no namespace", "  namespace: shop\n", ""),
  inManifest("a namespace misspelt", "namespace: shop", "namespace: shpo"),
  inManifest("a namespace that nobody knows", "namespace: shop", "namespace: warehouse"),
  inManifest("a namespace that is a number", "namespace: shop", "namespace: 42"),
  inManifest("a name that is a number", "name: web\n  n", "name: 42\n  n"),
  inManifest("no name", "  name: web\n", "", "check"),
  inManifest("no containers", "      containers:\n      - name: web\n        image: nginx:1.27.3\n", "      containers: []\n"),
  inManifest("templat", "  template:\n", "  templat:\n"),
  inManifest("a container's name misspelt", "      - name: web", "      - nmae: web"),
  inManifest("a container without a name", "      - name: web\n        image", "      - image"),
  inManifest("a container's image misspelt", "        image: nginx", "        imgae: nginx", "check"),
  inManifest("a pod's field misspelt", "    spec:\n      containers", "    spec:\n      container", "inject"),
  inManifest("a spec that is a list", web.slice(web.indexOf("spec:\n")), "spec:\n- a\n- b\n"),
  inManifest("no apiVersion", "apiVersion: apps/v1\n", ""),
  inManifest("an apiVersion misspelt", "apps/v1", "app/v1"),
  inManifest("a kind in lower case", "kind: Deployment", "kind: deployment"),
  inManifest("a kind misspelt", "kind: Deployment", "kind: Deploymnet"),
  inManifest("an apiVersion that has ended", "apps/v1", "extensions/v1beta1"),
];

const annotations: readonly Mistake[] = ["inject", "check"].flatMap((command) =>
  [
    inPod("an unknown revision", labelled("istio.io/rev: canray"), command),
    inPod("a revision that does not exist", labelled("istio.io/rev: blue"), command),
    inPod("an annotation misspelt", annotated('sidecar.istio.io/injekt: "true"'), command),
    inPod("an annotation that is a boolean", annotated("sidecar.istio.io/inject: false"), command),
    inPod("an amount that cannot be read", annotated('sidecar.istio.io/proxyCPU: "lots"'), command),
    inPod("inject: no", annotated('sidecar.istio.io/inject: "no"'), command),
    inPod("a field misspelt in proxy.istio.io/config", annotated("proxy.istio.io/config: '{concurency: 2}'"), command),
    inPod("an inject annotation with an empty text", annotated('sidecar.istio.io/inject: ""'), command),
    inPod("an inject annotation without a value", annotated("sidecar.istio.io/inject:"), command),
    inPod("an inject label with an empty text", labelled('sidecar.istio.io/inject: ""'), command),
    inPod("the inject label: True", labelled('sidecar.istio.io/inject: "True"'), command),
    inPod("the inject label with a space", labelled('sidecar.istio.io/inject: "false "'), command),
  ].map((row) => ({ ...row, name: `${row.name}: ${command}` })),
);

const own = edited(config, "{name: shop, labels: {istio-injection: enabled, logging: enabled}}", "{name: shop, labels: {}}");
const labels: readonly Mistake[] = [
  { name: "istio-injection: enable", metadata: "  labels: {istio-injection: enable}\n" },
  { name: "istio-injected: enabled", metadata: "  labels: {istio-injected: enabled}\n" },
  { name: "istio.io/injection: enabled", metadata: "  labels: {istio.io/injection: enabled}\n" },
  { name: "the label as an annotation", metadata: "  annotations: {istio-injection: enabled}\n" },
].map(({ name, metadata }) => ({
  name: `a Namespace with ${name}`,
  files: { "web.yaml": namespaceManifest(metadata), "inj.yaml": own },
  args: "check --require-injected -f web.yaml -c inj.yaml",
}));

const files: readonly Mistake[] = [
  { name: "a manifest that is not there", args: "inject -f wep.yaml -c inj.yaml" },
  { name: "a configuration that is not there", args: "inject -f web.yaml -c injector.yml" },
  { name: "a configuration that is a directory", files: { "mesh/a.yaml": config }, args: "inject -f web.yaml -c mesh" },
  { name: "no configuration", args: "inject -f web.yaml" },
  { name: "no configuration, which is among the manifests", files: { "all.yaml": `${web}---\n${config}` }, args: "inject -f all.yaml" },
  { name: "an output in a directory that is not there", args: "inject -f web.yaml -c inj.yaml -o nodir/x.yaml" },
  { name: "a directory without manifests", files: { "docs/a.txt": "" }, args: "inject -f docs -c inj.yaml" },
  { name: "build: a directory that is not there", args: "build nope" },
  { name: "build: a file", args: "build web.yaml" },
  { name: "build: two configurations", files: { "two/a.yaml": config, "two/b.yaml": config }, args: "build two" },
  { name: "build: no configuration", files: { "none/web.yaml": web }, args: "build none" },
  { name: "init: a file that is not there", args: "init -f nope.yaml" },
  { name: "diff --against a file that is not there", args: "diff -f web.yaml -c inj.yaml --against nope.yaml" },
  {
    name: "check --require-injected of an empty file",
    files: { "web.yaml": "" },
    args: "check --require-injected -f web.yaml -c inj.yaml",
  },
  { name: "check --require-injected of comments", args: "check --require-injected -f - -c inj.yaml", input: "# none\n" },
  { name: "check --require-injected of an empty input", args: "check --require-injected -f - -c inj.yaml", input: "\n" },
  {
    name: "check --require-injected without a workload",
    args: "check --require-injected -f - -c inj.yaml",
    input: "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n",
  },
  {
    name: "check --require-injected of a dead sidecar",
    files: { "inj.yaml": edited(config, "    namespaceSelector: {matchLabels: {logging: enabled}}\n", "") },
    args: "check --require-injected -f web.yaml -c inj.yaml",
  },
  { name: "uninject what nothing was grafted into", args: "uninject -f web.yaml" },
  { name: "uninject --only what nobody knows", args: "uninject --only nosuch -f web.yaml" },
];

const options: readonly Mistake[] = [
  "inject --file-name web.yaml -c inj.yaml",
  "inject --dry-run -f web.yaml -c inj.yaml",
  "inject -f web.yaml -c inj.yaml -c web.yaml",
  "inject --in-place -f - -c inj.yaml",
  "inject --in-place -o x.yaml -f web.yaml -c inj.yaml",
  "inject --format jsn -f web.yaml -c inj.yaml",
  "check --report xml -f web.yaml -c inj.yaml",
  "check --suppress FooBar -f web.yaml -c inj.yaml",
  "check --suppress UnknownAnotation -f web.yaml -c inj.yaml",
  "check --suppress NamespaceMissing -f web.yaml -c inj.yaml",
  "check --suppress Image -f web.yaml -c inj.yaml",
  "check -f web.yaml -c inj.yaml --fail-on warn",
  "explain -f web.yaml -c inj.yaml --pod-labels app",
  "explain -f web.yaml -c inj.yaml --namespace-labels a:b",
  "inject -c inj.yaml -f",
  "inject -fweb.yaml -cinj.yaml",
  "injct -f web.yaml",
  "build",
  "build a b",
  "completion --shell powershell",
  "-v",
].map((args) => ({ name: args, args }));

const asList = (functionConfig: string) => `apiVersion: config.kubernetes.io/v1
kind: ResourceList
items:
- ${web.trimEnd().replaceAll("\n", "\n  ")}
functionConfig:
  ${functionConfig.trimEnd().replaceAll("\n", "\n  ")}
`;
const hosts: readonly Mistake[] = [
  { name: "a field misspelt in the functionConfig", args: "", input: asList(edited(config, "  sidecars:\n", "  sidecar:\n")) },
  {
    name: "a field misspelt in a functionConfig with its path",
    args: "",
    input: asList(
      edited(config, "  name: platform\n", "  name: platform\n  annotations: {config.kubernetes.io/path: mesh/inj.yaml}\n").replace(
        "sidecars:\n",
        "sidecar:\n",
      ),
    ),
  },
  {
    name: "a field misspelt in a functionConfig with its origin",
    args: "",
    input: asList(
      edited(
        config,
        "  name: platform\n",
        '  name: platform\n  annotations: {config.kubernetes.io/origin: "path: mesh/inj.yaml\\n"}\n',
      ).replace("sidecars:\n", "sidecar:\n"),
    ),
  },
  { name: "no functionConfig", args: "", input: asList(config).split("functionConfig:")[0]! },
  {
    name: "an annotation misspelt in an item",
    args: "",
    input: asList(config).replace("app: web}\n      spec", 'app: web}\n        annotations: {sidecar.istio.io/injekt: "true"}\n      spec'),
  },
];

const overlay = (files: Readonly<Record<string, string>>, args = "build app") => ({
  files: { "app/kustomization.yaml": "resources: [../base]\n", "base/web.yaml": web, ...files },
  args,
});
const listing = (file: string) => `resources: [web.yaml]\ntransformers: [${file}]\n`;
const labeller = `apiVersion: example.com/v1
kind: Labeller
metadata:
  name: team
  annotations:
    config.kubernetes.io/function: |
      exec: {path: ./labeller}
`;

/** What kustomize itself says about functions, which podgraft reports in its own words. */
export const kustomizations: readonly Mistake[] = [
  {
    name: "a configuration under the transformers of a base",
    ...overlay({ "base/kustomization.yaml": listing("inj.yaml"), "base/inj.yaml": config }),
  },
  {
    name: "another's function",
    ...overlay({ "base/kustomization.yaml": listing("labeller.yaml"), "base/labeller.yaml": labeller }, "build app -c inj.yaml"),
  },
];

/** By the file that holds what podgraft says of them. */
export const mistakes: Readonly<Record<string, readonly Mistake[]>> = {
  configurations,
  templates,
  "broken-texts": brokenTexts,
  workloads,
  annotations,
  labels,
  files,
  options,
  hosts,
};
