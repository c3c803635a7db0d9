import type { Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { Graft } from "../../graft/graft.ts";
import { proxyContainer } from "../../istio/container-names.ts";
import type { MeshFacts } from "../../istio/istio-graft.ts";
import { minorOf } from "../../kube/minor.ts";
import { hasActions } from "../../sidecar/app-containers.ts";
import type { SidecarConfig } from "../../sidecar/config.ts";
import { sidecarGraft } from "../../sidecar/sidecar-graft.ts";
import { toValue, type ValueMap } from "../../value/value.ts";
import { readCanonical } from "../../yaml/read-canonical.ts";
import type { Spec } from "../config/config-schema.ts";
import { parseText, readEmbedded } from "../embedded-yaml.ts";
import { dialectGrafts, dialectGuards, istioGrafts, readYaml, regexp, templateEngine } from "../engines.ts";
import type { InputObjects } from "./input-objects.ts";

export interface Grafts {
  readonly grafts: readonly Graft[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What the input says besides its workloads. */
export interface GraftInput {
  /** The objects that are read anyway: Namespaces, and those about meshes. */
  readonly objects: readonly ValueMap[];
  readonly others: InputObjects;
}

/**
 * The grafts of a configuration, in the order of its `grafts`. Absent: the user's own sidecars; other vendors'
 * injectors; Istio, which must see all their ports and containers; then the sidecars with `after: istio`.
 */
export function graftsOf(spec: Spec, { objects, others }: GraftInput): Grafts {
  const engine = engineFor(others);
  const istio = spec.istio && istioGrafts(spec.istio, spec.kubernetesVersion, { objects, readYaml: readEmbedded, engine });
  const sidecars = spec.sidecars ?? [];
  const own = sidecars.map((sidecar, i) => ownGraft(sidecar, i, { engine, meshOf: istio?.meshOf }));
  const ownGrafts = (after?: "istio") => own.flatMap(({ grafts }, i) => (sidecars[i]?.after === after ? grafts : []));
  const dialects = spec.dialects && dialectGrafts(spec.dialects, dialectInput(spec, others, engine));
  const grafts = [...ownGrafts(), ...(dialects?.grafts ?? []), ...(istio?.grafts ?? []), ...ownGrafts("istio")];
  return {
    grafts: inOrder(grafts, spec.grafts),
    diagnostics: [...own.flatMap(({ diagnostics }) => diagnostics), ...(dialects?.diagnostics ?? []), ...(istio?.diagnostics ?? [])],
  };
}

function inOrder(grafts: readonly Graft[], names: readonly string[] | undefined): readonly Graft[] {
  return names ? grafts.toSorted((a, b) => names.indexOf(a.name) - names.indexOf(b.name)) : grafts;
}

/** What an admission policy asks for the other vendors' injectors that a configuration has. */
export function dialectGuardsOf(spec: Spec, others: InputObjects): ReturnType<typeof dialectGuards> {
  return spec.dialects ? dialectGuards(spec.dialects, dialectInput(spec, others, engineFor(others))) : { rules: [], diagnostics: [] };
}

type Input = Parameters<typeof dialectGrafts>[1];

function dialectInput({ kubernetesVersion }: Spec, { find, all }: InputObjects, engine: Engine): Input {
  const minor = kubernetesVersion === undefined ? undefined : minorOf(kubernetesVersion);
  const names: Input["names"] = (kind, namespace) => all(kind, namespace).map(({ identity }) => identity.name);
  return { find, names, minor, readYaml: parseText, template: (name, text, partials) => engine().ofDialect(name, text, partials) };
}

type Engine = () => ReturnType<typeof templateEngine>;

/** One for a whole run: its quick reader has read such lines before. */
function engineFor(objects: InputObjects): Engine {
  return () => templateEngine({ quick: readCanonical, full: readYaml, regexp, objects });
}

/** The name of the proxy, also if a pod has its own. */
const notTheApps = [proxyContainer];

interface OwnTools {
  readonly engine: Engine;
  readonly meshOf: MeshFacts | undefined;
}

function ownGraft(sidecar: SidecarConfig, i: number, { engine, meshOf }: OwnTools): Grafts {
  const { name, templateText: text, jsonPatchText, appContainers } = sidecar;
  const place = `spec.sidecars[${i}]`;
  const template = text === undefined ? undefined : engine().ofSidecar({ name, text, source: `${place}.templateText` }, meshOf);
  const value = toValue(appContainers ?? {});
  const part = hasActions(value) ? engine().ofPart({ name, value, source: `${place}.appContainers` }, meshOf) : undefined;
  const patch =
    jsonPatchText === undefined ? undefined : engine().ofPatch({ name, text: jsonPatchText, source: `${place}.jsonPatchText` }, meshOf);
  const diagnostics = [template, part, patch].flatMap((made) => (made && "diagnostics" in made ? made.diagnostics : []));
  if (diagnostics.length > 0) return { grafts: [], diagnostics };
  const renderText = template && "render" in template ? template.render : undefined;
  const renderPart = part && "render" in part ? part.render : undefined;
  const renderPatch = patch && "render" in patch ? patch.render : undefined;
  return { grafts: [sidecarGraft(sidecar, { renderText, renderPart, renderPatch, notTheApps, place })], diagnostics };
}
