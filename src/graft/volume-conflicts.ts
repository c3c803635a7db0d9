import { changes } from "../change/changes.ts";
import { compare, noListKeys } from "../change/compare.ts";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { isDirective } from "../kube/patch-directives.ts";
import { type ContainerList, containersIn, mountsOf, volumesOf } from "../kube/pod.ts";
import type { Value, ValueMap } from "../value/value.ts";
import { beforeGraft, type Contribution, type Grafting, isInjectedBeside, ownerOf, POD, whose } from "./grafting.ts";
import { originAt } from "./pod-fault.ts";

/**
 * Errors for volumes that would get a second source or another one, and for mounts that would replace one of the pod's
 * own. A patch with a directive ($patch, $retainKeys) does so on purpose.
 */
export function volumeConflicts(grafting: Grafting): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  grafting.contributions.forEach((contribution, index) => {
    for (const volume of volumesOf(contribution.patch)) found.push(...ofVolume(grafting, { contribution, index, volume }));
    if (isInjectedBeside(contribution, POD)) return;
    for (const list of LISTS) {
      for (const container of containersIn(contribution.patch, list))
        found.push(...replacedMounts(grafting, { contribution, list, container }));
    }
  });
  return found;
}

const LISTS = ["containers", "initContainers"] as const;

interface GraftedVolume {
  readonly contribution: Contribution;
  readonly index: number;
  readonly volume: ValueMap;
}

function ofVolume(grafting: Grafting, { contribution, index, volume }: GraftedVolume): readonly Diagnostic[] {
  const { name } = volume;
  const isNamed = (other: ValueMap) => other.name === name;
  const existing = volumesOf(beforeGraft(grafting, index)).find(isNamed);
  const merged = existing && volumesOf(contribution.podTemplate).find(isNamed);
  if (!existing || !merged || Object.keys(volume).some(isDirective)) return [];
  const owner = ownerOf(grafting, ["volumes", name], (pod) => volumesOf(pod).some(isNamed));
  const isSecond = sourcesOf(merged).length > sourcesOf(existing).length && sourcesOf(existing).length > 0;
  const field = { path: grafting.pathTo(["spec", "volumes", { item: String(name) }]), current: existing, proposed: volume };
  const theirs = `${whose(owner, "volume")} of that name is ${sourceText(existing)}`;
  const its = `${whose(contribution, "one")} is ${sourceText(volume)}`;
  if (isInjectedBeside(contribution, owner)) return isSecond ? [twoSources(String(name), `${theirs}, ${its}`, field)] : [];
  const isOther = owner === POD && changes(compare(existing, merged, noListKeys)).some(({ op }) => op === "set" || op === "remove");
  if (!isSecond && !isOther) return [];
  return [
    diagnostic("VolumeConflict", {
      message: `Cannot graft the volume ${String(name)}: ${theirs}, ${its}; expected a unique name, or the same source`,
      fix: "rename the sidecar's volume and its mounts",
      field,
      ...originAt(contribution, ["spec", "volumes", { item: String(name) }]),
    }),
  ];
}

function twoSources(name: string, sources: string, field: Diagnostic["field"] & object): Diagnostic {
  const message = `The API server refuses the pod, since its volume ${name} has two sources: ${sources}`;
  return {
    ...diagnostic("VolumeConflict", { message, fix: "rename one of the two volumes, with its mounts", field }),
    severity: "warning",
  };
}

function sourcesOf(volume: ValueMap): readonly string[] {
  return Object.keys(volume).filter((key) => key !== "name" && !isDirective(key) && volume[key] !== null);
}

/** `configMap {"name":"a"}`. */
function sourceText(volume: ValueMap): string {
  return (
    sourcesOf(volume)
      .map((key) => `${key} ${JSON.stringify(volume[key], (_, item) => (typeof item === "bigint" ? Number(item) : item))}`)
      .join(" and ") || "without a source"
  );
}

interface GraftedContainer {
  readonly contribution: Contribution;
  readonly list: ContainerList;
  readonly container: ValueMap;
}

function replacedMounts(grafting: Grafting, { contribution, list, container }: GraftedContainer): readonly Diagnostic[] {
  const own = containersIn(grafting.before, list).find(
    ({ name }) => name === container.name && grafting.layerNamed(list, name) === undefined,
  );
  if (!own) return [];
  return mountsOf(container).flatMap((mount) => {
    const existing = mountsOf(own).find(({ mountPath }) => mountPath === mount.mountPath);
    if (!existing || mount.name === undefined || existing.name === mount.name || Object.keys(mount).some(isDirective)) return [];
    const path = ["spec", list, { item: String(container.name) }, "volumeMounts", { item: String(mount.mountPath) }, "name"];
    return diagnostic("VolumeConflict", {
      message: `Cannot mount the volume ${String(mount.name)} at ${String(mount.mountPath)}: ${whose(POD, `container ${String(container.name)}`)} has the volume ${String(existing.name)} there, and ${whose(contribution, "mount")} would take its place; expected a path of its own`,
      fix: "change the sidecar's mountPath, or write the volume that the container already mounts there",
      field: { path: grafting.pathTo(path), current: existing.name as Value, proposed: mount.name as Value },
      ...originAt(contribution, path),
    });
  });
}
