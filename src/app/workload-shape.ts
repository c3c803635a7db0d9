import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import type { KrmObject } from "../krm/objects.ts";
import { describe } from "../kube/describe.ts";
import type { MissingTemplate, Path } from "../kube/template-path.ts";
import { at, isMap, type Value } from "../value/value.ts";

/** Errors for what stands where a workload's metadata or a pod template has to be, and is of another kind; what is absent or null is none. */
export function shapeFaults({ identity, value }: KrmObject, missing: readonly MissingTemplate[]): readonly Diagnostic[] {
  const metadata = [["metadata"], ["metadata", "annotations"]].map((path) => ({ path, found: at(value, ...path) }));
  return [...metadata.filter(({ found }) => !isMap(found)), ...missing].flatMap(({ path, found }) => {
    if (found === undefined || found === null) return [];
    const field = fieldText(path);
    return diagnostic("InvalidInput", {
      resource: identity,
      message: `Cannot read the workload: ${field} is ${describe(found as Value)}; expected ${isMap(found) ? "a list" : "a map"}`,
      fix: "correct the manifest",
      field: { path: field, current: found },
    });
  });
}

function fieldText(path: Path): string {
  return path.reduce<string>((text, step) => (typeof step === "number" ? `${text}[${step}]` : text === "" ? step : `${text}.${step}`), "");
}
