import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { nearest } from "../diagnostic/nearest.ts";
import type { GraftSubject } from "../graft/graft.ts";
import { annotationTexts, type ContainerList, labelTexts } from "../kube/pod.ts";
import { isList, isMap, type Value } from "../value/value.ts";
import type { SidecarConfig } from "./config.ts";

type Subject = Pick<GraftSubject, "facts" | "appContainers" | "appInitContainers">;
export type ContainerNames = Readonly<Record<ContainerList, readonly string[]>>;

/**
 * The application's containers that a sidecar's `appContainers` is merged into; `unmatched` are names that none of them
 * has.
 */
export interface ChosenContainers {
  readonly names: ContainerNames;
  readonly unmatched: readonly Diagnostic[];
}

/**
 * By the pod's own list, or else by `appContainerNames`, or else every container but no init container. `place` is the
 * sidecar's.
 */
export function chosenContainers(config: SidecarConfig, subject: Subject, place: string): ChosenContainers {
  const { name: sidecar, appContainerNames, appContainerNamesFrom: key } = config;
  const { facts, appContainers: containers, appInitContainers: initContainers } = subject;
  const listed = key === undefined ? undefined : (labelTexts(facts.podTemplate)[key] ?? annotationTexts(facts.podTemplate)[key]);
  const patterns = listed === undefined ? appContainerNames : listed.split(",").flatMap((name) => name.trim() || []);
  if (patterns === undefined) return { names: { containers, initContainers: [] }, unmatched: [] };
  const isWanted = (name: string) => patterns.some((pattern) => matchesName(pattern, name));
  const all = [...containers, ...initContainers];
  const absent = patterns.filter((pattern) => !all.some((name) => matchesName(pattern, name)));
  const unmatched = absent.map((pattern) => {
    const fix = fixFor(pattern, all);
    return listed === undefined
      ? notInAnyPod(sidecar, { pattern, fix, path: `${place}.appContainerNames[${patterns.indexOf(pattern)}]` })
      : notInPod(sidecar, { pattern, fix, key: key as string });
  });
  return { names: { containers: containers.filter(isWanted), initContainers: initContainers.filter(isWanted) }, unmatched };
}

/** Whether a name matches a pattern, in which `*` stands for any characters. */
function matchesName(pattern: string, name: string): boolean {
  const [start, ...rest] = pattern.split("*") as [string, ...string[]];
  const end = rest.pop();
  if (end === undefined) return name === pattern;
  if (name.length < start.length + end.length || !name.startsWith(start) || !name.endsWith(end)) return false;
  const last = name.length - end.length;
  let from = start.length;
  for (const part of rest) {
    const found = name.indexOf(part, from);
    if (found < 0 || found + part.length > last) return false;
    from = found + part.length;
  }
  return true;
}

function fixFor(pattern: string, names: readonly string[]): string {
  const meant = nearest(pattern, names);
  return meant === undefined ? "correct or remove the name" : `write ${meant}`;
}

interface Unmatched {
  readonly pattern: string;
  readonly fix: string;
}

/** Reported for every pod that lacks the name; true if no pod has it. */
function notInAnyPod(sidecar: string, { pattern, fix, path }: Unmatched & { path: string }): Diagnostic {
  return diagnostic("ContainerNotFound", {
    message: `appContainers of the sidecar ${sidecar} goes into no container ${pattern}: no pod of the sidecar has one`,
    fix,
    field: { path, current: pattern },
  });
}

function notInPod(sidecar: string, { pattern, fix, key }: Unmatched & { key: string }): Diagnostic {
  return diagnostic("ContainerNotFound", {
    message: `appContainers of the sidecar ${sidecar} goes into no container ${pattern}: the pod's ${key} names it, and the pod has none`,
    fix,
    field: { path: `metadata.annotations[${key}]`, current: pattern },
  });
}

/** Whether a value holds the actions of a Go template. */
export function hasActions(value: Value): boolean {
  if (typeof value === "string") return value.includes("{{");
  if (isList(value)) return value.some(hasActions);
  return isMap(value) && Object.values(value).some(hasActions);
}
