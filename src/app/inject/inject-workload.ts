import type { Delta } from "../../change/delta.ts";
import { briefReasons, reasons } from "../../decide/reasons.ts";
import { type Diagnostic, diagnostic, type GraftTold, hasErrors } from "../../diagnostic/diagnostic.ts";
import { nearest } from "../../diagnostic/nearest.ts";
import type { Graft } from "../../graft/graft.ts";
import type { GraftDecision } from "../../graft/inject-templates.ts";
import type { KrmObject } from "../../krm/objects.ts";
import { describe } from "../../kube/describe.ts";
import { minorOf } from "../../kube/minor.ts";
import type { WorkloadKind } from "../../kube/workloads.ts";
import { at, isMap, type Value } from "../../value/value.ts";
import type { Config } from "../config/config.ts";
import type { LoadedObject } from "../load.ts";
import { inObject, type Located } from "../locate.ts";
import { graftsOf } from "./grafts.ts";
import { inputObjects } from "./input-objects.ts";
import { type Namespaces, namespacesOf } from "./inventory.ts";
import { misspeltWorkloads } from "./misspelt-workloads.ts";
import { type NamedObjectsIn, namedObjectsOf } from "./named-objects.ts";
import { namespaceFindings } from "./namespace-findings.ts";
import { withOrigin } from "./placed.ts";
import { type PodSelectors, podSelectorsOf } from "./pod-selectors.ts";
import { graftServed } from "./served.ts";
import type { FoundWorkload } from "./workloads.ts";

/** The outcome of one workload. */
export interface WorkloadOutcome extends LoadedObject {
  readonly type: WorkloadKind;
  readonly decisions: readonly GraftDecision[];
  readonly delta?: Delta | undefined;
}

/** If nothing is written, nothing may be reported as grafted. */
export function isUndone({ code }: Diagnostic): boolean {
  return code !== "Grafted";
}

/** What must be known before the first workload. */
export interface Preparation {
  readonly grafts: readonly Graft[];
  readonly namespaces: Namespaces;
  readonly podSelectors: PodSelectors;
  readonly namedObjects: NamedObjectsIn;
  readonly diagnostics: readonly Diagnostic[];
}

export function prepare(loaded: readonly Located[], config: Config): Preparation {
  const { spec } = config;
  const objects = loaded.flatMap((found) => found.objects);
  const { grafts, diagnostics } = graftsOf(spec, {
    objects: objects.map(({ object }) => object.value),
    others: inputObjects(loaded, spec.namespaces?.default),
  });
  const placed = diagnostics.map((told) => withOrigin(config.located(inObject(told, loaded)), config));
  const namespaces = namespaceFindings(objects, spec).map((told) => config.located(inObject(told, loaded)));
  const misspelt = loaded.flatMap((opened) => misspeltWorkloads(opened, spec.workloads));
  return {
    grafts,
    diagnostics: [...config.warnings, ...placed, ...namespaces, ...misspelt],
    namespaces: namespacesOf(objects, spec),
    podSelectors: podSelectorsOf(loaded, spec.namespaces?.default),
    namedObjects: namedObjectsOf(loaded, spec.namespaces?.default),
  };
}

/** Decides and grafts for one workload. */
export function injectWorkload(
  { object, location, type, templates, diagnostics: problems }: FoundWorkload,
  config: Config,
  { grafts, namespaces, podSelectors, namedObjects }: Preparation,
): { outcome: WorkloadOutcome; diagnostics: readonly Diagnostic[] } {
  const { identity, value } = object;
  const faults = shapeFaults(object);
  const selectedBy = () => podSelectors(identity.namespace);
  const workload = { identity, value, templates, type, namespace: namespaces(identity.namespace), selectedBy };
  const options = { layer: config.name, minor: minorIn(config), objects: namedObjects(identity.namespace) };
  const result = faults.length > 0 ? { decisions: [], diagnostics: faults } : graftServed(workload, grafts, options);
  const { decisions, delta, diagnostics } = result;
  const decided = outcomes(decisions, { object, location });
  const outcome = { object, location, type, decisions, delta };
  if (problems.length === 0 && diagnostics.length === 0) return { outcome, diagnostics: decided };
  const told = [...problems, ...onceEach(diagnostics)].map((found) => ({ location, ...withOrigin(found, config) }));
  if (!hasErrors(told) || config.spec.onUninjectable !== "skip") return { outcome, diagnostics: [...told, ...decided] };
  return { outcome: { object, location, type, decisions }, diagnostics: [...told.map(asWarning), ...decided.filter(isUndone)] };
}

