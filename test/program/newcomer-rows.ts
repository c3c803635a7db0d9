import { config, inConfig, inManifest, inPod, type Mistake, web } from "./mistake.ts";

const labelled = (label: string) => `      labels: {app: web, ${label}}\n`;
const SIDECARS = config.slice(config.indexOf("  sidecars:\n"));
const CONTAINERS = config.slice(config.indexOf("        containers:\n"));
const TEMPLATE = config.slice(config.indexOf("    template:\n"));

const configurations: readonly Mistake[] = [
  inConfig("sidecars as a map", SIDECARS, `  sidecars:\n    log-shipper:\n      image: fluent/fluent-bit:3.1.9\n`),
  inConfig("one sidecar without its dash", "  - name: log-shipper", "    name: log-shipper"),
  inConfig(
    "containers as a map",
    CONTAINERS,
    "        containers:\n          name: log-shipper\n          image: fluent/fluent-bit:3.1.9\n",
  ),
  inConfig("containers straight in the template", `${TEMPLATE}`, TEMPLATE.replace("      spec:\n", "").replaceAll(/^ {2}(?= {6})/gm, "")),
  inConfig("containers straight in the sidecar", TEMPLATE, "    containers:\n    - {name: log-shipper, image: fluent/fluent-bit:3.1.9}\n"),
  inConfig("an image straight in the sidecar", TEMPLATE, "    image: fluent/fluent-bit:3.1.9\n"),
  inConfig("a whole Pod as the template", "      spec:\n", "      apiVersion: v1\n      kind: Pod\n      spec:\n"),
  inConfig("what belongs under spec at the top", "spec:\n  kubernetesVersion", 'kubernetesVersion: "1.34"\nspec:\n  kubernetesVersions'),
  inConfig(
    "namespaces as a list of names",
    "  namespaces:\n    known:\n    - {name: shop, labels: {istio-injection: enabled, logging: enabled}}",
    "  namespaces: [shop]",
  ),
  inConfig("known namespaces as names", "    - {name: shop, labels: {istio-injection: enabled, logging: enabled}}", "    - shop"),
  inConfig("a known namespace's labels as a list", "{istio-injection: enabled, logging: enabled}", "[istio-injection=enabled]"),
  inConfig("a version with v", '"1.34"', "v1.34"),
  inConfig("a version of three parts", '"1.34"', '"1.34.1"'),
  inConfig("a version in words", '"1.34"', "latest"),
  inConfig("istio: enabled", "  istio:\n    tag: 1.30.5\n", "  istio: enabled\n"),
  inConfig("istio: true", "  istio:\n    tag: 1.30.5\n", "  istio: true\n"),
  inConfig("a tag with the image's name", "tag: 1.30.5", "tag: istio/proxyv2:1.30.5"),
  inConfig("a selector that is a text", "{matchLabels: {logging: enabled}}", "logging=enabled"),
  inConfig("matchLabels as a list", "{matchLabels: {logging: enabled}}", "{matchLabels: [logging]}"),
  inConfig("a kind in the plural", "    template:\n", "    kinds: [deployments]\n    template:\n"),
  inConfig("kinds as a text", "    template:\n", "    kinds: Deployment\n    template:\n"),
  inConfig("policy: true", "    template:\n", "    policy: true\n    template:\n"),
  inConfig("optIn: true", "    template:\n", "    optIn: true\n    template:\n"),
  inConfig("a container's name with an underscore", "        - name: log-shipper", "        - name: log_shipper"),
  inConfig(
    "a port in quotes",
    "          image: fluent/fluent-bit:3.1.9\n",
    '          image: fluent/fluent-bit:3.1.9\n          ports: [{containerPort: "2020"}]\n',
  ),
  inConfig(
    "env as a map",
    "          image: fluent/fluent-bit:3.1.9\n",
    "          image: fluent/fluent-bit:3.1.9\n          env: {LEVEL: info}\n",
  ),
  inConfig(
    "an env value that is a number",
    "          image: fluent/fluent-bit:3.1.9\n",
    "          image: fluent/fluent-bit:3.1.9\n          env: [{name: PORT, value: 2020}]\n",
  ),
  inConfig(
    "a command that is a text",
    "          image: fluent/fluent-bit:3.1.9\n",
    "          image: fluent/fluent-bit:3.1.9\n          command: /bin/sh -c true\n",
  ),
  inConfig(
    "a mount without its volume",
    "          image: fluent/fluent-bit:3.1.9\n",
    "          image: fluent/fluent-bit:3.1.9\n          volumeMounts: [{name: logs, mountPath: /var/log}]\n",
  ),
  inConfig(
    "resources straight in the container",
    "          image: fluent/fluent-bit:3.1.9\n",
    "          image: fluent/fluent-bit:3.1.9\n          limits: {memory: 64Mi}\n",
  ),
  inConfig(
    "memory as 64MB",
    "          image: fluent/fluent-bit:3.1.9\n",
    "          image: fluent/fluent-bit:3.1.9\n          resources: {limits: {memory: 64MB}}\n",
  ),
  inConfig("an image without a value", "image: fluent/fluent-bit:3.1.9", "image:"),
];

