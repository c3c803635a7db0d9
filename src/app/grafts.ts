import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Graft } from "../graft/graft.ts";
import type { MeshFacts } from "../istio/istio-graft.ts";
import type { ReadYaml } from "../istio/read-yaml.ts";
import type { FullReader } from "../krm/manifest.ts";
import type { SidecarConfig } from "../sidecar/config.ts";
import { sidecarGraft } from "../sidecar/sidecar-graft.ts";
import type { ValueMap } from "../value/value.ts";
import type { Spec } from "./config-schema.ts";
import { type LoadEngine, lazyEngine } from "./template-engine.ts";

export interface Grafts {
  readonly grafts: readonly Graft[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface GraftReaders {
  readonly readYaml: ReadYaml;
  /** For what templates render; absent: it is loaded where there are templates. */
  readonly full: FullReader | undefined;
}

/**
 * The grafts of a configuration, in order: the own sidecars, then Istio, which has to see their ports and containers, then
 * the own sidecars that are to come after it.
 */
export async function graftsOf(spec: Spec, objects: readonly ValueMap[], { readYaml, full }: GraftReaders): Promise<Grafts> {
  const engine = lazyEngine(full);
  const istio = spec.istio && (await (await import("./istio-grafts.chunk.ts")).istioGrafts(spec, { objects, readYaml, engine }));
  const sidecars = spec.sidecars ?? [];
  const own = await Promise.all(sidecars.map((sidecar, i) => ownGraft(sidecar, { i, engine, meshOf: istio?.meshOf })));
  const ownGrafts = (after?: "istio") => own.flatMap(({ grafts }, i) => (sidecars[i]?.after === after ? grafts : []));
  return {
    grafts: [...ownGrafts(), ...(istio?.grafts ?? []), ...ownGrafts("istio")],
    diagnostics: [...own.flatMap(({ diagnostics }) => diagnostics), ...(istio?.diagnostics ?? [])],
  };
}

interface OwnPlace {
  readonly i: number;
  readonly engine: LoadEngine;
  readonly meshOf: MeshFacts | undefined;
}

async function ownGraft(sidecar: SidecarConfig, { i, engine, meshOf }: OwnPlace): Promise<Grafts> {
  const { name, templateText: text } = sidecar;
  if (text === undefined) return { grafts: [sidecarGraft(sidecar)], diagnostics: [] };
  const written = { name, text, source: `spec.sidecars[${i}].templateText` };
  const template = (await engine([text])).ofSidecar(written, meshOf);
  if ("diagnostics" in template) return { grafts: [], diagnostics: template.diagnostics };
  return { grafts: [sidecarGraft(sidecar, template.render)], diagnostics: [] };
}
