import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import type { Graft } from "../graft/graft.ts";
import { type IstioGraftOptions, istioGraft, meshFacts } from "../istio/istio-graft.ts";
import { type IstioPlane, istioPlanes } from "../istio/istio-planes.ts";
import { meshObjects } from "../istio/mesh-objects.ts";
import { builtinTemplates } from "../istio/profile/builtin-templates.ts";
import type { ReadYaml } from "../istio/read-yaml.ts";
import type { TemplateSet } from "../istio/select-templates.ts";
import type { SidecarConfig } from "../sidecar/config.ts";
import { sidecarGraft } from "../sidecar/sidecar-graft.ts";
import type { ValueMap } from "../value/value.ts";
import type { Spec } from "./config-schema.ts";
import { type LoadEngine, lazyEngine } from "./template-engine.ts";

export interface Grafts {
  readonly grafts: readonly Graft[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The grafts of a configuration, in order: the own sidecars, then Istio, which has to see their ports and containers. */
export async function graftsOf(spec: Spec, objects: readonly ValueMap[], readYaml: ReadYaml): Promise<Grafts> {
  const engine = lazyEngine();
  const istio = spec.istio && (await istioGrafts(spec, { objects, readYaml, engine }));
  const own = await Promise.all((spec.sidecars ?? []).map((sidecar, i) => ownGraft(sidecar, { i, engine, options: istio?.options })));
  return {
    grafts: [...own.flatMap(({ grafts }) => grafts), ...(istio?.grafts ?? [])],
    diagnostics: [...own.flatMap(({ diagnostics }) => diagnostics), ...(istio?.diagnostics ?? [])],
  };
}

interface OwnPlace {
  readonly i: number;
  readonly engine: LoadEngine;
  readonly options: MeshOptions | undefined;
}

type MeshOptions = Omit<IstioGraftOptions, "templatesOf">;

async function ownGraft(sidecar: SidecarConfig, { i, engine, options }: OwnPlace): Promise<Grafts> {
  const { name, templateText: text } = sidecar;
  if (text === undefined) return { grafts: [sidecarGraft(sidecar)], diagnostics: [] };
  const written = { name, text, source: `spec.sidecars[${i}].templateText` };
  const template = (await engine([text])).ofSidecar(written, options && meshFacts(options));
  if ("diagnostics" in template) return { grafts: [], diagnostics: template.diagnostics };
  return { grafts: [sidecarGraft(sidecar, template.render)], diagnostics: [] };
}

interface MeshPlace {
  readonly objects: readonly ValueMap[];
  readonly readYaml: ReadYaml;
  readonly engine: LoadEngine;
}

async function istioGrafts({ istio = {}, kubernetesVersion }: Spec, { objects, readYaml, engine }: MeshPlace) {
  const mesh = meshObjects(objects, readYaml);
  const { planes, diagnostics } = istioPlanes(istio, mesh);
  const options: MeshOptions = {
    planes,
    precedence: istio.precedence ?? "pod",
    kubernetesVersion,
    proxyConfigs: mesh.proxyConfigs,
    readYaml,
    webhooks: mesh.webhooks,
    peerAuthentications: mesh.peerAuthentications,
  };
  const templates = await templatesOf(planes, engine);
  const graft = istioGraft({ ...options, templatesOf: (plane) => templates.get(plane) ?? builtinTemplates });
  const told = kubernetesVersion === undefined ? [unknownKubelet()] : [];
  return { options, grafts: [graft], diagnostics: [...mesh.diagnostics, ...diagnostics, ...templates.diagnostics, ...told] };
}

/** The templates of control planes that have Go templates; the built-in profile's are below them where it is used. */
async function templatesOf(planes: readonly IstioPlane[], engine: LoadEngine) {
  const found = new Map<IstioPlane, TemplateSet["templates"]>();
  const diagnostics: Diagnostic[] = [];
  for (const plane of planes) {
    const { texts, hasBuiltin } = plane.templates;
    if (texts.size === 0) continue;
    const { ofMesh } = await engine([...texts.values()].map(({ text }) => text));
    const made = ofMesh(texts);
    found.set(plane, new Map([...(hasBuiltin ? builtinTemplates : []), ...made.templates]));
    diagnostics.push(...made.diagnostics);
  }
  return { get: (plane: IstioPlane) => found.get(plane), diagnostics };
}

function unknownKubelet(): Diagnostic {
  return diagnostic("UnknownKubernetesVersion", {
    message:
      "Cannot know the oldest kubelet: spec.kubernetesVersion is absent; expected its version. Native sidecars are used, which need 1.28 or newer",
    fix: 'write spec.kubernetesVersion, such as "1.34"',
    field: { path: "spec.kubernetesVersion" },
  });
}
