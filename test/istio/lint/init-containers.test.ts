import { type LintRow, lintTable } from "./lint-table.ts";

const cni = { pilot: { cni: { enabled: true } } };
const migrates = { initContainers: [{ name: "mig", image: "m:1" }], containers: [{ name: "app" }] };

const initContainers: readonly LintRow[] = [
  { name: "behind CNI, before a classic proxy", native: false, values: cni, spec: migrates, codes: ["InitBeforeProxy"], says: "mig" },
  { name: "behind CNI, after a native proxy", values: cni, spec: migrates, codes: [] },
  { name: "before istio-init", native: false, spec: migrates, codes: [] },
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
