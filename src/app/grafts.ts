import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import type { Graft } from "../graft/graft.ts";
import { istioGraft } from "../istio/istio-graft.ts";
import { istioPlanes } from "../istio/istio-planes.ts";
import { meshObjects } from "../istio/mesh-objects.ts";
import type { ReadYaml } from "../istio/read-yaml.ts";
import { sidecarGraft } from "../sidecar/sidecar-graft.ts";
import type { ValueMap } from "../value/value.ts";
import type { Spec } from "./config-schema.ts";

export interface Grafts {
  readonly grafts: readonly Graft[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The grafts of a configuration, in order: the own sidecars, then Istio, which has to see their ports and containers. */
export function graftsOf(spec: Spec, objects: readonly ValueMap[], readYaml: ReadYaml): Grafts {
  const own = (spec.sidecars ?? []).map(sidecarGraft);
  const istio = spec.istio && istioGrafts(spec, objects, readYaml);
  return { grafts: [...own, ...(istio?.grafts ?? [])], diagnostics: istio?.diagnostics ?? [] };
}

function istioGrafts({ istio = {}, kubernetesVersion }: Spec, objects: readonly ValueMap[], readYaml: ReadYaml): Grafts {
  const mesh = meshObjects(objects, readYaml);
  const { planes, diagnostics } = istioPlanes(istio, mesh);
  const graft = istioGraft({
    planes,
    precedence: istio.precedence ?? "pod",
    kubernetesVersion,
    proxyConfigs: mesh.proxyConfigs,
    readYaml,
    webhooks: mesh.webhooks,
    peerAuthentications: mesh.peerAuthentications,
  });
  const told = kubernetesVersion === undefined ? [unknownKubelet()] : [];
  return { grafts: [graft], diagnostics: [...mesh.diagnostics, ...diagnostics, ...told] };
}

function unknownKubelet(): Diagnostic {
  return diagnostic("UnknownKubernetesVersion", {
    message:
      "Cannot know the oldest kubelet: spec.kubernetesVersion is absent; expected its version. Native sidecars are used, which need 1.28 or newer",
    fix: 'write spec.kubernetesVersion, such as "1.34"',
    field: { path: "spec.kubernetesVersion" },
  });
}
