import { annotated, checks, injected, newer, ns, pod } from "./check-findings.ts";
import { deployment, istioSidecar, namespace, ownSidecar } from "./manifests.ts";

const job = `apiVersion: batch/v1
kind: Job
metadata:
  name: once
  namespace: shop
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
      - name: once
        image: job:1
`;
const native = ownSidecar.replace(
  "        containers:\n        - name",
  "        initContainers:\n        - restartPolicy: Always\n          name",
);
const canary = (name: string) => `apiVersion: flagger.app/v1beta1
kind: Canary
metadata: {name: web, namespace: shop}
spec:
  targetRef: {apiVersion: apps/v1, kind: Deployment, name: ${name}}
`;
const strict = `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: all, namespace: shop}
spec: {mtls: {mode: STRICT}}
`;
const webhook = `apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: {name: istio-sidecar-injector}
webhooks:
- name: namespace.sidecar-injector.istio.io
  namespaceSelector: {matchLabels: {istio-injection: enabled}}
`;
const farm = `apiVersion: example.com/v1
kind: Farm
metadata: {name: f, namespace: shop}
pods:
- template:
    metadata:
      annotations: {sidecar.istio.io/logLevl: info}
    spec: {containers: [{name: a, image: "a:1"}]}
`;

checks("check: what breaks once it is applied, each at its line", [
  {
    name: "a port that a sidecar and the app both listen on",
    input: `${ns}---\n${deployment("web")}        ports: [{containerPort: 2020}]\n`,
    config: ownSidecar.replace("          resources:", "          ports: [{containerPort: 2020}]\n          resources:"),
    found: ["error PortConflict 7"],
    code: 1,
  },
  {
    name: "a volume of another source",
    input: `${ns}---\n${deployment("web")}      volumes:\n      - name: logs\n        emptyDir: {}\n`,
    config: `${ownSidecar}        volumes: [{name: logs, hostPath: {path: /var/log}}]\n`.replace("        volumes", "        volumes"),
    found: ["error VolumeConflict 23"],
    code: 1,
  },
  {
    name: "a container of the sidecar's name with another image",
    input: `${ns}---\n${deployment("web")}      - name: shipper\n        image: other:1\n`,
    found: ["error ContainerConflict 23"],
    code: 1,
  },
  {
    name: "a port of the proxy's",
    input: `${ns}---\n${deployment("web")}        ports:\n        - name: admin\n          containerPort: 15000\n`,
    config: istioSidecar,
    found: ["warning ReservedPort 24"],
    code: 1,
  },
  {
    name: "the proxy's user, of a container",
    input: `${ns}---\n${deployment("web")}        securityContext:\n          runAsUser: 1337\n`,
    config: istioSidecar,
    found: ["warning ProxyUser 23"],
    code: 1,
  },
  {
    name: "the proxy's user, of the pod",
    input: `${ns}---\n${deployment("web")}      securityContext: {runAsUser: 1337}\n`,
    config: istioSidecar,
    found: ["warning ProxyUser 22"],
    code: 1,
  },
  {
    name: "a proxy of another revision in what is committed",
    input: `${ns}---\n${annotated("web", `sidecar.istio.io/status: '{"revision":"old"}'`)}`,
    config: istioSidecar,
    found: ["warning OtherRevision 19"],
    code: 1,
  },
  {
    name: "a proxy of another revision in a running pod",
    input: `${ns}---\n${pod("x").replace("  namespace: shop\n", `  namespace: shop\n  annotations: {sidecar.istio.io/status: '{"revision":"old"}'}\n`)}`,
    config: istioSidecar,
    found: ["warning OtherRevision 12"],
    code: 1,
  },
  {
    name: "a proxy of the revision that serves",
    input: `${ns}---\n${annotated("web", `sidecar.istio.io/status: '{"revision":"default"}'`)}`,
    config: istioSidecar,
    found: [],
    code: 0,
  },
  {
    name: "a revision that nobody serves",
    input: `${namespace("shop", "istio.io/rev: gone")}---\n${deployment("web")}`,
    config: istioSidecar,
    found: ["error UnservedRevision 7"],
    code: 1,
  },
  {
    name: "a Job that is stale, which a cluster does not take",
    input: injected(job, ownSidecar),
    config: newer,
    found: ["error SidecarKeepsJob 23", "error StaleInjection 7", "warning ImmutableTemplate 7"],
    code: 1,
  },
  { name: "a Job with an ordinary sidecar", input: `${ns}---\n${job}`, found: ["error SidecarKeepsJob 7"], code: 1 },
  {
    name: "a Job with an ordinary sidecar of a Go template",
    input: `${ns}---\n${job}`,
    config: ownSidecar.replace("    template:\n      spec:", "    templateText: |\n      spec:"),
    found: ["error SidecarKeepsJob 7"],
    code: 1,
  },
  {
    name: "a Job with an ordinary container of a template of Istio's, beside a native proxy",
    input: `${ns}---\n${job.replace("    spec:\n      restart", '    metadata: {annotations: {inject.istio.io/templates: "sidecar,extra"}}\n    spec:\n      restart')}`,
    config: `${istioSidecar.replace("{tag: 1.30.5}\n", "")}\n    tag: 1.30.5\n    templates: {extra: 'spec: {containers: [{name: extra, image: "extra:1"}]}'}\n`,
    found: ["error SidecarKeepsJob 7"],
    code: 1,
  },
  {
    name: "a Job whose own container a sidecar completes",
    input: `${ns}---\n${job}`,
    config: ownSidecar.replace("- name: shipper\n          image: fluent-bit:3", "- name: once"),
    found: [],
    code: 0,
  },
  { name: "a Job with a native sidecar", input: injected(job, native), config: native, found: [], code: 0 },
  {
    name: "a Job that says that its sidecar ends",
    input: `${ns}---\n${job.replace("  namespace: shop\n", "  namespace: shop\n  annotations: {galley.istio.io/analyze-suppress: SidecarKeepsJob}\n")}`,
    found: [],
    code: 0,
  },
  {
    name: "stale injection of a workload that does not want to hear of it",
    input: injected(annotated("web", 'galley.istio.io/analyze-suppress: "*"'), ownSidecar),
    config: newer,
    found: [],
    code: 0,
  },
  {
    name: "a Job with an ordinary proxy",
    input: `${ns}---\n${job}`,
    config: istioSidecar.replace("1.34", "1.30"),
    found: ["error SidecarKeepsJob 7"],
    code: 1,
  },
  {
    name: "a Pod Security level that forbids the init container",
    input: `${namespace("shop", "istio-injection: enabled, pod-security.kubernetes.io/enforce: restricted")}---\n${deployment("web")}`,
    config: istioSidecar,
    found: ["warning PodSecurityRejects 7", "warning PodSecurityRejects 7"],
    code: 1,
  },
  {
    name: "a workload that Flagger copies",
    input: `${ns}---\n${deployment("web")}---\n${canary("web")}`,
    config: istioSidecar,
    found: ["warning ClonedIdentity 27"],
    code: 1,
  },
  {
    name: "a workload that Flagger copies without proxy",
    input: `${ns}---\n${deployment("web")}---\n${canary("web")}`,
    found: [],
    code: 0,
  },
  {
    name: "another workload that Flagger copies",
    input: `${ns}---\n${deployment("web")}---\n${canary("api")}`,
    config: istioSidecar,
    found: [],
    code: 0,
  },
  {
    name: "mutual TLS that a pod without proxy does not speak",
    input: `${namespace("shop", "")}---\n${deployment("web")}---\n${strict}`,
    config: istioSidecar,
    found: ["warning StrictWithoutSidecar 7"],
    code: 1,
  },
  {
    name: "a proxy made by hand",
    input: `${ns}---\n${deployment("web")}      - name: istio-proxy\n        image: example.com/proxyv2:1.20.0\n`,
    config: istioSidecar,
    found: ["warning HandMadeProxy 23"],
    code: 1,
  },
  {
    name: "an image that nothing replaces",
    input: `${namespace("shop", "a: b")}---\n${deployment("web")}      - name: istio-proxy\n        image: auto\n`,
    config: istioSidecar,
    found: ["error ImageAuto 23"],
    code: 1,
  },
  {
    name: "the same, where all that should be is injected",
    input: `${namespace("shop", "a: b")}---\n${deployment("web")}      - name: istio-proxy\n        image: auto\n`,
    config: istioSidecar,
    args: ["--require-injected"],
    found: ["error ImageAuto 23"],
    code: 1,
  },
  {
    name: "a workload that was renamed after its injection",
    input: `${namespace("shop", "")}---\n${annotated("web", "sidecar.istio.io/status: '{}'")}      - name: istio-proxy\n        image: example.com/proxyv2:1.30.5\n        env: [{name: ISTIO_META_WORKLOAD_NAME, value: base}]\n`,
    config: istioSidecar,
    found: ["warning StaleIdentity 26"],
    code: 1,
  },
  {
    name: "an injected pod that a webhook injects once more",
    input: `${ns}---\n${deployment("web")}---\n${webhook}`,
    config: istioSidecar,
    found: ["warning WebhookWillReinject 7"],
    code: 1,
  },
  {
    name: "an annotation whose value Istio refuses",
    input: `${ns}---\n${annotated("web", "sidecar.istio.io/proxyCPU: much")}`,
    config: istioSidecar,
    found: ["error InvalidAnnotation 19"],
    code: 1,
  },
  {
    name: "a misspelt annotation of a kind of the user's",
    input: farm,
    config: istioSidecar.replace(
      "spec:\n",
      'spec:\n  namespaces: {known: [{name: shop}]}\n  workloads: [{apiVersion: example.com/v1, kind: Farm, podTemplates: ["pods[].template"]}]\n',
    ),
    found: ["warning UnknownAnnotation 7"],
    code: 1,
  },
]);
