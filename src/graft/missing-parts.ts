import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { nearest } from "../diagnostic/nearest.ts";
import { describe } from "../kube/describe.ts";
import { imageFault } from "../kube/image-reference.ts";
import { allContainers, CONTAINER_LISTS, type ContainerList, containersIn, mapsIn, volumesOf } from "../kube/pod.ts";
import { at, type Value, type ValueMap } from "../value/value.ts";
import { type Contribution, type Grafting, whose } from "./grafting.ts";
import { invalidImage } from "./invalid-image.ts";
import { originAt } from "./pod-fault.ts";

/** Where a container names volumes, and the key that tells the entries apart. */
const MOUNTS = [
  ["volumeMounts", "mountPath"],
  ["volumeDevices", "devicePath"],
] as const;

/** The pod template with all grafts in it, and what else decides about it. */
export interface Finished {
  readonly podTemplate: ValueMap;
  /** The claim templates beside it; its pods also have volumes with these names. */
  readonly claims: Value | undefined;
  /**
   * Whether the API server itself refuses such a pod. If not, a controller may add what is missing, and it is only a
   * warning.
   */
  readonly isChecked: boolean;
}

/**
 * What the grafts' containers still lack after all grafts: images that a node can pull, and volumes for their mounts.
 * What the pod's own containers also lack is left to the build step that completes them.
 *
 * Source: kubernetes pkg/apis/core/validation/validation.go validateContainerCommon, ValidateVolumeMounts
 */
export function missingParts(grafting: Grafting, finished: Finished): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const volumes = volumeNames(finished);
  for (const [index, { graft, patch }] of grafting.contributions.entries()) {
    if (graft.hasInjector) continue;
    for (const list of CONTAINER_LISTS) {
      for (const part of containersIn(patch, list)) {
        const container = partNamed(finished.podTemplate, part.name);
        if (!container) continue;
        const place = { grafting, volumes, index, list, part };
        if (isMissing(container.image)) found.push(...missingImage(place, container.image ?? undefined));
        else if (part.image === container.image) found.push(...unreadableImage(place, container.image as Value));
        found.push(...missingVolumes(place, container));
      }
    }
  }
  return finished.isChecked ? found : found.map((told) => ({ ...told, severity: "warning" }));
}

/** What one graft has of one container. */
interface GraftedPart {
  readonly grafting: Grafting;
  /** The names of those that the pod will have. */
  readonly volumes: ReadonlySet<Value | undefined>;
  readonly index: number;
  readonly list: ContainerList;
  readonly part: ValueMap;
}

/** In either list: a graft may move it. */
function partNamed(podTemplate: Value, name: Value | undefined): ValueMap | undefined {
  return allContainers(podTemplate).find(({ container }) => container.name === name)?.container;
}

function isMissing(image: Value | undefined): boolean {
  return (image ?? "") === "";
}

/** Reported for the first graft that names the container. */
function missingImage({ grafting, index, list, part }: GraftedPart, image: Value | undefined): readonly Diagnostic[] {
  const { before, contributions, pathTo } = grafting;
  const own = partNamed(before, part.name);
  const isTold = contributions.slice(0, index).some(({ patch }) => partNamed(patch, part.name));
  if (isTold || (own && isMissing(own.image))) return [];
  const name = String(part.name);
  const others = allContainers(before).map(({ container }) => String(container.name));
  const meant = nearest(name, others);
  const hint = meant === undefined ? "" : `write ${meant}, if that container is meant; or `;
  return [
    diagnostic("MissingImage", {
      message: `Cannot graft ${whose(contributions[index]!, `container ${name}`)}: its image is ${describe(image)}; expected an image`,
      fix: own ? "leave image out, as the sidecar changes the pod's container" : `${hint}add image to the sidecar's container`,
      field: { path: pathTo(["spec", list, { item: name }, "image"]), ...(image !== undefined && { current: image }) },
      ...originAt(contributions[index]!, ["spec", list, { item: name }, "image"]),
    }),
  ];
}

/** A warning, since a later step of the build may set the image. */
function unreadableImage({ grafting, index, list, part }: GraftedPart, image: Value): readonly Diagnostic[] {
  const fault = typeof image === "string" ? imageFault(image) : undefined;
  if (!fault) return [];
  const path = ["spec", list, { item: String(part.name) }, "image"];
  const contribution = grafting.contributions[index]!;
  const subject = whose(contribution, `container ${String(part.name)}`);
  return [{ ...invalidImage(fault, { subject, path: grafting.pathTo(path), image }), ...originAt(contribution, path) }];
}

function missingVolumes({ grafting, volumes, index, list, part }: GraftedPart, container: ValueMap): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const [field, key] of MOUNTS) {
    for (const written of mapsIn(part[field])) {
      if (volumes.has(written.name)) continue;
      // What it became: a patch may change one of the pod's mounts, or remove it.
      const mount = mapsIn(container[field]).find((merged) => merged[key] === written[key]);
      const name = mount?.name ?? undefined;
      if (!mount || volumes.has(name) || isMounted(grafting.before, name)) continue;
      const path = ["spec", list, { item: String(part.name) }, field, { item: String(mount[key]) }, "name"];
      const into = `into the container ${String(part.name)}`;
      const contribution = grafting.contributions[index]!;
      const told = missingVolume({ contribution, into, path: grafting.pathTo(path), name, volumes });
      found.push({ ...told, ...originAt(contribution, path) });
    }
  }
  return found;
}

interface Mount {
  readonly contribution: Contribution;
  readonly into: string;
  readonly path: string;
  readonly name: Value | undefined;
  readonly volumes: GraftedPart["volumes"];
}

function missingVolume({ contribution, into, path, name, volumes }: Mount): Diagnostic {
  if (name === undefined) {
    return diagnostic("MissingVolume", {
      message: `Cannot graft ${whose(contribution, "mount")} ${into}: its name is missing; expected that of a volume`,
      fix: "write the volume's name",
      field: { path },
    });
  }
  const names = [...volumes].map(String);
  const there = names.length === 0 ? "the pod has no volume" : `the pod's volumes are ${names.join(", ")}`;
  const meant = nearest(String(name), names);
  return diagnostic("MissingVolume", {
    message: `Cannot graft ${whose(contribution, `mount of the volume ${String(name)}`)} ${into}: ${there}; expected one of that name`,
    fix: `${meant === undefined ? "" : `write ${meant}; or `}add it to the sidecar's template under spec.volumes; if a later step of the build gives its source, its name is enough`,
    field: { path, current: name },
  });
}

/** The names of the volumes that the pod will have. */
function volumeNames({ podTemplate, claims }: Finished): GraftedPart["volumes"] {
  const names = new Set<Value | undefined>();
  for (const { name } of volumesOf(podTemplate)) names.add(name);
  for (const claim of mapsIn(claims)) names.add(at(claim, "metadata", "name"));
  names.delete(undefined);
  return names;
}

/** Whether one of the pod's own containers mounts the volume too. */
function isMounted(before: Value, name: Value | undefined): boolean {
  if (name === undefined) return false;
  const containers = allContainers(before).map(({ container }) => container);
  return containers.some((container) => MOUNTS.some(([field]) => mapsIn(container[field]).some((mount) => mount.name === name)));
}
