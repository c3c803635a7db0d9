import { type LintRow, lintTable } from "./lint-table.ts";

const cni = { pilot: { cni: { enabled: true } } };
const migrates = { initContainers: [{ name: "mig", image: "m:1" }], containers: [{ name: "app" }] };
const probed = { containers: [{ name: "app", readinessProbe: { httpGet: { path: "/r", port: 80 } } }] };
const gateway = { "inject.istio.io/templates": "gateway" };
const proxyWith = (resources: unknown) => ({ containers: [{ name: "app" }, { name: "istio-proxy", image: "auto", resources }] });
const lifecycle = { global: { proxy: { lifecycle: { preStop: { exec: { command: ["drain"] } } } } } };
const held = { defaultConfig: { holdApplicationUntilProxyStarts: true } };

const initContainers: readonly LintRow[] = [
  { name: "behind CNI, before a classic proxy", native: false, values: cni, spec: migrates, codes: ["InitBeforeProxy"], says: "mig" },
  { name: "behind CNI, after a native proxy", values: cni, spec: migrates, codes: [] },
  { name: "before istio-init", native: false, spec: migrates, codes: [] },
  {
    name: "as the proxy's user",
    native: false,
    values: cni,
    spec: { ...migrates, initContainers: [{ name: "mig", securityContext: { runAsUser: 1337 } }] },
    codes: ["ProxyUser"],
  },
  {
    name: "with what they call excluded",
    native: false,
    values: cni,
    spec: migrates,
    annotations: { "traffic.sidecar.istio.io/excludeOutboundPorts": "5432" },
    codes: [],
  },
  {
    name: "with what they call excluded by the values",
    native: false,
    values: { ...cni, global: { proxy: { excludeIPRanges: "10.0.0.0/8" } } },
    spec: migrates,
    codes: [],
  },
  {
    name: "whose traffic is not redirected",
    native: false,
    values: cni,
    spec: migrates,
    annotations: { "sidecar.istio.io/interceptionMode": "NONE" },
    codes: [],
  },
];

const hold: readonly LintRow[] = [
  { name: "a lifecycle in place of hold's hook", native: false, values: lifecycle, mesh: held, codes: ["HoldWithoutHook"] },
  {
    name: "a lifecycle in place of hold's hook, by the values",
    native: false,
    values: { global: { proxy: { ...lifecycle.global.proxy, holdApplicationUntilProxyStarts: true } } },
    codes: ["HoldWithoutHook"],
  },
  { name: "a native proxy", values: lifecycle, mesh: held, codes: [] },
  { name: "a lifecycle alone", native: false, values: lifecycle, codes: [] },
  { name: "hold alone", native: false, mesh: held, codes: [] },
  {
    name: "a lifecycle with a hook",
    native: false,
    values: { global: { proxy: { lifecycle: { postStart: { exec: { command: ["pilot-agent", "wait"] } } } } } },
    mesh: held,
    codes: [],
  },
];

const include = "traffic.sidecar.istio.io/includeInboundPorts";
const exclude = "traffic.sidecar.istio.io/excludeInboundPorts";
const includeRanges = "traffic.sidecar.istio.io/includeOutboundIPRanges";
const excludeRanges = "traffic.sidecar.istio.io/excludeOutboundIPRanges";
const lists: readonly LintRow[] = [
  { name: "ports excluded beside others included", annotations: { [include]: "80", [exclude]: "81" }, codes: ["IgnoredAnnotation"] },
  { name: "ports excluded where none is included", annotations: { [include]: "", [exclude]: "81" }, codes: ["IgnoredAnnotation"] },
  { name: "ports excluded of all", annotations: { [include]: "*", [exclude]: "81" }, codes: [] },
  { name: "ports excluded", annotations: { [exclude]: "81" }, codes: [] },
  {
    name: "ports excluded beside others that the values include",
    values: { global: { proxy: { includeInboundPorts: "80" } } },
    annotations: { [exclude]: "81" },
    codes: ["IgnoredAnnotation"],
  },
  { name: "no ports excluded", annotations: { [include]: "80", [exclude]: "" }, codes: [] },
  {
    name: "ranges excluded beside others included",
    annotations: { [includeRanges]: "10.0.0.0/8", [excludeRanges]: "10.1.0.0/16" },
    codes: ["IgnoredAnnotation"],
    says: "documented",
  },
  { name: "a gateway reads neither", annotations: { ...gateway, [include]: "80", [exclude]: "81" }, codes: [] },
];

