import { usesNativeSidecars } from "../../../src/istio/config/native-sidecars.ts";
import { assert, table } from "../../cases.ts";

const rows: readonly { readonly kubernetesVersion?: string; readonly setting?: unknown; readonly native: boolean }[] = [
  { native: true },
  { kubernetesVersion: "1.33", native: true },
  { kubernetesVersion: "v1.33.1+k3s1", native: true },
  { kubernetesVersion: "1.32", native: false },
  { kubernetesVersion: "unknown", native: false },
  { kubernetesVersion: "1.20", setting: "true", native: true },
  { kubernetesVersion: "1.34", setting: false, native: false },
  { kubernetesVersion: "1.32", setting: "auto", native: false },
  { kubernetesVersion: "1.34", setting: null, native: true },
];

table("native sidecars", rows, {
  title: ({ kubernetesVersion, setting }) => `kubelet ${kubernetesVersion}, setting ${setting}`,
  run: ({ kubernetesVersion, setting, native }) => assert.is(usesNativeSidecars({ kubernetesVersion, setting }), native),
});
