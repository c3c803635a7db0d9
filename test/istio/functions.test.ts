import { hasErrors } from "../../src/diagnostic/diagnostic.ts";
import { usesNativeSidecars } from "../../src/istio/config/native-sidecars.ts";
import { asMessage } from "../../src/istio/config/overlay-message.ts";
import { proxyConfigJson } from "../../src/istio/config/proxy-config-json.ts";
import { readMessage } from "../../src/istio/config/read-message.ts";
import { goJson, parseJson } from "../../src/istio/go-json.ts";
import { sidecarOf } from "../../src/istio/pod-containers.ts";
import { appProbers } from "../../src/istio/post/app-probers.ts";
import { envOfInjectPath, overwriteClusterEnv } from "../../src/istio/post/cluster-env.ts";
import { injectionStatus } from "../../src/istio/post/injection-status.ts";
import { checkMetrics, mergeMetrics, metricsAnnotations, nameSecureMetricsPort } from "../../src/istio/post/merge-metrics.ts";
import { rewriteProbes, withProbers } from "../../src/istio/post/rewrite-probes.ts";
import { workloadOfPod } from "../../src/istio/profile/deploy-meta.ts";
import { excludeInboundPort } from "../../src/istio/profile/init-container.ts";
import { appendMultusNetwork } from "../../src/istio/profile/multus-network.ts";
import { otelResourceAttributes } from "../../src/istio/profile/otel-resource-attributes.ts";
import { isNative } from "../../src/istio/profile/pod-settings.ts";
import { proxyImage } from "../../src/istio/profile/proxy-image.ts";
import { proxyResources } from "../../src/istio/profile/proxy-resources.ts";
import { reservedPort } from "../../src/istio/reserved-ports.ts";
import { parseScrapeTargets } from "../../src/istio/scrape-targets.ts";
import { validateAnnotations } from "../../src/istio/validate.ts";
import { annotationTexts, containersIn, envOf, withContainers } from "../../src/kube/pod.ts";
import { equal, toValue, type Value, type ValueMap } from "../../src/value/value.ts";
import { assert, suite } from "../cases.ts";
import { mapOf, meshOf, podContext, podOf, stepped, valuesOf } from "./contexts.ts";
import { corpusTable } from "./corpus.ts";
import { normalise } from "./normalise.ts";
import { readYaml } from "./yaml.ts";

// biome-ignore lint/suspicious/noExplicitAny: each table's rows have a shape of their own
type Row = any;

const options = { readYaml, guideAnnotations: true };

/** For each table, what a row gives and what it wants. */
const decisions: Readonly<Record<string, (row: Row) => void>> = {
  nativeSidecar: ({ mode, nodes, want }) => {
    const setting = { auto: "auto", enabled: "true", disabled: "false" }[mode as string];
    const all = nodes.every((version: string) => usesNativeSidecars({ kubernetesVersion: version, setting }));
    assert.is(all, want);
  },
  nativeSidecarAnnotation: ({ annotations, nativeSidecars, wantProxyIn }) => {
    const native = isNative(podContext({ pod: podOf({ annotations }), nativeSidecars }));
    assert.is(native ? "initContainers" : "containers", wantProxyIn);
  },
  prometheusMerge: ({ meshEnablePrometheusMerge, annotations, want }) => {
    const mesh = meshEnablePrometheusMerge === null ? {} : { enablePrometheusMerge: meshEnablePrometheusMerge };
    const pod = podOf({ annotations });
    assert.is(stepped(mergeMetrics, pod, podContext({ podMeshConfig: meshOf(mesh) })) !== pod, want);
  },
};

