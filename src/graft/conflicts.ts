import type { Path } from "../change/changes.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { ValueMap } from "../value/value.ts";
import { containerConflicts } from "./container-conflicts.ts";
import { fieldConflicts } from "./field-conflicts.ts";
import type { Contribution } from "./grafting.ts";
import type { IsOwn } from "./own-items.ts";
import { portConflicts } from "./port-conflicts.ts";
import { readablePath } from "./readable-path.ts";
import { keyedPath, type TemplatePath } from "./replace-at.ts";
import { volumeConflicts } from "./volume-conflicts.ts";

/** Everything in which grafts contradict each other or the pod, each telling both sides. */
export function conflicts(
  before: ValueMap,
  contributions: readonly Contribution[],
  { template, isOwn }: { template: TemplatePath; isOwn: IsOwn },
): readonly Diagnostic[] {
  const pathTo = (path: Path) => readablePath([...keyedPath(template), ...path]);
  const grafting = { before, contributions, isOwn, pathTo };
  return [...fieldConflicts(grafting), ...containerConflicts(grafting), ...portConflicts(grafting), ...volumeConflicts(grafting)];
}
