import { podOf } from "../contexts.ts";
import { type LintRow, lintTable } from "./lint-table.ts";

const cni = { pilot: { cni: { enabled: true } } };
const migrates = { initContainers: [{ name: "mig", image: "m:1" }], containers: [{ name: "app" }] };
const classic = [{ name: "istio-proxy" }];

/** A pod with a sidecar's init container behind Istio's, beside a classic proxy or behind a native one. */
function afterInit(proxy: readonly object[], args: readonly string[] = [], securityContext = {}): NonNullable<LintRow["facts"]> {
  const native = proxy.length > 0 ? [] : [{ name: "istio-proxy", restartPolicy: "Always" }];
  const initContainers = [{ name: "istio-init", args }, ...native, { name: "mig", securityContext }];
  return { injected: podOf({}, { initContainers, containers: [{ name: "app" }, ...proxy] }) };
}

const initContainers: readonly LintRow[] = [
  { name: "behind CNI, before a classic proxy", native: false, values: cni, spec: migrates, codes: ["InitBeforeProxy"], says: "mig" },
  { name: "behind CNI, after a native proxy", values: cni, spec: migrates, codes: [] },
  { name: "before istio-init", native: false, spec: migrates, codes: [] },
  {
    name: "behind istio-init, before a classic proxy",
    facts: afterInit(classic),
    codes: ["InitBeforeProxy"],
    says: "istio-init redirects",
  },
  { name: "behind istio-init, with what they call excluded", facts: afterInit(classic, ["-x", "10.0.0.0/8"]), codes: [] },
  { name: "behind istio-init that excludes nothing", facts: afterInit(classic, ["-x", "", "-b", "*"]), codes: ["InitBeforeProxy"] },
  { name: "behind istio-init and a native proxy", facts: afterInit([]), codes: [] },
  { name: "behind istio-init as the proxy's user", facts: afterInit(classic, [], { runAsUser: 1337 }), codes: [] },
  {
    name: "as the proxy's user",
    native: false,
    values: cni,
    spec: { ...migrates, initContainers: [{ name: "mig", securityContext: { runAsUser: 1337 } }] },
    codes: [],
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

lintTable("init containers", initContainers);
