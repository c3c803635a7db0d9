import { type JsonPatchOperation, patched, pointerSteps } from "../change/json-patch.ts";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { partialOf } from "../graft/partial-of.ts";
import { toValue, type Value, type ValueMap } from "../value/value.ts";
import { templateProblems } from "./check-template.ts";
import type { SidecarConfig } from "./config.ts";

type Operations = NonNullable<SidecarConfig["jsonPatch"]>;

export interface PatchedPod {
  readonly podTemplate: ValueMap;
  /** All that is other than in `before`, as a partial pod template. */
  readonly patch: ValueMap;
}

/** A pod template with a sidecar's JSON patch applied to it; `before` is the one without anything of the sidecar. */
export function patchPod(
  podTemplate: ValueMap,
  { before, config, place }: { readonly before: ValueMap; readonly config: SidecarConfig; readonly place: string },
): PatchedPod | { readonly diagnostics: readonly Diagnostic[] } {
  const done = patched(podTemplate, (config.jsonPatch ?? []).map(operationOf));
  if ("problem" in done) return { diagnostics: [unfit(config, { ...done, place })] };
  const after = done.value as ValueMap;
  const patch = partialOf(before, after, { tellsRemoved: true });
  const diagnostics = templateProblems(patch, () => `${place}.jsonPatch`, config.allowUnknownFields);
  return diagnostics.length > 0 ? { diagnostics } : { podTemplate: after, patch };
}

function operationOf({ op, path, from, value }: Operations[number]): JsonPatchOperation {
  return { op, path, from, value: toValue(value ?? null) };
}

function unfit(
  { name, jsonPatch }: SidecarConfig,
  { index, problem, place }: { index: number; problem: string; place: string },
): Diagnostic {
  const { op, path } = (jsonPatch as Operations)[index] as Operations[number];
  return diagnostic("PatchFailed", {
    message: `Cannot apply the JSON patch of ${name}: operation ${index + 1}, ${op} ${path}: ${problem}`,
    fix: "correct the operation, select other pods, or bring what it wants with the sidecar's template, which comes first",
    origin: `${place}.jsonPatch[${index}]`,
  });
}

/** What is wrong with a JSON patch whatever the pod; `path` is the sidecar's. */
export function checkJsonPatch({ jsonPatch = [], onConflict }: SidecarConfig, path: string): readonly Diagnostic[] {
  const faults = jsonPatch.flatMap((operation, i) => {
    const found = faultOf(operation);
    return found ? [wrong(`${path}.jsonPatch[${i}].${found.key}`, found)] : [];
  });
  if (jsonPatch.length === 0 || onConflict !== "keep") return faults;
  return [...faults, wrong(`${path}.onConflict`, { found: "keep", expected: "fail or replace, since a JSON patch changes what it names" })];
}

interface Fault {
  readonly found: Value | undefined;
  readonly expected: string;
}

const FROM: readonly string[] = ["move", "copy"];
const VALUE: readonly string[] = ["add", "replace", "test"];

function faultOf({ op, path, from, value }: Operations[number]): (Fault & { readonly key: string }) | undefined {
  const expected = "a JSON pointer into the pod template, such as /spec/containers/0/image";
  const isPlace = (pointer: string) => (pointerSteps(pointer) ?? []).length > 0;
  if (!isPlace(path)) return { key: "path", found: path, expected };
  if (FROM.includes(op) && !isPlace(from ?? "")) return { key: "from", found: from, expected };
  if (!FROM.includes(op) && from !== undefined) return { key: "from", found: from, expected: `nothing, as ${op} takes no other place` };
  if (VALUE.includes(op) && value === undefined) return { key: "value", found: undefined, expected: "a value" };
  if (!VALUE.includes(op) && value !== undefined)
    return { key: "value", found: toValue(value), expected: `nothing, as ${op} takes no value` };
  return undefined;
}

function wrong(path: string, { found, expected }: Fault): Diagnostic {
  return diagnostic("InvalidConfiguration", {
    message: `Cannot use ${path}: it is ${found === undefined ? "absent" : JSON.stringify(found)}; expected ${expected}`,
    fix: "write the operation as RFC 6902 has it",
    field: { path, ...(found !== undefined && { current: found }) },
  });
}
