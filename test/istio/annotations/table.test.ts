import { annotationRow, annotationTable } from "../../../src/istio/annotations/table.ts";
import { defaultProxyConfig } from "../../../src/istio/config/mesh-defaults.ts";
import { injectIstio } from "../../../src/istio/inject-istio.ts";
import { lintPod } from "../../../src/istio/lint/lint-pod.ts";
import { containersIn } from "../../../src/kube/pod.ts";
import { newMap } from "../../../src/value/value.ts";
import { assert, table } from "../../cases.ts";
import { injectContext, podOf } from "../contexts.ts";

type Table = typeof annotationTable;
type Checked = { [Key in keyof Table]: Table[Key]["value"] extends string ? never : Key }[keyof Table];

const quantity = { good: "100m", bad: "a lot" };
const seconds = { good: "4294967295", bad: "-1" };
const interfaces = { good: "eth0,net1", bad: "0eth" };
const boolean = { good: "false", bad: "no" };

/** For each annotation whose value is checked, one that is fine and one that is not. */
const values: Readonly<Record<Checked | "proxyConfig", { readonly good: string; readonly bad: string }>> = {
  proxyConfig: { good: "concurrency: 2", bad: "concurrency: [" },
  nativeSidecar: { good: "true", bad: "1" },
  proxyImage: { good: "example.com/proxyv2:1", bad: "proxyv2" },
  logLevel: { good: "info,misc:error", bad: "verbose" },
  proxyImageType: { good: "debug", bad: "slim" },
  proxyCpu: quantity,
  proxyMemory: quantity,
  proxyCpuLimit: quantity,
  proxyMemoryLimit: quantity,
  initCpu: quantity,
  initMemory: quantity,
  initCpuLimit: quantity,
  initMemoryLimit: quantity,
  holdApplication: { good: "T", bad: "yes" },
  capNetBindService: { good: "true", bad: "1" },
  interceptionMode: { good: "TPROXY", bad: "tproxy" },
  includeInboundPorts: { good: "*", bad: "*,80" },
  excludeInboundPorts: { good: "80, 443", bad: "*" },
  includeOutboundPorts: { good: "80,443", bad: "80, 443" },
  excludeOutboundPorts: { good: "", bad: "65536" },
  includeOutboundIpRanges: { good: "*", bad: "10.0.0.1" },
  excludeOutboundIpRanges: { good: "10.0.0.0/8,fd00::/8", bad: "*" },
  excludeInterfaces: interfaces,
  rerouteInterfaces: interfaces,
  kubevirtInterfaces: interfaces,
  statusPort: { good: "0", bad: "http" },
  readinessInitialDelay: seconds,
  readinessPeriod: seconds,
  readinessFailureThreshold: seconds,
  rewriteProbers: boolean,
  mergeMetrics: boolean,
  scrapeTargets: { good: "80:/metrics,90", bad: ":/metrics" },
  statsHistogramBuckets: { good: '{"istiocustom":[1,5]}', bad: '{"istiocustom":1}' },
  statsHistogramBins: { good: '{"istiocustom":20}', bad: "20" },
  statsFlushInterval: { good: "5s", bad: "5" },
  statsEvictionInterval: { good: "1m30s", bad: "often" },
  statsCompression: { good: "gzip, zstd", bad: "zip" },
  datadogEnv: { good: '{"DD_ENV":"prod"}', bad: '{"DD_ENV":1}' },
};

table("annotations whose value is checked", Object.entries(values), {
  title: ([key]) => key,
  run: ([key, { good, bad }]) => {
    const { name, refuses } = annotationRow(annotationTable[key as Checked].name)!;
    assert.equal(verdicts(name, good), []);
    assert.equal(verdicts(name, null), verdicts(name, ""));
    assert.equal(verdicts(name, bad), [refuses ? "InvalidAnnotation" : "DoubtfulAnnotation"]);
  },
});

table("annotations by what is instead", Object.keys(annotationTable), {
  title: (key) => key,
  run: (key) => {
    const { name, standing, instead } = annotationRow(annotationTable[key as keyof Table].name)!;
    const isReplaced = standing === "deprecated" || standing === "guide" || standing === "none";
    assert.is(instead !== undefined, isReplaced);
    const said = standing === "deprecated" ? "DeprecatedAnnotation" : standing === "guide" ? "GuideAnnotation" : "IgnoredAnnotation";
    const codes = codesOf(name, key in values ? values[key as Checked].good : "true");
    for (const code of ["DeprecatedAnnotation", "GuideAnnotation", "IgnoredAnnotation"])
      assert.is(codes.includes(code), isReplaced && code === said);
  },
});

function verdicts(name: string, value: string | null): readonly string[] {
  return codesOf(name, value).filter((code) => code === "InvalidAnnotation" || code === "DoubtfulAnnotation");
}

/** What injection and `check` find about a pod with that annotation. */
function codesOf(name: string, value: string | null): readonly string[] {
  const podTemplate = podOf({ annotations: { [name]: value } });
  const { podTemplate: injected, diagnostics } = injectIstio(podTemplate, injectContext());
  const findings = lintPod({
    partyOf: (list, name) => (containersIn(podTemplate, list).some((own) => own.name === name) ? "the pod" : "Istio"),
    podTemplate,
    injected,
    unread: [],
    values: newMap(),
    proxyConfig: defaultProxyConfig,
    workload: { apiVersion: "apps/v1", kind: "Deployment", name: "web", namespace: "shop" },
    workloadMetadata: newMap(),
    outer: [],
    namespaceLabels: newMap(),
    kubernetesVersion: undefined,
    webhooks: [],
    peerAuthentications: [],
  });
  return [...diagnostics, ...findings].map(({ code }) => code);
}