const port = "status.sidecar.istio.io/port";
const apparmor = "container.apparmor.security.beta.kubernetes.io";
const refused: readonly LintRow[] = [
  { name: "probes to the port 0", annotations: { [port]: "0" }, spec: probed, codes: ["ProbePortZero"], says: "probes of app" },
  { name: "the port 0 without probes", annotations: { [port]: "0" }, codes: [] },
  {
    name: "the port 0 with probes that stay",
    annotations: { [port]: "0", "sidecar.istio.io/rewriteAppHTTPProbers": "false" },
    spec: probed,
    codes: [],
  },
  { name: "the port 0 of the mesh", mesh: { defaultConfig: { statusPort: 0 } }, spec: probed, codes: ["ProbePortZero"] },
  { name: "the proxy's own request above the limit", spec: proxyWith({ requests: { cpu: 4 } }), codes: ["RequestAboveLimit"], says: "4" },
  { name: "the proxy's own request at the limit", spec: proxyWith({ requests: { cpu: "2" } }), codes: [] },
  { name: "the values' request", values: { global: { proxy: { resources: { requests: { cpu: 3 } } } } }, codes: ["RequestAboveLimit"] },
  { name: "AppArmor for the proxy", annotations: { [`${apparmor}/istio-proxy`]: "runtime/default" }, codes: [] },
  {
    name: "AppArmor for istio-init where there is none",
    annotations: { [`${apparmor}/istio-init`]: "unconfined" },
    values: cni,
    codes: ["AppArmorContainer"],
    says: "istio-validation, istio-proxy, app",
  },
  { name: "AppArmor in a pod that is not injected", skipped: true, annotations: { [`${apparmor}/x`]: "unconfined" }, codes: [] },
];

const mount = "sidecar.istio.io/userVolumeMount";
const userVolumes: readonly LintRow[] = [
  { name: "a mount without a volume", annotations: { [mount]: '{"rh":{"mountPath":"/x"}}' }, codes: ["MissingVolume"], says: "rh" },
  {
    name: "a mount of a volume misspelt",
    annotations: { [mount]: '{"certs":{"mountPath":"/x"}}', "sidecar.istio.io/userVolume": '{"cert":{"emptyDir":{}}}' },
    codes: ["MissingVolume"],
    says: "Did you mean cert",
  },
  {
    name: "a mount of the annotation's volume",
    annotations: { [mount]: '[{"name":"rh","mountPath":"/x"}]', "sidecar.istio.io/userVolume": '[{"name":"rh","emptyDir":{}}]' },
    codes: [],
  },
  {
    name: "a mount of the pod's volume",
    annotations: { [mount]: '{"rh":{"mountPath":"/x"}}' },
    spec: { containers: [{ name: "app" }], volumes: [{ name: "rh", emptyDir: {} }] },
    codes: [],
  },
  {
    name: "a mount that may be a claim's",
    annotations: { [mount]: '{"rh":{"mountPath":"/x"}}' },
    facts: { workload: { apiVersion: "apps/v1", kind: "StatefulSet", name: "db", namespace: "shop" } },
    codes: [],
  },
  { name: "a mount on a gateway", annotations: { ...gateway, [mount]: '{"rh":{"mountPath":"/x"}}' }, codes: [] },
];

lintTable("user volumes", userVolumes);
lintTable("init containers", initContainers);
lintTable("the application held", hold);
lintTable("lists of what to exclude", lists);
lintTable("pods that Kubernetes refuses", refused);