/** If several grafts report the same about the same field, it is reported once. */
function onceEach(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const keys = new Set<string>();
  return diagnostics.filter(({ code, message, field }) => {
    const { size } = keys;
    return keys.add(`${code} ${field?.path} ${message}`).size > size;
  });
}

function minorIn({ spec: { kubernetesVersion } }: Config): number | undefined {
  return kubernetesVersion === undefined ? undefined : minorOf(kubernetesVersion);
}

/** If the configuration says so, a pod that qualifies and cannot be injected is left as it is. */
function asWarning(told: Diagnostic): Diagnostic {
  return told.severity === "error" ? { ...told, severity: "warning", message: `${told.message}. The workload is left as it is` } : told;
}

/** One info for each decision. */
function outcomes(decisions: readonly GraftDecision[], { object, location }: LoadedObject): readonly Diagnostic[] {
  return decisions.map((made) => {
    const { graft, decision } = made;
    const told = { name: graft, why: briefReasons[decision.code], ...versionTold(made) };
    return diagnostic(decision.inject ? "Grafted" : "NotGrafted", {
      message: `${graft} is ${decision.inject ? "injected" : "not injected"}: ${reasons[decision.code]}`,
      resource: object.identity,
      location,
      graft: told,
    });
  });
}

/** The version in the pod, the configured one if it differs, and the form. */
export function versionTold({
  versioned,
  versionThere,
  decision: { variant },
}: Pick<GraftDecision, "versioned" | "versionThere" | "decision">): Omit<GraftTold, "name" | "why"> {
  const version = versionThere ?? versioned?.version;
  return {
    ...(version !== undefined && { version }),
    ...(versionThere !== undefined && { configured: versioned?.version }),
    ...(variant !== undefined && { variant }),
  };
}

/** Errors for a workload's metadata of another type than Kubernetes reads; what is absent or null is fine. */
function shapeFaults({ identity, value }: KrmObject): readonly Diagnostic[] {
  const misspelt = value.metadata === undefined ? nearest("metadata", Object.keys(value)) : undefined;
  if (misspelt !== undefined) {
    const message = `Cannot read the workload: it has ${misspelt}, and no metadata`;
    return [
      diagnostic("InvalidInput", { resource: identity, message, fix: `write metadata instead of ${misspelt}`, field: { path: misspelt } }),
    ];
  }
  const faults: Diagnostic[] = [];
  for (const { path, isRight, fix, expected } of SHAPES) {
    const found = at(value, ...path) ?? null;
    if (found === null || isRight(found)) continue;
    const field = path.join(".");
    const message = `Cannot read the workload: ${field} is ${describe(found)}; expected ${expected}`;
    faults.push(diagnostic("InvalidInput", { resource: identity, message, fix, field: { path: field, current: found } }));
  }
  return faults;
}

const MAP = { isRight: isMap, expected: "a map", fix: "correct the manifest" };
const TEXT = { isRight: (found: Value) => typeof found === "string", expected: "a string", fix: "put the value in quotes" };
const SHAPES = [
  { path: ["metadata"], ...MAP },
  { path: ["metadata", "annotations"], ...MAP },
  { path: ["metadata", "name"], ...TEXT },
  { path: ["metadata", "namespace"], ...TEXT },
];
