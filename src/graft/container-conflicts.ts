import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { PATCH } from "../kube/patch-directives.ts";
import { CONTAINER_LISTS, type ContainerList, containerNamed, containersIn } from "../kube/pod.ts";
import type { Value, ValueMap } from "../value/value.ts";
import { beforeGraft, type Contribution, type Grafting, isInjectedBeside, type Owner, ownerOf, POD, whose } from "./grafting.ts";
import { originAt } from "./pod-fault.ts";

/**
 * Errors for different containers with one name. They differ if they have different images, of which one would replace
 * the other, or are in different lists. A sidecar's container without an image means the existing container.
 *
 * Source: Kubernetes pkg/apis/core/validation/validation.go: a name is unique among containers and initContainers
 */
export function containerConflicts(grafting: Grafting): readonly Diagnostic[] {
  return grafting.contributions.flatMap((contribution, index) => {
    const before = beforeGraft(grafting, index);
    return CONTAINER_LISTS.flatMap((list) =>
      containersIn(contribution.patch, list)
        .filter((container) => !Object.hasOwn(container, PATCH) && typeof container.name === "string")
        .flatMap((container) => ofContainer(grafting, { contribution, before, list, container })),
    );
  });
}

interface Grafted {
  readonly contribution: Contribution;
  readonly before: ValueMap;
  readonly list: ContainerList;
  readonly container: ValueMap;
}

/** A container with the name, and who added it. */
interface Namesake {
  readonly list: ContainerList;
  readonly container: ValueMap;
  readonly owner: Owner;
}

function ofContainer(grafting: Grafting, grafted: Grafted): readonly Diagnostic[] {
  const { contribution, list, container } = grafted;
  return namesakes(grafting, grafted).flatMap((namesake) => {
    const found = isInTwoLists(grafted, namesake)
      ? [otherList(grafting, grafted, namesake)]
      : hasOtherImage(grafted, namesake)
        ? [otherImage(grafting, grafted, namesake)]
        : [];
    // An injector's container is in no configuration.
    const written = contribution.graft.hasInjector ? (namesake.owner.contribution ?? contribution) : contribution;
    const place = written === contribution ? list : namesake.list;
    return found.map((told) => ({ ...told, ...originAt(written, ["spec", place, { item: String(container.name) }]) }));
  });
}

function namesakes(grafting: Grafting, { before, container: { name } }: Grafted): readonly Namesake[] {
  return CONTAINER_LISTS.flatMap((list) => {
    const container = named(before, list, name);
    return container ? [{ list, container, owner: ownerOf(grafting, [list, name], (pod) => named(pod, list, name) !== undefined) }] : [];
  });
}

/** A graft may move a container to its own list. */
function isInTwoLists({ contribution, list, container }: Grafted, other: Namesake): boolean {
  return other.list !== list && named(contribution.applied.podTemplate, other.list, container.name) !== undefined;
}

/** If a later graft replaces the image of an earlier one, or of another configuration, that is a field conflict. */
function hasOtherImage({ contribution, list, container }: Grafted, { container: earlier, owner }: Namesake): boolean {
  if (!earlier.image || !container.image || earlier.image === container.image || isInjectedBeside(contribution, owner)) return false;
  return owner === POD || named(contribution.applied.podTemplate, list, container.name)?.image === earlier.image;
}

function named(pod: Value, list: ContainerList, name: Value | undefined): ValueMap | undefined {
  return containerNamed(containersIn(pod, list), name);
}

function otherImage({ pathTo }: Grafting, { contribution, list, container }: Grafted, { container: earlier, owner }: Namesake): Diagnostic {
  const name = String(container.name);
  const images = [earlier.image as Value, container.image as Value] as const;
  const theirs = whose(owner, owner === POD ? "own" : "container of that name");
  return diagnostic("ContainerConflict", {
    message: `Cannot graft the container ${name}: ${theirs} has the image ${String(images[0])}, ${whose(contribution, "one")} has ${String(images[1])}; expected a unique name`,
    fix: "rename the sidecar's container; or leave out its image, if it should change the other one",
    field: { path: pathTo(["spec", list, { item: name }, "image"]), current: images[0], proposed: images[1] },
  });
}

function otherList({ pathTo }: Grafting, { contribution, list, container }: Grafted, { list: other, owner }: Namesake): Diagnostic {
  const name = String(container.name);
  const theirs = whose(owner, "container of that name");
  const field = { path: pathTo(["spec", list, { item: name }, "name"]), current: name };
  if (isInjectedBeside(contribution, owner)) {
    const message = `The API server refuses the pod: ${whose(contribution, `container ${name}`)} is in ${list}, ${theirs} is in ${other}`;
    return { ...diagnostic("ContainerConflict", { message, fix: "rename one of the two", field }), severity: "warning" };
  }
  // An injector's container keeps its name.
  const [what, renamed] = contribution.graft.hasInjector
    ? [whose(contribution, `container ${name}`), "that one"]
    : [`the container ${name}`, whose(contribution, "one")];
  return diagnostic("ContainerConflict", {
    message: `Cannot graft ${what} into ${list}: ${theirs} is in ${other}; expected a unique name for ${renamed}`,
    fix: "rename the sidecar's container",
    field,
  });
}