const workloads: readonly Mistake[] = [
  inPod("istio-injection on the pod", labelled("istio-injection: disabled"), "check"),
  inPod("sidecar.istio.io/inject: disabled", labelled("sidecar.istio.io/inject: disabled"), "check"),
  inPod("istio.io/inject", labelled('istio.io/inject: "false"'), "check"),
  inManifest(
    "the inject annotation on the Deployment",
    "  name: web\n",
    '  name: web\n  annotations: {sidecar.istio.io/inject: "false"}\n',
    "check",
  ),
  inManifest("labels that the selector does not match", "      labels: {app: web}\n", "      labels: {app: wbe}\n", "check"),
  inManifest("containers as a map", "      - name: web\n        image", "        name: web\n        image"),
  inManifest("an image without a value", "image: nginx:1.27.3", "image:", "check"),
  inManifest("two documents without ---", web, `${web}${web}`),
  inManifest("---- between documents", web, `${web}----\n${web}`),
  {
    name: "a file of JSON lines",
    files: { "web.yaml": `{"apiVersion": "v1", "kind": "Service"}\n{"apiVersion": "v1", "kind": "Service"}\n` },
  },
  {
    name: "an HTML page that a download gave",
    files: { "web.yaml": "<!DOCTYPE html>\n<html><head><title>404: Not found</title></head></html>\n" },
  },
  { name: "an answer of a server", files: { "web.yaml": "404: Not Found" } },
  { name: "a shell's error message", args: "inject -f - -c inj.yaml", input: "kustomize: command not found\n" },
  { name: "Helm's values", files: { "web.yaml": "replicaCount: 1\nimage: {repository: nginx}\n" } },
  { name: "a kustomization", files: { "kustomization.yaml": "resources: [web.yaml]\n" }, args: "inject -f kustomization.yaml -c inj.yaml" },
];

const options: readonly Mistake[] = [
  { name: "the namespace of another cluster", args: "check -n shpo -f web.yaml -c inj.yaml" },
  { name: "a workload misspelt", args: "explain deploy/wbe -f web.yaml -c inj.yaml" },
  { name: "a kind misspelt", args: "explain deplyment/web -f web.yaml -c inj.yaml" },
  { name: "a name without its kind", args: "explain web -f web.yaml -c inj.yaml" },
  { name: "configuration and manifest swapped", args: "inject -f inj.yaml -c web.yaml" },
  { name: "-o with kubectl's form", args: "inject -f web.yaml -c inj.yaml -o yaml" },
  { name: "--output=json", args: "explain -f web.yaml -c inj.yaml -o json" },
  { name: "kubectl's -A", args: "check -A -f web.yaml -c inj.yaml" },
  { name: "kubectl's -l", args: "check -l app=web -f web.yaml -c inj.yaml" },
  { name: "kubectl's -k", args: "inject -k . -c inj.yaml" },
  { name: "-R", args: "inject -R -f . -c inj.yaml" },
  { name: "apply", args: "apply -f web.yaml" },
  { name: "kube-inject", args: "kube-inject -f web.yaml" },
  { name: "remove", args: "remove -f web.yaml" },
  { name: "help of a command", args: "help inject" },
  { name: "--version", args: "--version" },
  { name: "one dash for a long option", args: "inject -config inj.yaml -f web.yaml" },
  { name: "a long dash", args: "inject \u2013f web.yaml -c inj.yaml" },
  { name: "a comma between files", args: "inject -f web.yaml,inj.yaml -c inj.yaml" },
  { name: "a URL", args: "inject -f https://example.com/web.yaml -c inj.yaml" },
  { name: "a pattern that the shell did not expand", args: "inject -f *.yml -c inj.yaml" },
  { name: "a configuration that is not quite there", args: "inject -f web.yaml -c inj.yml" },
  { name: "-f without a space", args: "inject -f=web.yaml -c=inj.yaml" },
];

export const newcomers: Readonly<Record<string, readonly Mistake[]>> = {
  "newcomer-configurations": configurations,
  "newcomer-workloads": workloads,
  "newcomer-options": options,
};
