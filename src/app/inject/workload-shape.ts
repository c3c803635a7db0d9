import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import type { KrmObject } from "../../krm/objects.ts";
import { describe } from "../../kube/describe.ts";
import { at, isMap, type Value } from "../../value/value.ts";

/** Errors for what stands where a workload's metadata has to be, and is no map; what is absent or null is none. */
export function shapeFaults({ identity, value }: KrmObject): readonly Diagnostic[] {
  if (isMap(at(value, "metadata", "annotations"))) return [];
  return [["metadata"], ["metadata", "annotations"]].flatMap((path) => {
    const found = at(value, ...path);
    if (isMap(found) || (found ?? null) === null) return [];
    const field = path.join(".");
    return diagnostic("InvalidInput", {
      resource: identity,
      message: `Cannot read the workload: ${field} is ${describe(found as Value)}; expected a map`,
      fix: "correct the manifest",
      field: { path: field, current: found as Value },
    });
  });
}
