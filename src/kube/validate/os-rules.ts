import { isMap, type Value, type ValueMap } from "../../value/value.ts";
import { CONTAINERS } from "./annotation-rules.ts";
import { below, isSet, listOf, mapOf, type Place, tell } from "./fault.ts";
import { containersOf, type Placed } from "./pod-rules.ts";

const POD_ON_WINDOWS = [
  ...["appArmorProfile", "seLinuxOptions", "seccompProfile", "fsGroup", "fsGroupChangePolicy", "runAsUser", "runAsGroup"],
  ...["supplementalGroups", "supplementalGroupsPolicy", "seLinuxChangePolicy"],
];
const CONTAINER_ON_WINDOWS = [
  ...["appArmorProfile", "seLinuxOptions", "seccompProfile", "capabilities", "readOnlyRootFilesystem", "privileged"],
  ...["allowPrivilegeEscalation", "procMount", "runAsUser", "runAsGroup"],
];

/** Source: kubernetes pkg/apis/core/validation/validation.go validateLinux, validateWindows, validateWindowsHostProcessPod, 1.34 */
export function checkOs(spec: ValueMap, place: Place): void {
  const { os } = place.pod;
  if (os === undefined && !asksForHostProcess(spec)) return;
  const containers = containersOf(spec, place);
  checkHostProcess(spec, place, containers);
  if (os === "linux") checkLinux(spec, place, containers);
  if (os === "windows") checkWindows(spec, place, containers);
}

function checkLinux(spec: ValueMap, place: Place, containers: readonly Placed[]): void {
  for (const [holder, at] of [[spec, place] as const, ...containers])
    forbid(mapOf(holder, "securityContext"), below(at, "securityContext"), { fields: ["windowsOptions"], on: "Linux" });
}

function checkWindows(spec: ValueMap, place: Place, containers: readonly Placed[]): void {
  forbid(spec, place, { fields: ["hostUsers", "shareProcessNamespace"], on: "Windows" });
  for (const field of ["hostPID", "hostIPC"]) if (spec[field] === true) tell(below(place, field), true, "false in a pod for Windows");
  const context = mapOf(spec, "securityContext");
  const at = below(place, "securityContext");
  forbid(context, at, { fields: POD_ON_WINDOWS, on: "Windows" });
  if (listOf(context, "sysctls").length > 0) tell(below(at, "sysctls"), context?.sysctls, "none in a pod for Windows");
  for (const [container, where] of containers)
    forbid(mapOf(container, "securityContext"), below(where, "securityContext"), { fields: CONTAINER_ON_WINDOWS, on: "Windows" });
}

function forbid(map: ValueMap | undefined, place: Place, { fields, on }: { fields: readonly string[]; on: string }): void {
  if (!map) return;
  for (const field of fields) if (isSet(map, field)) tell(below(place, field), map[field], `none in a pod for ${on}`);
}

function isAsking(holder: Value): boolean {
  return isMap(holder) && hostProcessOf(holder) !== undefined;
}

export function asksForHostProcess(spec: ValueMap): boolean {
  return isAsking(spec) || CONTAINERS.some((list) => listOf(spec, list).some(isAsking));
}

/** A pod is one of host processes as a whole or not at all. */
function checkHostProcess(spec: ValueMap, place: Place, containers: readonly Placed[]): void {
  const ofPod = hostProcessOf(spec);
  for (const [container, at] of containers) {
    const own = hostProcessOf(container);
    const where = below(below(below(at, "securityContext"), "windowsOptions"), "hostProcess");
    if (ofPod !== undefined && own !== undefined && own !== ofPod) tell(where, own, `${ofPod}, as in the pod's securityContext`);
  }
  const count = containers.filter(([container]) => hostProcessOf(container) ?? ofPod ?? false).length;
  if (count === 0) return;
  if (count < containers.length) tell(place, undefined, "hostProcess: true for all containers, or for none");
  if (spec.hostNetwork !== true) tell(below(place, "hostNetwork"), spec.hostNetwork, "true, as containers are host processes");
}

function hostProcessOf(holder: ValueMap): boolean | undefined {
  const value = mapOf(mapOf(holder, "securityContext"), "windowsOptions")?.hostProcess;
  return typeof value === "boolean" ? value : undefined;
}
