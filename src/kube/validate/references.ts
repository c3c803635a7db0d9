import { at, isMap, type Value, type ValueMap } from "../../value/value.ts";
import { below, isSet, listOf, mapOf, mapsOf, numberOf, type Place, tell, textOf } from "./fault.ts";
import { dnsLabel } from "./formats.ts";
import { containersOf, type Placed } from "./pod-rules.ts";

/**
 * References between parts of a pod: names that are taken, and names of missing parts. Lists and containers that are
 * the same objects in `before` are not checked again for what is also true there.
 */
export function checkReferences(spec: ValueMap, place: Place, { before, claims }: Known): void {
  checkNames(spec, place);
  for (const list of NAMED_ONCE) if (isSet(spec, list) && spec[list] !== before?.[list]) checkUnique(spec, below(place, list), list);
  if (spec.topologySpreadConstraints !== before?.topologySpreadConstraints) checkSpreads(spec, below(place, "topologySpreadConstraints"));
  checkHostPorts(spec, place);
  const hasAll = before && listOf(before, "volumes").every((volume) => listOf(spec, "volumes").includes(volume));
  const containers = containersOf(spec, place, hasAll && spec.resourceClaims === before.resourceClaims ? before : undefined);
  if (containers.length === 0) return;
  checkVolumesUsed(spec, { containers, claims });
  checkClaimsUsed(spec, containers);
}

const NAMED_ONCE = ["volumes", "schedulingGates", "resourceClaims"] as const;

interface Known {
  /** A spec whose own faults are known. */
  readonly before: ValueMap | undefined;
  /** The claims of a StatefulSet. */
  readonly claims: Value | undefined;
}

interface Parts {
  readonly containers: readonly Placed[];
  readonly claims: Value | undefined;
}

/** Containers of all kinds have names of their own. */
function checkNames(spec: ValueMap, place: Place): void {
  const seen = new Set<string>();
  for (const list of ["containers", "initContainers", "ephemeralContainers"]) {
    const containers = listOf(spec, list);
    for (let i = 0; i < containers.length; i++) {
      const container = containers[i];
      const name = isMap(container) ? textOf(container, "name") : "";
      if (name !== "" && seen.has(name))
        tell(below(below(below(place, list), i), "name"), name, "a name that is unique among the containers");
      seen.add(name);
    }
  }
}

function checkUnique(spec: ValueMap, place: Place, list: string): void {
  const items = listOf(spec, list);
  const seen = new Set<string>();
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    const name = isMap(item) ? textOf(item, "name") : "";
    if (name !== "" && seen.has(name)) tell(below(below(place, i), "name"), name, `a name that is unique in ${list}`);
    seen.add(name);
  }
}

function checkSpreads(spec: ValueMap, place: Place): void {
  const seen = new Set<string>();
  for (const [constraint, index] of mapsOf(spec, "topologySpreadConstraints")) {
    const pair = `${textOf(constraint, "topologyKey")} ${textOf(constraint, "whenUnsatisfiable")}`;
    if (seen.has(pair)) tell(below(place, index), constraint, "a pair of topologyKey and whenUnsatisfiable that is unique");
    seen.add(pair);
  }
}

/** Init containers run one by one, so only a container's own ports are compared with each other. */
function checkHostPorts(spec: ValueMap, place: Place): void {
  const running = new Set<string>();
  for (const list of ["containers", "initContainers"] as const) {
    const containers = listOf(spec, list);
    for (let i = 0; i < containers.length; i++) {
      const container = containers[i];
      const ports = isMap(container) ? listOf(container, "ports") : [];
      const seen = list === "containers" ? running : new Set<string>();
      for (let j = 0; j < ports.length; j++) {
        const port = ports[j];
        if (isMap(port) && isSet(port, "hostPort")) checkHostPort(port, seen, below(below(below(below(place, list), i), "ports"), j));
      }
    }
  }
}

