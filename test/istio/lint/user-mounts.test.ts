import { type LintRow, lintTable } from "./lint-table.ts";

const gateway = { "inject.istio.io/templates": "gateway" };
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
