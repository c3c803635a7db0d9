import type { Path } from "../change/changes.ts";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { allContainers, containersIn, portsOf } from "../kube/pod.ts";
import { type UnknownPort, unknownPorts } from "../kube/unknown-ports.ts";
import { at, type ValueMap } from "../value/value.ts";
import type { Grafting } from "./grafting.ts";
import { stepsIn } from "./pod-fault.ts";

/** Warnings about port names that the grafts use and no port has. `check` reports names that the pod itself uses. */
export function graftedPortNames({ before, contributions, pathTo }: Grafting, podTemplate: ValueMap): readonly Diagnostic[] {
  return unknownPorts(podTemplate, before).flatMap((found) => {
    if (asksFor(before, found)) return [];
    const bringer = contributions.find((contribution) => asksFor(contribution.podTemplate, found));
    const path = pathOf(found);
    const origin = bringer?.graft.origin?.(stepsIn(bringer.patch, path));
    return [{ ...unknownPort(found, pathTo(path)), ...(origin !== undefined && { origin }) }];
  });
}

/** Warnings about port names that a pod uses and, with all grafts, no port has. */
export function ownPortNames(before: ValueMap, after: ValueMap, pathTo: Grafting["pathTo"]): readonly Diagnostic[] {
  const hasPort = ({ container, port }: UnknownPort) =>
    allContainers(after).some(
      (other) => other.container.name === container.name && portsOf(other.container).some(({ name }) => name === port),
    );
  return unknownPorts(before).flatMap((found) => (hasPort(found) ? [] : [unknownPort(found, pathTo(pathOf(found)))]));
}

function asksFor(pod: ValueMap, { list, container, path, port }: UnknownPort): boolean {
  return containersIn(pod, list).some((other) => other.name === container.name && at(other, ...path) === port);
}

function pathOf({ list, container, path }: UnknownPort): Path {
  return ["spec", list, { item: String(container.name) }, ...path];
}

/** What happens to each probe and hook that the kubelet cannot run. */
const CONSEQUENCES: Readonly<Record<string, string>> = {
  startupProbe: "the pod never becomes ready",
  readinessProbe: "the pod never becomes ready",
  livenessProbe: "it never restarts the container",
  postStart: "the container is killed and started again and again",
  preStop: "it does not run",
};

function unknownPort({ container, path, port, meant }: UnknownPort, field: string): Diagnostic {
  const what = path[0] === "lifecycle" ? String(path[1]) : String(path[0]);
  return diagnostic("UnknownPortName", {
    message: `The ${what} of the container ${String(container.name)} asks for the port ${port}, and the container has no port with that name: ${CONSEQUENCES[what]}`,
    fix: `${meant === undefined ? "name one of the container's ports so" : `write ${meant}`}, or give the port's number`,
    field: { path: field, current: port },
  });
}