function checkHostPort(port: ValueMap, seen: Set<string>, place: Place): void {
  const number = numberOf(port, "hostPort") ?? 0;
  if (number === 0) return;
  const taken = `${textOf(port, "protocol") || "TCP"}/${textOf(port, "hostIP")}/${number}`;
  if (seen.has(taken)) tell(below(place, "hostPort"), port.hostPort, "a port of the host that only this container takes");
  seen.add(taken);
}

/** What is expected where a volume is mounted that is not there. */
export const MISSING_VOLUME = "the name of one of the pod's volumes";

function checkVolumesUsed(spec: ValueMap, { containers, claims }: Parts): void {
  const volumes = new Map<Value | undefined, boolean>();
  for (const volume of listOf(spec, "volumes")) if (isMap(volume)) volumes.set(volume.name, isClaimed(volume));
  if (claims) for (const [claim] of mapsOf({ claims }, "claims")) volumes.set(at(claim, "metadata", "name"), true);
  for (const [container, where] of containers) {
    checkUses(container, "volumeMounts", { volumes, where });
    checkUses(container, "volumeDevices", { volumes, where });
    if (isSet(container, "env")) checkFilesUsed(container, where, spec);
  }
}

interface Volumes {
  /** By name: whether it can be a device. */
  readonly volumes: ReadonlyMap<Value | undefined, boolean>;
  readonly where: Place;
}

function checkUses(container: ValueMap, list: "volumeMounts" | "volumeDevices", { volumes, where }: Volumes): void {
  const items = listOf(container, list);
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    const name = isMap(item) ? textOf(item, "name") : "";
    const isBlock = volumes.get(name);
    if (name === "" || isBlock || (isBlock === false && list === "volumeMounts")) continue;
    const expected = isBlock === false ? "a volume with persistentVolumeClaim or ephemeral, as it is a device" : MISSING_VOLUME;
    tell(below(below(below(where, list), i), "name"), name, expected);
  }
}

function isClaimed(volume: ValueMap): boolean {
  return isSet(volume, "persistentVolumeClaim") || isSet(volume, "ephemeral");
}

/** Variables that are read from files: those are in an emptyDir. */
function checkFilesUsed(container: ValueMap, place: Place, spec: ValueMap): void {
  const variables = listOf(container, "env");
  for (let i = 0; i < variables.length; i++) {
    const variable = variables[i];
    const file = isMap(variable) && isSet(variable, "valueFrom") ? mapOf(mapOf(variable, "valueFrom"), "fileKeyRef") : undefined;
    if (!file) continue;
    const volume = mapsOf(spec, "volumes").find(([{ name }]) => name === file.volumeName)?.[0];
    const where = below(below(below(below(below(place, "env"), i), "valueFrom"), "fileKeyRef"), "volumeName");
    if (!volume || !isMap(volume.emptyDir)) tell(where, file.volumeName, "the name of one of the pod's volumes that is an emptyDir");
  }
}

/** Source: kubernetes pkg/apis/core/validation/validation.go validateResourceClaimNames */
function checkClaimsUsed(spec: ValueMap, containers: readonly Placed[]): void {
  for (const [container, where] of containers) {
    const resources = mapOf(container, "resources");
    if (!resources || !isSet(resources, "claims")) continue;
    const claims = mapsOf(spec, "resourceClaims").map(([{ name }]) => name);
    const seen = new Set<string>();
    for (const [claim, index] of mapsOf(resources, "claims")) {
      const used = below(below(below(where, "resources"), "claims"), index);
      const [name, request] = [textOf(claim, "name"), textOf(claim, "request")];
      if (name === "") tell(below(used, "name"), undefined, "the name of one of the pod's resourceClaims");
      else if (!claims.includes(name)) tell(below(used, "name"), name, "the name of one of the pod's resourceClaims");
      if (request !== "" && !dnsLabel.allows(request)) tell(below(used, "request"), request, dnsLabel.expected);
      const isTaken =
        seen.has(name) || seen.has(`${name}/${request}`) || (request === "" && [...seen].some((key) => key.startsWith(`${name}/`)));
      if (name !== "" && isTaken) tell(used, claim, "a claim, or request of one, that is unique in claims");
      seen.add(request === "" ? name : `${name}/${request}`);
    }
  }
}
