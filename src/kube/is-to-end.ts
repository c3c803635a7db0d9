import { at, type Value } from "../value/value.ts";

/** Kinds whose pods run to completion, in any group. */
const endingKinds: ReadonlySet<string> = new Set(["Job", "CronJob", "BroadcastJob", "AdvancedCronJob", "ScaledJob", "JobSet"]);

/** Whether the pods of a template run to completion: those of a kind of Job, and a Pod that does not always restart. */
export function isToEnd(podTemplate: Value, kind: string): boolean {
  const restartPolicy = at(podTemplate, "spec", "restartPolicy");
  return endingKinds.has(kind) || (kind === "Pod" && (restartPolicy === "Never" || restartPolicy === "OnFailure"));
}
