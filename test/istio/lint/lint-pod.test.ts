import { readWebhooks } from "../../../src/istio/rules/webhooks.ts";
import { mapOf } from "../contexts.ts";
import { type LintRow, lintTable } from "./lint-table.ts";

const job = { apiVersion: "batch/v1", kind: "Job", name: "web", namespace: "shop" };
const webhook = readWebhooks(
  mapOf({
    kind: "MutatingWebhookConfiguration",
    metadata: { name: "istio-sidecar-injector", labels: { "istio.io/rev": "default" } },
    webhooks: [{ name: "namespace.sidecar-injector.istio.io", namespaceSelector: { matchLabels: { "istio-injection": "enabled" } } }],
  }),
)!;
const injectedBefore = {
  annotations: { "sidecar.istio.io/status": "{}" },
  spec: {
    containers: [{ name: "app" }, { name: "istio-proxy", image: "auto", env: [{ name: "ISTIO_META_WORKLOAD_NAME", value: "old" }] }],
  },
  skipped: true,
};

function ownedBy(namespace: string, name: string) {
  const env = [{ name: "ISTIO_META_OWNER", value: `kubernetes://apis/apps/v1/namespaces/${namespace}/deployments/${name}` }];
  return { ...injectedBefore, spec: { containers: [{ name: "app" }, { name: "istio-proxy", image: "auto", env }] } };
}

const hook = (restartPolicy: string) => ({ restartPolicy, containers: [{ name: "app" }] });

function peerAuthentication(mode: string, labels?: Record<string, string>, namespace = "shop") {
  const spec = { mtls: { mode }, ...(labels && { selector: { matchLabels: labels } }) };
  return mapOf({ kind: "PeerAuthentication", metadata: { name: "p", namespace }, spec });
}

function resources(cpu: string, cpuLimit: string, memory: string, memoryLimit: string): Record<string, string> {
  const named = { proxyCPU: cpu, proxyCPULimit: cpuLimit, proxyMemory: memory, proxyMemoryLimit: memoryLimit };
  return Object.fromEntries(Object.entries(named).map(([name, value]) => [`sidecar.istio.io/${name}`, value]));
}

const strict = peerAuthentication("STRICT");

const mutualTls: readonly LintRow[] = [
  { name: "strict for the namespace", skipped: true, facts: { peerAuthentications: [strict] }, codes: ["StrictWithoutSidecar"] },
  { name: "strict, with a proxy", facts: { peerAuthentications: [strict] }, codes: [] },
  { name: "permissive", skipped: true, facts: { peerAuthentications: [peerAuthentication("PERMISSIVE")] }, codes: [] },
  {
    name: "strict in another namespace",
    skipped: true,
    facts: { peerAuthentications: [peerAuthentication("STRICT", undefined, "bank")] },
    codes: [],
  },
  {
    name: "strict for other pods",
    skipped: true,
    facts: { peerAuthentications: [peerAuthentication("STRICT", { app: "db" })] },
    codes: [],
  },
  {
    name: "strict, and the pod is exempt",
    labels: { app: "web" },
    skipped: true,
    facts: { peerAuthentications: [strict, peerAuthentication("PERMISSIVE", { app: "web" })] },
    codes: [],
  },
];

