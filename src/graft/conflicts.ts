import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { containerConflicts } from "./container-conflicts.ts";
import { fieldConflicts } from "./field-conflicts.ts";
import type { Grafting } from "./grafting.ts";
import { portConflicts } from "./port-conflicts.ts";
import { valueConflicts } from "./value-conflicts.ts";
import { volumeConflicts } from "./volume-conflicts.ts";

/** Everything in which grafts contradict each other or the pod, each telling both sides. */
export function conflicts(grafting: Grafting): readonly Diagnostic[] {
  const others = [...fieldConflicts(grafting), ...containerConflicts(grafting), ...portConflicts(grafting), ...volumeConflicts(grafting)];
  return [...others, ...valueConflicts(grafting, others)];
}
