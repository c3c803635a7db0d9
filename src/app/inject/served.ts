import { hasErrors, type ResourceIdentity } from "../../diagnostic/diagnostic.ts";
import type { Graft } from "../../graft/graft.ts";
import { type Grafted, type GraftOptions, graftWorkload } from "../../graft/graft-workload.ts";
import type { Workload } from "../../graft/inject-templates.ts";
import { provenanceAt } from "../../graft/provenance.ts";
import { type NamedObjects, withFormerNames } from "../../graft/renamed-references.ts";
import type { TemplatePath } from "../../graft/replace-at.ts";
import { type ServedWorkload, servedWorkload } from "../../graft/served-workload.ts";
import { type Uninjected, uninjectWorkload } from "../../graft/uninject-workload.ts";
import type { ValueMap } from "../../value/value.ts";

/** Grafts into a workload as it was written, also where it comes from a cluster, or kustomize has renamed what it refers to. */
export function graftServed(workload: Workload, grafts: readonly Graft[], { objects, ...options }: ServedOptions): Grafted {
  const { templates, value: current } = workload;
  const graftInto = (live: ServedWorkload | undefined) => {
    const graft = (value: ValueMap) => graftWorkload({ ...workload, value }, grafts, live ? { ...options, isServed: true } : options);
    const grafted = withFormerNames({ value: live?.written ?? current, templates }, objects, graft);
    return live ? { ...grafted, delta: grafted.delta && live.deltaTo(grafted.delta.after as ValueMap) } : grafted;
  };
  const live = servedWorkload(current, templates);
  const grafted = graftInto(live);
  if (!live || !grafted.delta || !provenanceAt(current)?.has(options.layer)) return grafted;
  // A value that a graft writes and the server also fills in may already have been the application's: then nothing
  // changes.
  const again = graftInto(servedWorkload(current, templates, provenanceAt(grafted.delta.after)));
  return again.delta || hasErrors(again.diagnostics) ? grafted : again;
}

interface ServedOptions extends GraftOptions {
  readonly objects?: NamedObjects | undefined;
}

export interface Injected {
  readonly identity: ResourceIdentity;
  readonly value: ValueMap;
  readonly templates: readonly TemplatePath[];
  /** The objects that it may refer to. */
  readonly objects?: NamedObjects | undefined;
}

/** The same for taking out what was grafted. */
export function uninjectServed({ objects, ...workload }: Injected, only: string | undefined): Uninjected {
  const { templates } = workload;
  const live = servedWorkload(workload.value, templates);
  const take = (value: ValueMap) => uninjectWorkload({ ...workload, value }, { only });
  const { delta, ...result } = withFormerNames({ value: live?.written ?? workload.value, templates }, objects, take);
  const made = delta && live ? live.deltaTo(delta.after as ValueMap, { isWhole: true }) : delta;
  return { ...result, ...(made && { delta: made }) };
}
