import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import type { IstioConfig } from "../istio/istio-config.ts";
import { istioGraft, meshFacts } from "../istio/istio-graft.ts";
import { type IstioPlane, istioPlanes } from "../istio/istio-planes.ts";
import { meshObjects } from "../istio/mesh-objects.ts";
import { builtinTemplates } from "../istio/profile/builtin-templates.ts";
import type { ReadYaml } from "../istio/read-yaml.ts";
import { rolloutOf } from "../istio/rollout-of.ts";
import type { TemplateSet } from "../istio/select-templates.ts";
import type { ValueMap } from "../value/value.ts";
import type { TemplateEngine } from "./templates.chunk.ts";

/** The graft of every control plane, with the mesh's data for templates of the user's own sidecars. */
export function istioGrafts(
  istio: IstioConfig,
  kubernetesVersion: string | undefined,
  { objects, readYaml, engine }: { objects: readonly ValueMap[]; readYaml: ReadYaml; engine: () => TemplateEngine },
) {
  const mesh = meshObjects(objects, readYaml);
  const { planes, diagnostics } = istioPlanes(istio, mesh);
  const { rollout, diagnostics: faults } = rolloutOf(istio, planes);
  const options = {
    planes,
    rollout,
    precedence: istio.precedence ?? ("pod" as const),
    kubernetesVersion,
    proxyConfigs: mesh.proxyConfigs,
    readYaml,
    webhooks: mesh.webhooks,
    peerAuthentications: mesh.peerAuthentications,
  };
  const templates = templatesOf(planes, engine);
  const graft = istioGraft({ ...options, templatesOf: (plane) => templates.get(plane) ?? builtinTemplates });
  const told = kubernetesVersion === undefined ? [unknownKubelet()] : [];
  return {
    meshOf: meshFacts(options),
    grafts: [graft],
    diagnostics: [...mesh.diagnostics, ...diagnostics, ...faults, ...templates.diagnostics, ...told],
  };
}

/** The templates of control planes that have Go templates; the built-in profile's are below them where it is used. */
function templatesOf(planes: readonly IstioPlane[], engine: () => TemplateEngine) {
  const found = new Map<IstioPlane, TemplateSet["templates"]>();
  const diagnostics: Diagnostic[] = [];
  for (const plane of planes) {
    const { texts, hasBuiltin } = plane.templates;
    if (texts.size === 0) continue;
    const { ofMesh } = engine();
    const made = ofMesh(texts);
    found.set(plane, new Map([...(hasBuiltin ? builtinTemplates : []), ...made.templates]));
    diagnostics.push(...made.diagnostics);
  }
  return { get: (plane: IstioPlane) => found.get(plane), diagnostics };
}

function unknownKubelet(): Diagnostic {
  return diagnostic("UnknownKubernetesVersion", {
    message: "spec.kubernetesVersion is not set; using native sidecars. They need Kubernetes 1.28 or newer on every node",
    fix: 'set spec.kubernetesVersion to the version of the oldest node, such as "1.34"',
    field: { path: "spec.kubernetesVersion" },
  });
}
