import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { PATCH } from "../kube/patch-directives.ts";
import type { Value, ValueMap } from "../value/value.ts";
import { beforeGraft, bringer, CONTAINER_LISTS, type Contribution, type Grafting, itemsAt, takesAsItIs, whose } from "./grafting.ts";

/**
 * Errors for containers that bear the name of another one: one of the pod's own with another image (without an image
 * the sidecar means that very container), or one of the other list.
 *
 * Source: Kubernetes pkg/apis/core/validation/validation.go: a name is unique among containers and initContainers
 */
export function containerConflicts(grafting: Grafting): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  grafting.contributions.forEach((contribution, index) => {
    for (const list of CONTAINER_LISTS) {
      for (const container of itemsAt(contribution.patch, list)) {
        if (!Object.hasOwn(container, PATCH) && typeof container.name === "string")
          found.push(...ofContainer(grafting, { contribution, index, list, container }));
      }
    }
  });
  return found;
}

interface Grafted {
  readonly contribution: Contribution;
  readonly index: number;
  readonly list: (typeof CONTAINER_LISTS)[number];
  readonly container: ValueMap;
}

function ofContainer(grafting: Grafting, grafted: Grafted): readonly Diagnostic[] {
  const { contribution, index, list, container } = grafted;
  const name = container.name as string;
  const own = named(itemsAt(grafting.before, list), name);
  const isIn = (pod: ValueMap, candidate: string) => named(itemsAt(pod, candidate), name) !== undefined;
  const before = beforeGraft(grafting, index);
  // A graft may move a container to its own list.
  const other = CONTAINER_LISTS.find(
    (candidate) => candidate !== list && isIn(before, candidate) && isIn(contribution.podTemplate, candidate),
  );
  const found: Diagnostic[] = [];
  const isTold = grafting.isOwn(list, name) && !takesAsItIs(contribution, undefined);
  if (isTold && own?.image && container.image && own.image !== container.image) found.push(otherImage(grafting, grafted, own.image));
  const owner = other && bringer(grafting, (pod) => isIn(pod, other));
  if (other && !takesAsItIs(contribution, owner)) found.push(otherList(grafting, grafted, { other, owner }));
  return found;
}

function named(containers: readonly ValueMap[], name: string): ValueMap | undefined {
  return containers.find((container) => container.name === name);
}

function otherImage({ pathTo }: Grafting, { contribution, list, container }: Grafted, image: Value): Diagnostic {
  const name = container.name as string;
  return diagnostic("ContainerConflict", {
    message: `Cannot graft the container ${name}: ${whose(undefined, "own")} has the image ${String(image)}, ${whose(contribution.graft.party, "one")} has ${String(container.image)}; expected a name of its own`,
    fix: "rename the sidecar's container; or leave out its image, if it is to change the pod's container",
    field: { path: pathTo(["spec", list, { item: name }, "image"]), current: image, proposed: container.image as Value },
  });
}

/** The other list that has the name, and who put it there. */
interface Other {
  readonly other: string;
  readonly owner: Contribution | undefined;
}

function otherList(grafting: Grafting, { contribution, list, container }: Grafted, { other, owner }: Other): Diagnostic {
  const name = container.name as string;
  return diagnostic("ContainerConflict", {
    message: `Cannot graft the container ${name} into ${list}: ${whose(owner?.graft.party, `container of that name`)} is in ${other}; expected a name of its own for ${whose(contribution.graft.party, "one")}`,
    fix: "rename the sidecar's container",
    field: { path: grafting.pathTo(["spec", list, { item: name }, "name"]), current: name },
  });
}
