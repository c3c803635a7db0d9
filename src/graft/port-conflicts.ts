import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { allContainers, type ContainerList, portsOf, runningContainers } from "../kube/pod.ts";
import type { Value, ValueMap } from "../value/value.ts";
import { type Grafting, isInjectedBeside, type Owner, ownerOf, POD, whose } from "./grafting.ts";
import { originAt } from "./pod-fault.ts";

/** A port that a container of a running pod listens on. */
interface Listener {
  readonly list: ContainerList;
  readonly container: string;
  readonly port: ValueMap;
}

/**
 * Errors for two containers that listen on the same port, or use the same host port, if one of the two was grafted.
 * Only containers that run together count: ordinary ones and native sidecars, not other init containers.
 */
export function portConflicts(grafting: Grafting): readonly Diagnostic[] {
  if (!grafting.contributions.some(({ patch }) => bringsListeners(patch))) return [];
  const all = listeners(grafting.contributions.at(-1)?.podTemplate ?? grafting.before);
  const sideOf = (side: Listener): Side => ({ side, owner: ownerOf(grafting, [side.list, side.container], (pod) => has(pod, side)) });
  return all.flatMap((listener, i) =>
    all.slice(0, i).flatMap((other) => {
      const shared = KINDS.find(({ overlap }) => overlap(listener, other));
      return shared ? ofSides(grafting, inOrder(grafting, [sideOf(other), sideOf(listener)]), shared) : [];
    }),
  );
}

/** The earlier container is named first, then the later graft's. */
function inOrder({ contributions }: Grafting, [one, two]: Sides): Sides {
  const rank = ({ owner: { contribution } }: Side) => (contribution ? -contributions.indexOf(contribution) : Number.NEGATIVE_INFINITY);
  return rank(two) < rank(one) ? [two, one] : [one, two];
}

function ofSides(grafting: Grafting, sides: Sides, shared: Sharing): readonly Diagnostic[] {
  const [
    { owner },
    {
      owner: { contribution },
    },
  ] = sides;
  if (!contribution) return [];
  const isWarning = isInjectedBeside(contribution, owner);
  // For a graft with an injector, its review reports which of the pod's own ports its containers use.
  const isReviewed = isWarning && owner === POD && contribution.party === contribution.graft.party;
  return isReviewed ? [] : [conflict(grafting, sides, { ...shared, isWarning })];
}

/** Ports, or an init container that keeps running. */
function bringsListeners(patch: Value): boolean {
  return allContainers(patch).some(({ container }) => "ports" in container || "restartPolicy" in container);
}

function listeners(podTemplate: ValueMap): readonly Listener[] {
  return runningContainers(podTemplate).flatMap(({ list, container }) =>
    portsOf(container).map((port) => ({ list, container: String(container.name), port })),
  );
}

function has(podTemplate: ValueMap, { list, container, port }: Listener): boolean {
  return listeners(podTemplate).some(
    (other) => other.list === list && other.container === container && KINDS.some(({ key }) => sameNumber(other.port, port, key)),
  );
}

const protocolOf = ({ protocol }: ValueMap): Value => protocol ?? "TCP";

/** 0 is not a port: `hostPort: 0` uses no host port. */
function sameNumber(a: ValueMap, b: ValueMap, key: string): boolean {
  const number = Number(a[key] ?? 0);
  return number !== 0 && number === Number(b[key]) && protocolOf(a) === protocolOf(b);
}

interface Sharing {
  readonly key: "containerPort" | "hostPort";
  readonly overlap: (a: Listener, b: Listener) => boolean;
  readonly verb: string;
}

const ANY_ADDRESS: readonly (Value | undefined)[] = [undefined, null, "", "0.0.0.0", "::"];

const KINDS: readonly Sharing[] = [
  {
    key: "containerPort",
    overlap: (a, b) => a.container !== b.container && sameNumber(a.port, b.port, "containerPort"),
    verb: "listen on",
  },
  {
    key: "hostPort",
    overlap: ({ port: a }, { port: b }) =>
      sameNumber(a, b, "hostPort") && (a.hostIP === b.hostIP || ANY_ADDRESS.includes(a.hostIP) || ANY_ADDRESS.includes(b.hostIP)),
    verb: "take the host's",
  },
];

interface Side {
  readonly side: Listener;
  readonly owner: Owner;
}

type Sides = readonly [Side, Side];

function conflict({ pathTo }: Grafting, sides: Sides, { key, verb, isWarning }: Sharing & { readonly isWarning: boolean }): Diagnostic {
  const { list, container, port } = sides[1].side;
  const number = `${String(port[key])}/${String(protocolOf(port))}`;
  const both = sides.map(({ side, owner }) => whose(owner, `container ${side.container}`)).join(" and ");
  const item = `${String(port.containerPort)}/${String(protocolOf(port))}`;
  const path = ["spec", list, { item: container }, "ports", { item }, key];
  const { contribution } = sides[1].owner;
  const found = diagnostic("PortConflict", {
    message: isWarning
      ? `${both} both ${verb} port ${number}: the pod cannot run both`
      : `Cannot graft: ${both} both ${verb} port ${number}; expected a port for each`,
    fix: "change the port of one of the two",
    field: { path: pathTo(path), current: port[key] as Value },
    ...(contribution && originAt(contribution, path)),
  });
  return isWarning ? { ...found, severity: "warning" } : found;
}