const functions: Readonly<Record<string, (row: Row) => void>> = {
  omitNil: (row) => {
    const values = mapOf({ global: { proxy: { resources: row.in } } });
    assert.equal(proxyResources(podContext({ values })), toValue(row.want));
  },
  otelResourceAttributes: ({ mesh, annotations, labels, namespace, containers, want }) => {
    const workload = { apiVersion: "apps/v1", kind: "Deployment", name: "web", namespace };
    const pod = podOf({ annotations, labels }, { containers });
    assert.is(otelResourceAttributes(podContext({ meshConfig: meshOf(mesh), pod, workload })), want);
  },
  appendMultusNetwork: ({ existing, network, want }) => {
    assert.is(appendMultusNetwork(existing, network), want);
    assert.is(appendMultusNetwork(want, network), want);
  },
  appendMultusNetworkDerived: ({ existing, network, want }) => assert.is(appendMultusNetwork(existing, network), want),
  protoToJSON: ({ proxyConfig, want }) => {
    const { fields } = readMessage("ProxyConfig", toValue(proxyConfig));
    assert.is(proxyConfigJson(asMessage("ProxyConfig", fields)), want);
  },
  proxyImage: ({ values, proxyConfigImage, annotations, want }) => {
    const { fields } = readMessage("ProxyConfig", mapOf({ image: proxyConfigImage ?? {} }));
    const context = { values: valuesOf(values), proxyConfig: asMessage("ProxyConfig", fields), pod: podOf({ annotations }) };
    assert.is(proxyImage(podContext(context)), want);
  },
  parseInjectEnvs: ({ path, want }) => assert.equal(envOfInjectPath(path), want),
  updateClusterEnvs: ({ env, newVars, want }) => {
    const pod = podOf({}, { containers: [{ name: "istio-proxy", env }] });
    const proxy = sidecarOf(stepped(overwriteClusterEnv, pod, podContext({ proxyEnv: newVars })));
    assert.equal(envOf(proxy as ValueMap), toValue(want));
  },
  mergeOrAppendProbers: ({ previouslyInjected, env, probers, want }) =>
    assert.equal(envOf(withProbers(mapOf({ env }), probers, previouslyInjected)), toValue(want)),
  parseStatus: ({ status, want }) => {
    const { containers = [], initContainers = [] } = injectionStatus(podOf({ annotations: { "sidecar.istio.io/status": status } })) ?? {};
    assert.equal({ containers, initContainers }, want);
  },
  findSidecar: ({ pod, want }) => assert.is(sidecarOf(mapOf(pod))?.name ?? null, want),
  shouldRewriteAppHTTPProbers: ({ annotations, valuesSetting: setting, want }) => {
    const pod = podOf({ annotations }, { containers: [{ name: "app", livenessProbe: { httpGet: { port: 80 } } }] });
    assert.is(!equal(rewritten(pod, { setting, statusPort: 15020 }), pod), want);
  },
  dumpAppProbers: ({ pod, statusPort, want }) => assert.equal(parseJson(appProbers(mapOf(pod), statusPort)), toValue(want)),
  probesDerived: ({ pod, statusPort, wantProbers, wantSpec }) => {
    assert.is(appProbers(mapOf(pod), statusPort), wantProbers);
    assert.equal(normalise(rewritten(mapOf(pod), { statusPort }).spec as Value), normalise(toValue(wantSpec)));
  },
  patchRewriteProbe: ({ pod, statusPort, want }) => assert.equal(rewritten(mapOf(pod), { statusPort }), toValue(want)),
  prometheusScrapeConfiguration: ({ annotations, wantPort, wantPath, wantTargets }) => {
    const { port = "", path = "", targets } = metricsAnnotations(podOf({ annotations }));
    assert.equal({ port, path, targets }, { port: wantPort, path: wantPath, targets: wantTargets ?? [] });
  },
  parseScrapeTargets: (row) => assert.equal(parseScrapeTargets(row.in), row.wantErr ? undefined : (row.want ?? [])),
  reservedPort: ({ port, reserved }) => assert.is(reservedPort(port) !== undefined, reserved),
  applyPrometheusMerge: ({ annotations, wantErrContains, wantAnnotations, wantAnnotationsAbsent }) => {
    const pod = podOf({ annotations }, { containers: [{ name: "app" }, { name: "istio-proxy" }] });
    const problems = checkMetrics(pod, podContext()).map(({ message }) => message);
    assert.is(problems.length > 0, wantErrContains !== null, problems.join());
    for (const part of (wantErrContains ?? []).filter((text: string) => /^\d+$/.test(text))) assert.match(problems.join(), part);
    const got = annotationTexts(stepped(mergeMetrics, pod));
    for (const [key, value] of Object.entries(wantAnnotations ?? {})) assert.is(got[key], value);
    for (const key of wantAnnotationsAbsent ?? []) assert.is(got[key], undefined);
  },
  securePrometheusAnnotation: ({ proxyEnv, annotations, want }) => {
    const containers = proxyEnv === null ? [{ name: "app" }] : [{ name: "app" }, { name: "istio-proxy", env: proxyEnv }];
    const got = stepped(nameSecureMetricsPort, podOf({ annotations }, { containers }));
    assert.is(annotationTexts(got)["prometheus.istio.io/secure-port"] ?? null, want);
  },
  deployMetaFromPod: ({ pod, wantName, wantKind, wantAPIVersion }) => {
    const { name, kind, apiVersion } = workloadOfPod(mapOf(pod));
    assert.equal({ name, kind, apiVersion }, { name: wantName, kind: wantKind, apiVersion: wantAPIVersion });
  },
  validateResourceQuantity: ({ value, wantErr }) => assert.is(refuses({ "sidecar.istio.io/proxyCPU": value }), wantErr),
  validateAnnotations: ({ annotations, wantErr }) => assert.is(refuses(annotations), wantErr),
  validateInterfaceNames: ({ value, wantErr }) => assert.is(refuses({ "traffic.sidecar.istio.io/excludeInterfaces": value }), wantErr),
  annotationValuesDerived: ({ annotation, value, wantErr }) => assert.is(refuses({ [annotation]: value }), wantErr),
  excludeInboundPortDerived: ({ port, excluded, want }) => assert.is(excludeInboundPort(String(port), excluded), want),
};

runTables("decisions.json", decisions);
runTables("functions.json", functions);

function runTables(file: string, tables: Readonly<Record<string, (row: Row) => void>>): void {
  for (const [name, run] of Object.entries(tables)) {
    suite(`Istio's table ${name}`, (test) => {
      corpusTable(file, name).rows.forEach((row, i) => {
        test(`${i} ${row.name ?? row.annotation ?? ""} ${goJson(toValue(row)).slice(0, 120)}`, () => run(row));
      });
    });
  }
}

/** The pod with its probes rewritten, which are of a pod with a proxy only: it gets one, and loses it again. */
function rewritten(pod: ValueMap, { setting = true, statusPort }: { setting?: boolean; statusPort: number }): ValueMap {
  const containers = containersIn(pod, "containers");
  const proxy = containers.find(({ name }) => name === "istio-proxy");
  const values = valuesOf({ sidecarInjectorWebhook: { rewriteAppHTTPProbe: setting } });
  const context = podContext({ values, podMeshConfig: meshOf({ defaultConfig: { statusPort } }) });
  const result = stepped(
    rewriteProbes,
    proxy ? pod : withContainers(pod, "containers", [...containers, mapOf({ name: "istio-proxy" })]),
    context,
  );
  return proxy ? result : withContainers(result, "containers", containersIn(result, "containers").slice(0, -1));
}

function refuses(annotations: Record<string, string>): boolean {
  return hasErrors(validateAnnotations(podOf({ annotations }), options));
}