const rows: readonly LintRow[] = [
  { name: "nothing to tell", codes: [] },
  {
    name: "a misspelt annotation",
    annotations: { "sidecar.istio.io/proxyCpus": "1" },
    codes: ["UnknownAnnotation"],
    says: "Did you mean sidecar.istio.io/proxyCPU?",
  },
  {
    name: "another prefix",
    annotations: { "traffic.istio.io/includeInboundPorts": "80" },
    codes: ["UnknownAnnotation"],
    says: "Did you mean traffic.sidecar.istio.io/includeInboundPorts?",
  },
  { name: "an annotation of another part of Istio", annotations: { "istio.io/dry-run": "true" }, codes: [] },
  { name: "an annotation of somebody else", annotations: { "example.com/proxyCPU": "1" }, codes: [] },
  {
    name: "the inject key on the workload",
    facts: { outer: [{ path: [], metadata: mapOf({ labels: { "sidecar.istio.io/inject": "false" } }) }] },
    codes: ["MisplacedAnnotation"],
    says: "the pod template's labels",
  },
  { name: "an annotation among the labels", labels: { "sidecar.istio.io/proxyCPU": "1" }, codes: ["MisplacedAnnotation"] },
  { name: "the namespace's label on a pod", labels: { "istio-injection": "enabled" }, codes: ["MisplacedAnnotation"] },
  { name: "a deprecated annotation", annotations: { "sidecar.istio.io/statsInclusionPrefixes": "a" }, codes: ["DeprecatedAnnotation"] },
  { name: "the inject annotation", annotations: { "sidecar.istio.io/inject": "true" }, codes: ["DeprecatedAnnotation"] },
  {
    name: "the inject annotation beside the label",
    annotations: { "sidecar.istio.io/inject": "true" },
    labels: { "sidecar.istio.io/inject": "true" },
    codes: [],
  },
  { name: "volumes as a list", annotations: { "sidecar.istio.io/userVolume": '[{"name":"a"}]' }, codes: [] },
  { name: "native yes", annotations: { "sidecar.istio.io/nativeSidecar": "yes" }, codes: ["DoubtfulAnnotation"] },
  { name: "an image without registry", annotations: { "sidecar.istio.io/proxyImage": "proxyv2" }, codes: ["DoubtfulAnnotation"] },
  { name: "a flush interval without unit", annotations: { "sidecar.istio.io/statsFlushInterval": "5" }, codes: ["DoubtfulAnnotation"] },
  { name: "an eviction interval", annotations: { "sidecar.istio.io/statsEvictionInterval": "1m" }, codes: [] },
  {
    name: "an eviction interval of words",
    annotations: { "sidecar.istio.io/statsEvictionInterval": "soon" },
    codes: ["DoubtfulAnnotation"],
  },
  { name: "histogram buckets", annotations: { "sidecar.istio.io/statsHistogramBuckets": '{"istiocustom":[1,5,10]}' }, codes: [] },
  {
    name: "histogram buckets without a prefix",
    annotations: { "sidecar.istio.io/statsHistogramBuckets": "[1,5,10]" },
    codes: ["DoubtfulAnnotation"],
  },
  { name: "histogram bins", annotations: { "sidecar.istio.io/statsHistogramBins": '{"istiocustom":20}' }, codes: [] },
  { name: "histogram bins of text", annotations: { "sidecar.istio.io/statsHistogramBins": "20" }, codes: ["DoubtfulAnnotation"] },
  {
    name: "the other deprecated annotations of statistics",
    annotations: {
      "sidecar.istio.io/statsInclusionSuffixes": "upstream_rq_timeout",
      "sidecar.istio.io/statsInclusionRegexps": ".*circuit_breakers.*",
      "sidecar.istio.io/extraStatTags": "tenant",
      "sidecar.istio.io/statsCompression": "brotli,gzip",
    },
    codes: ["DeprecatedAnnotation", "DeprecatedAnnotation", "DeprecatedAnnotation", "DeprecatedAnnotation"],
  },
  {
    name: "a compression that Envoy does not know",
    annotations: { "sidecar.istio.io/statsCompression": "lzma" },
    codes: ["DeprecatedAnnotation", "DoubtfulAnnotation"],
  },
  {
    name: "one resource annotation of four",
    annotations: { "sidecar.istio.io/proxyCPULimit": "1" },
    codes: ["ResourcesReplaced"],
    says: 'now {"limits":{"cpu":"1"}}, so a HorizontalPodAutoscaler',
  },
  {
    name: "all four resource annotations",
    annotations: Object.fromEntries(["CPU", "Memory", "CPULimit", "MemoryLimit"].map((name) => [`sidecar.istio.io/proxy${name}`, "1"])),
    codes: [],
  },
  {
    name: "a hand-made proxy",
    spec: { containers: [{ name: "app" }, { name: "istio-proxy", image: "istio/proxyv2:1.18.0" }] },
    codes: ["HandMadeProxy"],
    says: "istio/proxyv2:1.18.0",
  },
  { name: "the image auto", spec: { containers: [{ name: "app" }, { name: "istio-proxy", image: "auto" }] }, codes: [] },
  { name: "a reserved port", spec: { containers: [{ name: "app", ports: [{ containerPort: 15020 }] }] }, codes: ["ReservedPort"] },
  { name: "a port beside the reserved ones", spec: { containers: [{ name: "app", ports: [{ containerPort: 15011 }] }] }, codes: [] },
  { name: "the proxy's user", spec: { securityContext: { runAsUser: 1337 }, containers: [{ name: "app" }] }, codes: ["ProxyUser"] },
  {
    name: "a container that runs as the proxy's user",
    spec: { containers: [{ name: "app", securityContext: { runAsUser: 1337 } }] },
    codes: ["ProxyUser"],
  },
  {
    name: "a container that does not, in a pod that does",
    spec: { securityContext: { runAsUser: 1337 }, containers: [{ name: "app", securityContext: { runAsUser: 1000 } }] },
    codes: [],
  },
  { name: "TPROXY without CNI", annotations: { "sidecar.istio.io/interceptionMode": "TPROXY" }, codes: ["TproxyIsNoCni"] },
  {
    name: "TPROXY with CNI",
    annotations: { "sidecar.istio.io/interceptionMode": "TPROXY" },
    values: { pilot: { cni: { enabled: true } } },
    codes: [],
  },
  { name: "no interception", annotations: { "sidecar.istio.io/interceptionMode": "NONE" }, codes: [] },
  {
    name: "TPROXY of a pod that is not injected",
    annotations: { "sidecar.istio.io/interceptionMode": "TPROXY" },
    skipped: true,
    codes: [],
  },
  {
    name: "a request above its limit",
    annotations: resources("2", "1500m", "1Gi", "1Gi"),
    codes: ["DoubtfulAnnotation"],
    says: "Kubernetes refuses the pod: sidecar.istio.io/proxyCPU is 2 and sidecar.istio.io/proxyCPULimit is 1500m, and a request may not be above its limit",
  },
  {
    name: "memory above its limit",
    annotations: resources("1", "1", "1.5Gi", "1500Mi"),
    codes: ["DoubtfulAnnotation"],
    says: "Kubernetes refuses the pod: sidecar.istio.io/proxyMemory is 1.5Gi and sidecar.istio.io/proxyMemoryLimit is 1500Mi, and a request may not be above its limit",
  },
  { name: "requests below their limits", annotations: resources("1500m", "2", "1Gi", "2Gi"), codes: [] },
  { name: "dnsPolicy", spec: { dnsPolicy: "Default", containers: [{ name: "app" }] }, codes: ["DnsPolicy"] },
  { name: "ambient", labels: { "istio.io/dataplane-mode": "ambient" }, codes: ["AmbientSidecar"] },
  { name: "a Job with an ordinary sidecar", native: false, facts: { workload: job }, codes: ["SidecarKeepsJob"] },
  {
    name: "a hook that is a Pod",
    native: false,
    spec: hook("Never"),
    facts: { workload: { ...job, kind: "Pod" } },
    codes: ["SidecarKeepsJob"],
  },
  { name: "a Pod that restarts", native: false, spec: hook("Always"), facts: { workload: { ...job, kind: "Pod" } }, codes: [] },
  { name: "a JobSet", native: false, facts: { workload: { ...job, kind: "JobSet" } }, codes: ["SidecarKeepsJob"] },
  { name: "a Deployment with an ordinary sidecar", native: false, codes: [] },
  { name: "a Job with a native sidecar", facts: { workload: job }, codes: [] },
  { name: "a native sidecar on an old kubelet", facts: { kubernetesVersion: "1.27" }, codes: ["NativeUnsupported"] },
  {
    name: "a renamed workload",
    ...injectedBefore,
    codes: ["StaleIdentity"],
    says: "The proxy reports another workload than its own to the mesh: ISTIO_META_WORKLOAD_NAME is old; expected web",
  },
  {
    name: "a workload whose owner has another name",
    ...ownedBy("shop", "old"),
    codes: ["StaleIdentity"],
    says: "The proxy reports another workload than its own to the mesh: ISTIO_META_OWNER is old; expected web",
  },
  {
    name: "a workload that moved to another namespace",
    ...ownedBy("bank", "web"),
    codes: ["StaleIdentity"],
    says: "The proxy reports another workload than its own to the mesh: ISTIO_META_OWNER is bank; expected shop",
  },
  { name: "a workload that stayed", ...ownedBy("shop", "web"), codes: [] },
  { name: "a pod that goes by another name", ...ownedBy("shop", "web"), labels: { "service.istio.io/workload-name": "web" }, codes: [] },
  {
    name: "a webhook that injects again",
    facts: { webhooks: [webhook], namespaceLabels: mapOf({ "istio-injection": "enabled" }) },
    codes: ["WebhookWillReinject"],
  },
  { name: "a webhook that does not match", facts: { webhooks: [webhook] }, codes: [] },
  { name: "a pod that is not injected", skipped: true, spec: { dnsPolicy: "Default", containers: [{ name: "app" }] }, codes: [] },
  {
    name: "silenced by its code",
    annotations: { "sidecar.istio.io/inject": "true", "galley.istio.io/analyze-suppress": "DnsPolicy, IST0135" },
    spec: { dnsPolicy: "Default", containers: [{ name: "app" }] },
    codes: [],
  },
  {
    name: "silenced altogether, on the workload",
    labels: { "istio-injection": "enabled" },
    facts: { workloadMetadata: mapOf({ annotations: { "galley.istio.io/analyze-suppress": "*" } }) },
    codes: [],
  },
];

lintTable("what is reported about a pod", [...rows, ...mutualTls]);
