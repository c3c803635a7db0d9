import type { ResourceIdentity } from "../../diagnostic/diagnostic.ts";
import type { Graft } from "../../graft/graft.ts";
import { type Grafted, type GraftOptions, graftWorkload } from "../../graft/graft-workload.ts";
import type { Workload } from "../../graft/inject-templates.ts";
import type { TemplatePath } from "../../graft/replace-at.ts";
import { servedWorkload } from "../../graft/served-workload.ts";
import { type Uninjected, uninjectWorkload } from "../../graft/uninject-workload.ts";
import type { ValueMap } from "../../value/value.ts";
import { type OthersUninjected, uninjectOthers } from "./uninject-others.ts";

/** Grafts into a workload as it was written, also where it comes from a cluster. */
export function graftServed(workload: Workload, grafts: readonly Graft[], options: GraftOptions): Grafted {
  const live = servedWorkload(workload.value, workload.templates);
  if (live === undefined) return graftWorkload(workload, grafts, options);
  const grafted = graftWorkload({ ...workload, value: live.written }, grafts, { ...options, isServed: true });
  return { ...grafted, delta: grafted.delta && live.deltaTo(grafted.delta.after as ValueMap) };
}

export interface Injected {
  readonly identity: ResourceIdentity;
  readonly value: ValueMap;
  readonly templates: readonly TemplatePath[];
}

/** The same for taking out what was grafted. */
export function uninjectServed(workload: Injected, only: string | undefined): Uninjected {
  const live = servedWorkload(workload.value, workload.templates);
  const { delta, ...result } = uninjectWorkload({ ...workload, value: live?.written ?? workload.value }, { only });
  const made = delta && live ? live.deltaTo(delta.after as ValueMap, { isWhole: true }) : delta;
  return { ...result, ...(made && { delta: made }) };
}

/** The same for what another tool injected. */
export function uninjectOthersServed({ identity, value, templates }: Injected): OthersUninjected | undefined {
  const live = servedWorkload(value, templates);
  const result = uninjectOthers(identity, live?.written ?? value, templates);
  const made = result && live ? live.deltaTo(result.delta.after as ValueMap, { isWhole: true }) : result?.delta;
  return result && made && { ...result, delta: made };
}
