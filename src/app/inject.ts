import type { Delta } from "../change/delta.ts";
import { reasons } from "../decide/reasons.ts";
import { type Diagnostic, diagnostic, hasErrors } from "../diagnostic/diagnostic.ts";
import { graftWorkload } from "../graft/graft-workload.ts";
import type { GraftDecision } from "../graft/inject-templates.ts";
import type { Edit } from "../krm/edit.ts";
import type { Edits } from "../krm/output.ts";
import type { Config } from "./config.ts";
import { yamlReader } from "./embedded-yaml.ts";
import { graftsOf } from "./grafts.ts";
import { namespacesOf } from "./inventory.ts";
import type { Loaded, LoadedObject } from "./load.ts";
import { workloadsOf } from "./workloads.ts";

/** What became of one workload. */
export interface WorkloadOutcome extends LoadedObject {
  readonly decisions: readonly GraftDecision[];
  readonly delta?: Delta;
}

export interface Injection {
  readonly workloads: readonly WorkloadOutcome[];
  readonly diagnostics: readonly Diagnostic[];
  /** For each manifest the edits of its parts; none at all where there is an error. */
  readonly edits: readonly Edits[];
}

/** Decides and grafts for every workload of the manifests, whose Namespaces count for all of them. */
export async function inject(manifests: readonly Loaded[], config: Config): Promise<Injection> {
  const among = manifests.flatMap(({ objects }) => objects);
  const objects = among.map(({ object }) => object.value);
  const { grafts, diagnostics: told } = graftsOf(config.spec, objects, await yamlReader(config.spec.istio ? objects : []));
  const namespaces = namespacesOf(among, config.spec);
  const options = { workloads: config.spec.workloads ?? [], among, defaultNamespace: config.spec.namespaces?.default };
  const workloads: WorkloadOutcome[] = [];
  const diagnostics: Diagnostic[] = [...config.warnings, ...manifests.flatMap((loaded) => loaded.diagnostics), ...told];
  const edits = manifests.map((loaded) => {
    const partEdits = new Map<number, Edit[]>();
    for (const { object, location, type, templates, diagnostics: problems } of workloadsOf(loaded.objects, options)) {
      const { identity, value } = object;
      const result = graftWorkload({ identity, value, templates, type, namespace: namespaces(identity.namespace) }, grafts, {
        layer: config.name,
      });
      const told = [...problems, ...result.diagnostics].map((found) => ({ location, ...found }));
      const skipped = hasErrors(told) && config.spec.onUninjectable === "skip";
      const decided = outcomes(result.decisions, { object, location });
      diagnostics.push(...(skipped ? [...told.map(asWarning), ...decided.filter(isUndone)] : [...told, ...decided]));
      workloads.push({ object, location, decisions: result.decisions, ...(result.delta && !skipped && { delta: result.delta }) });
      if (result.delta && !skipped)
        partEdits.set(object.part, [...(partEdits.get(object.part) ?? []), { path: object.path, delta: result.delta }]);
    }
    return partEdits;
  });
  if (!hasErrors(diagnostics)) return { workloads, diagnostics, edits };
  return { workloads, diagnostics: diagnostics.filter(isUndone), edits: edits.map(() => new Map()) };
}

/** Where nothing is written nothing may be said to be grafted. */
function isUndone({ code }: Diagnostic): boolean {
  return code !== "Grafted";
}

/** A pod that qualifies and cannot be injected is left as it is where the configuration says so. */
function asWarning(told: Diagnostic): Diagnostic {
  return told.severity === "error" ? { ...told, severity: "warning", message: `${told.message}. The workload is left as it is` } : told;
}

/** One info for each decision. */
function outcomes(decisions: readonly GraftDecision[], { object, location }: LoadedObject): readonly Diagnostic[] {
  return decisions.map(({ graft, decision }) =>
    diagnostic(decision.inject ? "Grafted" : "NotGrafted", {
      message: `${graft} is ${decision.inject ? "injected" : "not injected"}: ${reasons[decision.code]}`,
      resource: object.identity,
      location,
    }),
  );
}
