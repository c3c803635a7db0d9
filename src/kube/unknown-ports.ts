import { nearest } from "../diagnostic/nearest.ts";
import { at, isMap, type Value, type ValueMap } from "../value/value.ts";
import { allContainers, type PlacedContainer, portsOf } from "./pod.ts";

/** A port name in a probe or hook that its container's ports do not have. */
export interface UnknownPort extends PlacedContainer {
  /** From the container on: `readinessProbe`, `httpGet`, `port`. */
  readonly path: readonly string[];
  readonly port: string;
  /** The name that was most likely meant. */
  readonly meant?: string;
}

const PROBES = ["startupProbe", "livenessProbe", "readinessProbe"] as const;

/** The kubelet does not know tcpSocket in a hook. */
const PLACES: readonly (readonly [string, ...string[]])[] = [
  ...PROBES.flatMap((probe) => ["httpGet", "tcpSocket"].map((handler) => [probe, handler, "port"] as const)),
  ["lifecycle", "postStart", "httpGet", "port"],
  ["lifecycle", "preStop", "httpGet", "port"],
];

/**
 * The API server accepts such a port; the kubelet then cannot run the probe or hook. Containers that a pod `before`
 * also has are left out.
 *
 * Source: kubernetes pkg/probe/util.go ResolveContainerPort; pkg/kubelet/lifecycle/handlers.go resolvePort
 */
export function unknownPorts(pod: Value | undefined, before?: ValueMap): readonly UnknownPort[] {
  const known = allContainers(before);
  const placed = allContainers(pod).filter(({ container }) => asks(container) && !known.some((other) => other.container === container));
  return placed.flatMap(({ list, container }) => unknownIn(container).map((found) => ({ ...found, list, container })));
}

function asks(container: ValueMap): boolean {
  return isMap(container.lifecycle) || PROBES.some((probe) => isMap(container[probe]));
}

function unknownIn(container: ValueMap): readonly Omit<UnknownPort, keyof PlacedContainer>[] {
  const names = portsOf(container).flatMap(({ name }) => (typeof name === "string" ? name : []));
  return PLACES.flatMap((path) => {
    const port = isMap(container[path[0]]) ? at(container, ...path) : undefined;
    if (typeof port !== "string" || !isPortName(port) || names.includes(port)) return [];
    const meant = nearest(port, names);
    return [{ path, port, ...(meant !== undefined && { meant }) }];
  });
}

/** Other text is refused, or is a placeholder that a later step of the build fills in. */
function isPortName(text: string): boolean {
  return /^[a-z0-9-]+$/.test(text) && /[a-z]/.test(text);
}
