import type { ValueMap } from "../../value/value.ts";
import { below, isSet, type Place, tell, textOf } from "./fault.ts";

const LASTING = ["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "ReplicationController"];
const ENDING = ["Job", "CronJob"];

/** What the kind that holds the template asks of it. Source: kubernetes pkg/apis/apps/validation, pkg/apis/batch/validation, 1.34 */
export function checkKind(spec: ValueMap, place: Place, kind = ""): void {
  const policy = textOf(spec, "restartPolicy");
  const at = below(place, "restartPolicy");
  if (LASTING.includes(kind)) {
    if (policy === "OnFailure" || policy === "Never") tell(at, policy, `Always in a ${kind}`);
    if (isSet(spec, "activeDeadlineSeconds")) tell(below(place, "activeDeadlineSeconds"), spec.activeDeadlineSeconds, `none in a ${kind}`);
  }
  if (ENDING.includes(kind) && (policy === "" || policy === "Always")) tell(at, spec.restartPolicy, `OnFailure or Never in a ${kind}`);
}
