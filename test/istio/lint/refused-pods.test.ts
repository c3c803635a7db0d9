import { type LintRow, lintTable } from "./lint-table.ts";

const cni = { pilot: { cni: { enabled: true } } };
const probed = { containers: [{ name: "app", readinessProbe: { httpGet: { path: "/r", port: 80 } } }] };
const proxyWith = (resources: unknown) => ({ containers: [{ name: "app" }, { name: "istio-proxy", image: "auto", resources }] });
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

lintTable("pods that Kubernetes refuses", refused);
