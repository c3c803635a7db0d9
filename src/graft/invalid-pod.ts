import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { didYouMean } from "../diagnostic/nearest.ts";
import { describe } from "../kube/describe.ts";
import { allContainers, isContainerList } from "../kube/pod.ts";
import { fieldNames, fieldOf, podTemplateSchema } from "../kube/schema.ts";
import type { Fault } from "../kube/validate/fault.ts";
import { MISSING_VOLUME } from "../kube/validate/references.ts";
import { type PodOptions, validatePod } from "../kube/validate/validate-pod.ts";
import { valueFix } from "../kube/value-fix.ts";
import type { WorkloadKind } from "../kube/workloads.ts";
import type { ValueMap } from "../value/value.ts";
import { type Grafting, whose } from "./grafting.ts";
import type { Finished } from "./missing-parts.ts";
import { type LocatedFault, located, originAt } from "./pod-fault.ts";
import { isWithin, readablePath } from "./readable-path.ts";

/** A pod template with all grafts in it, and how the server sees it. */
export interface GraftedPod extends Finished {
  /** Of the Kubernetes 1 that the pod is for. */
  readonly minor: number | undefined;
  readonly type: WorkloadKind | undefined;
}

/**
 * Faults for which the API server refuses a grafted pod, but not the pod without the grafts. Faults of the pod itself
 * are left to the server. {@link missingParts} reports images and volumes that an own sidecar lacks, because it knows
 * more about them. A field about which there is another error is not reported again. Istio's own injector makes the
 * same pods, so their faults are reported and the pods stay.
 */
export function invalidPod(grafting: Grafting, pod: GraftedPod, told: readonly Diagnostic[]): readonly Diagnostic[] {
  const { podTemplate, isChecked } = pod;
  const { before, contributions } = grafting;
  const options = optionsOf(pod);
  const faults = validatePod(podTemplate, { before, ...options });
  if (faults.length === 0) return [];
  const stages = [before, ...contributions.map((contribution) => contribution.podTemplate)].map((each) => faultsIn(each, options));
  const allowed = contributions.flatMap(({ graft }) => graft.allowUnknownFields ?? []);
  const paths = new Set<string>();
  return located(podTemplate, faults).flatMap((each) => {
    const stage = stages.findIndex((keys) => keys.has(each.key));
    const bringer = contributions[stage < 0 ? contributions.length - 1 : stage - 1];
    const isAllowed = each.fault.unknown !== undefined && allowed.includes(general(each.fault));
    const path = grafting.pathTo(each.path);
    if (!bringer || isAllowed || paths.has(path)) return [];
    const { party, graft } = bringer;
    if (!graft.hasInjector && isMissingPart(each)) return [];
    if (told.some((other) => isSameFault(path, other))) return [];
    paths.add(path);
    const origin = originAt(bringer, each.path);
    const isMerged = graft.hasInjector === true && containerIn(before, each.path);
    return [invalid(each, { path, party, origin, isMerged, isError: isChecked && !graft.hasInjector })];
  });
}

/** Faults for which the API server refuses a grafted pod, and also the pod without the grafts. */
export function refusedBefore(before: ValueMap, pod: GraftedPod, pathTo: Grafting["pathTo"]): readonly Diagnostic[] {
  const options = optionsOf(pod);
  const faults = validatePod(pod.podTemplate, options);
  if (faults.length === 0) return [];
  const own = faultsIn(before, options);
  const both = located(pod.podTemplate, faults).filter(({ key, fault }) => own.has(key) && !isMisspelt(fault, faults));
  const found = new Map(both.map((each) => [pathTo(each.path), each]));
  return [...found].map(([path, { fault }]) =>
    diagnostic("RefusedPod", {
      message: `Kubernetes refuses the pod: ${stateOf(fault, path)}${didYouMean(fault.unknown || undefined)}`,
      fix: fault.unknown !== undefined ? (homeOf(fault) ?? changeOf(fault.unknown)) : valueFixOf(fault),
      field: { path, ...(fault.found !== undefined && { current: fault.found }) },
    }),
  );
}

/** Whether a missing field is there under a misspelt name, which is reported. */
function isMisspelt({ path, found }: Fault, faults: readonly Fault[]): boolean {
  if (found !== undefined) return false;
  const place = path.slice(0, -1).join("/");
  return faults.some(({ unknown, path: other }) => unknown === path.at(-1) && other.slice(0, -1).join("/") === place);
}

