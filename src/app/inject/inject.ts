import type { Delta } from "../../change/delta.ts";
import { briefReasons, reasons } from "../../decide/reasons.ts";
import { type Diagnostic, diagnostic, hasErrors } from "../../diagnostic/diagnostic.ts";
import type { Graft } from "../../graft/graft.ts";
import { type Grafted, graftWorkload } from "../../graft/graft-workload.ts";
import type { GraftDecision } from "../../graft/inject-templates.ts";
import { addEdit, type Edit } from "../../krm/edit.ts";
import type { Edits } from "../../krm/output.ts";
import type { Workload } from "../../kube/workloads.ts";
import type { Config } from "../config/config.ts";
import type { Loaded, LoadedObject } from "../load.ts";
import { inObject, type Located } from "../locate.ts";
import { graftsOf } from "./grafts.ts";
import { type Namespaces, namespacesOf } from "./inventory.ts";
import { meantEdits } from "./server-defaults.ts";
import type { Progress } from "./sources.ts";
import { type NamedWorkload, named, referencesTold } from "./workload-reference.ts";
import { shapeFaults } from "./workload-shape.ts";
import { type FoundWorkload, workloadsOf } from "./workloads.ts";

/** What became of one workload. */
export interface WorkloadOutcome extends LoadedObject {
  readonly type: Workload;
  readonly decisions: readonly GraftDecision[];
  readonly delta?: Delta | undefined;
}

export interface Injection {
  readonly workloads: readonly WorkloadOutcome[];
  readonly diagnostics: readonly Diagnostic[];
  /** For each manifest the edits of its parts; none at all where there is an error. */
  readonly edits: readonly Edits[];
}

/** Decides and grafts for every workload of the manifests, whose Namespaces count for all of them. */
export function inject(manifests: readonly Loaded[], config: Config, progress?: Progress): Injection {
  const preparation = prepare(manifests, config);
  const workloads: WorkloadOutcome[] = [];
  const found: NamedWorkload[] = [];
  const diagnostics: Diagnostic[] = [...manifests.flatMap((loaded) => loaded.diagnostics), ...preparation.diagnostics];
  const edits = manifests.map((loaded, i) => {
    const partEdits = new Map<number, Edit[]>();
    for (const workload of workloadsOf(loaded.objects, config.spec.workloads)) {
      found.push(named(workload));
      const { outcome, diagnostics: told } = injectWorkload(workload, config, preparation);
      diagnostics.push(...told);
      workloads.push(outcome);
      if (outcome.delta) addEdit(partEdits, workload.object, outcome.delta);
    }
    progress?.({ phase: "done", done: i + 1, of: manifests.length });
    return partEdits;
  });
  diagnostics.push(...referencesTold(found, config.spec.namespaces?.default));
  if (!hasErrors(diagnostics)) return { workloads, diagnostics, edits };
  return { workloads, diagnostics: diagnostics.filter(isUndone), edits: edits.map(() => new Map()) };
}

function notGrafted(diagnostics: readonly Diagnostic[]): Grafted {
  return { decisions: [], diagnostics };
}

/** Where nothing is written nothing may be said to be grafted. */
export function isUndone({ code }: Diagnostic): boolean {
  return code !== "Grafted";
}

/** What has to be known before the first workload is looked at. */
export interface Preparation {
  readonly grafts: readonly Graft[];
  readonly namespaces: Namespaces;
  readonly diagnostics: readonly Diagnostic[];
}

export function prepare(loaded: readonly Located[], config: Config): Preparation {
  const { spec } = config;
  const objects = loaded.flatMap((found) => found.objects);
  const { grafts, diagnostics } = graftsOf(
    spec,
    objects.map(({ object }) => object.value),
  );
  const placed = diagnostics.map((told) => config.located(inObject(told, loaded)));
  return { grafts, diagnostics: [...config.warnings, ...placed], namespaces: namespacesOf(objects, spec) };
}

/** Decides and grafts for one workload. */
export function injectWorkload(
  { object, location, type, templates, diagnostics: problems }: FoundWorkload,
  config: Config,
  { grafts, namespaces }: Preparation,
): { outcome: WorkloadOutcome; diagnostics: readonly Diagnostic[] } {
  const { identity, value } = object;
  const workload = { identity, value, templates, type, namespace: namespaces(identity.namespace) };
  const faults = shapeFaults(object);
  const result =
    faults.length > 0 ? notGrafted(faults) : graftWorkload(workload, grafts, { layer: config.name, isMeant: meantEdits(value) });
  const { decisions, delta, diagnostics } = result;
  const decided = outcomes(decisions, { object, location });
  const outcome = { object, location, type, decisions, delta };
  if (problems.length === 0 && diagnostics.length === 0) return { outcome, diagnostics: decided };
  const told = [...problems, ...diagnostics].map((found) => ({ location, ...found }));
  if (!hasErrors(told) || config.spec.onUninjectable !== "skip") return { outcome, diagnostics: [...told, ...decided] };
  return { outcome: { object, location, type, decisions }, diagnostics: [...told.map(asWarning), ...decided.filter(isUndone)] };
}

/** A pod that qualifies and cannot be injected is left as it is where the configuration says so. */
function asWarning(told: Diagnostic): Diagnostic {
  return told.severity === "error" ? { ...told, severity: "warning", message: `${told.message}. The workload is left as it is` } : told;
}

/** One info for each decision. */
function outcomes(decisions: readonly GraftDecision[], { object, location }: LoadedObject): readonly Diagnostic[] {
  return decisions.map(({ graft, version, decision }) =>
    diagnostic(decision.inject ? "Grafted" : "NotGrafted", {
      message: `${graft} is ${decision.inject ? "injected" : "not injected"}: ${reasons[decision.code]}`,
      resource: object.identity,
      location,
      graft: { name: graft, why: briefReasons[decision.code], ...(version !== undefined && { version }) },
    }),
  );
}
