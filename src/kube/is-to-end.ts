import { at, type Value } from "../value/value.ts";

/** Kinds whose pods are to end, of whatever group. */
const endingKinds: ReadonlySet<string> = new Set(["Job", "CronJob", "BroadcastJob", "AdvancedCronJob", "ScaledJob", "JobSet"]);

/** Whether the pods of a template are there to end: those of a kind of Job, and a Pod of its own that does not restart always. */
export function isToEnd(podTemplate: Value, kind: string): boolean {
  const restartPolicy = at(podTemplate, "spec", "restartPolicy");
  return endingKinds.has(kind) || (kind === "Pod" && (restartPolicy === "Never" || restartPolicy === "OnFailure"));
}