function stateOf({ found, expected }: Fault, name: string): string {
  const type = /^no field of (.*)/.exec(expected)?.[1];
  return type === undefined ? `${name} is ${describe(found)}; expected ${expected}` : `${name} is not a field of ${type}`;
}

/** Where a field belongs that is a level too far out: labels beside the metadata, containers beside the spec. */
function homeOf({ expected, path }: Fault): string | undefined {
  const key = String(path.at(-1));
  if (!expected.endsWith(" PodTemplateSpec")) return undefined;
  const home = ["metadata", "spec"].find((field) => fieldNames(fieldOf(podTemplateSchema, field)).includes(key));
  return home === undefined ? undefined : `move it under ${home}`;
}

function changeOf(meant: string): string {
  return meant === "" ? "remove it" : `write ${meant}`;
}

export function optionsOf({ minor, type, claims, isChecked }: Omit<GraftedPod, "podTemplate">): PodOptions {
  return { minor, kind: isChecked ? type?.kind : undefined, partial: type?.partial ?? type?.metadataOnly, claims };
}

/** What is reported about one field, about a name that two containers share, or about a host port that both use. */
function isSameFault(path: string, { code, severity, field }: Diagnostic): boolean {
  if (severity === "info" || !field || code === "InvalidImage" || (code === "FieldConflict" && severity !== "error")) return false;
  if (code === "ContainerConflict" && path.endsWith(`${nameIn(field.path)}.name`)) return true;
  if (code === "PortConflict" && path.endsWith(".hostPort")) return true;
  return isWithin(path, field.path) || isWithin(field.path, path);
}

/** `[web]` of `spec.containers[web].image`. */
function nameIn(path: string): string {
  return path.slice(path.lastIndexOf("["), path.lastIndexOf("]") + 1);
}

function faultsIn(podTemplate: ValueMap, options: PodOptions): ReadonlySet<string> {
  return new Set(located(podTemplate, validatePod(podTemplate, options)).map(({ key }) => key));
}

/** An image, or a volume for a mount. */
function isMissingPart({ fault: { found, expected }, path }: LocatedFault): boolean {
  const [, list, , field, , name] = path;
  if (!isContainerList(list)) return false;
  if (expected === MISSING_VOLUME) return true;
  return (found ?? "") === "" && ((field === "image" && path.length === 4) || (field === "volumeMounts" && name === "name"));
}

function general({ path }: Fault): string {
  return path.reduce<string>((text, step) => (typeof step === "number" ? `${text}[]` : text === "" ? step : `${text}.${step}`), "");
}

interface Told {
  readonly path: string;
  readonly party: string;
  readonly origin: Pick<Diagnostic, "origin">;
  /** The pod has a container of that name, which is merged with the one of the injector. */
  readonly isMerged: boolean;
  readonly isError: boolean;
}

function invalid({ fault, path: keyedPath }: LocatedFault, { path, party, origin, isMerged, isError }: Told): Diagnostic {
  const { found } = fault;
  const container = containerOn(keyedPath);
  const subject = container === undefined ? party : whose({ party }, `container ${container}`);
  const field = readablePath(container === undefined ? keyedPath : keyedPath.slice(3));
  const what = `${subject}: ${stateOf(fault, field === "" ? "it" : field)}`;
  return {
    ...diagnostic("InvalidPod", {
      message: isError ? `Cannot graft ${what}` : `Kubernetes will refuse the pod because of ${what}`,
      fix: isMerged ? `${fixOf(fault)} in the pod's own container, which is merged with ${party}'s` : fixOf(fault),
      field: { path, ...(found !== undefined && { current: found }) },
    }),
    ...origin,
    ...(!isError && { severity: "warning" }),
  };
}

/** Whether a pod has a container of the name that the path leads through, in either list. */
function containerIn(pod: ValueMap, path: LocatedFault["path"]): boolean {
  const name = containerOn(path);
  return name !== undefined && allContainers(pod).some(({ container }) => container.name === name);
}

/** The name of the container that a path leads through. */
function containerOn([, list, item]: LocatedFault["path"]): string | undefined {
  return isContainerList(list) && typeof item === "object" ? item.item : undefined;
}

function valueFixOf({ found, expected, path }: Fault): string {
  return valueFix(found, expected, String(path.at(-1)));
}

function fixOf(fault: Fault): string {
  if (fault.unknown === undefined) return valueFixOf(fault);
  return `${changeOf(fault.unknown)}; if the cluster's Kubernetes knows it, correct spec.kubernetesVersion, or list it in the sidecar's allowUnknownFields`;
}
