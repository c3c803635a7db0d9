import { type PatchFault, patched } from "../change/json-patch.ts";
import { type Diagnostic, diagnostic, hasErrors } from "../diagnostic/diagnostic.ts";
import { partialOf } from "../graft/partial-of.ts";
import { type TemplateProblem, validateTemplate } from "../kube/validate-template.ts";
import type { Value, ValueMap } from "../value/value.ts";
import { problemTold } from "./check-template.ts";
import type { SidecarConfig } from "./config.ts";
import type { PodPatch } from "./patch-operations.ts";

export interface PatchedPod {
  readonly podTemplate: ValueMap;
  /** The difference from `before`, as a partial pod template. */
  readonly patch: ValueMap;
  readonly diagnostics: readonly Diagnostic[];
}

interface Patching {
  /** The pod template without anything of the sidecar. */
  readonly before: ValueMap;
  readonly config: SidecarConfig;
  readonly patch: PodPatch;
}

/** A pod template with a sidecar's JSON patch applied; after an error, nothing of the patch counts. */
export function patchPod(podTemplate: ValueMap, patching: Patching): PatchedPod {
  const { before, patch } = patching;
  const done = patched(podTemplate, patch.operations);
  if ("problem" in done) return { podTemplate, patch: before, diagnostics: [unfit(patching, done)] };
  const after = done.value as ValueMap;
  const changed = partialOf(before, after, { tellsRemoved: true });
  const problems = validateTemplate(changed);
  const diagnostics = problems.map((problem) => misfit(problem, { ...patching, index: writerOf(problem, podTemplate, patching) }));
  return hasErrors(diagnostics) ? { podTemplate, patch: before, diagnostics } : { podTemplate: after, patch: changed, diagnostics };
}

/** The operation that caused a problem: the first one after which there is one at that place. */
function writerOf(problem: TemplateProblem, podTemplate: ValueMap, { before, patch }: Patching): number {
  const isSame = (other: TemplateProblem) => general(other) === general(problem) && other.expected === problem.expected;
  let pod: Value = podTemplate;
  const index = patch.operations.findIndex((operation) => {
    const done = patched(pod, [operation]);
    if ("value" in done) pod = done.value;
    return validateTemplate(partialOf(before, pod as ValueMap, { tellsRemoved: true })).some(isSame);
  });
  return Math.max(0, index);
}

/** List items in the change have other indices than in the pod. */
function general({ path }: TemplateProblem): string {
  return path.replace(/\[\d+\]/g, "[]");
}

/** A field that Kubernetes does not have, or a value whose type does not fit its field. */
function misfit(problem: TemplateProblem, { config, patch, index }: Patching & { index: number }): Diagnostic {
  const place = `${general(problem)}, written by operation ${index + 1} of the JSON patch of ${config.name}`;
  const { field: _, ...told } = problemTold(problem, { place, allowed: config.allowUnknownFields ?? [] });
  return { ...told, ...shownAt(told.message, patch.placeOf(index)) };
}

function unfit({ config, patch }: Patching, { index, problem }: PatchFault): Diagnostic {
  const { op = "", path = "" } = patch.operations[index] ?? {};
  const which = index < patch.operations.length ? `operation ${index + 1}, ${op} ${path}: ` : "";
  return diagnostic("PatchFailed", {
    ...shownAt(`Cannot apply the JSON patch of ${config.name}: ${which}${problem}`, patch.placeOf(index)),
    fix: "correct the operation, select other pods, or add what it needs with the sidecar's template, which is merged first",
  });
}

/** With the lines that a template rendered, if there are any. */
function shownAt(message: string, place: ReturnType<PodPatch["placeOf"]>): Omit<Diagnostic, "code" | "severity"> {
  if (!("line" in place)) return { message, ...place };
  const { line, ...rest } = place;
  return { message: `${message}. Line ${line} of what its template renders:`, ...rest };
}
