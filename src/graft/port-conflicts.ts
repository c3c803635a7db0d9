import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { isList, isMap, type Value, type ValueMap } from "../value/value.ts";
import { bringer, CONTAINER_LISTS, type Contribution, type Grafting, itemsAt, takesAsItIs, whose } from "./grafting.ts";

/** A port that a container of a running pod listens on. */
interface Listener {
  readonly list: string;
  readonly container: string;
  readonly port: ValueMap;
}

/**
 * Errors for two containers that listen on one port of the pod's network, or take one port of the host's, where one
 * of the two was grafted. Only what runs together counts: containers and native sidecars, no other init containers.
 */
export function portConflicts(grafting: Grafting): readonly Diagnostic[] {
  if (!grafting.contributions.some(({ patch }) => bringsListeners(patch))) return [];
  const all = listeners(grafting.contributions.at(-1)?.podTemplate ?? grafting.before);
  return all.flatMap((listener, i) =>
    all.slice(0, i).flatMap((other) => {
      const shared = KINDS.find(({ overlap }) => overlap(listener, other));
      if (!shared) return [];
      const sideOf = (side: Listener): Side => ({ side, bringer: bringer(grafting, (pod) => has(pod, side)) });
      // The pod's own side is named first, then the later graft's.
      const rank = ({ bringer }: Side) => (bringer ? -grafting.contributions.indexOf(bringer) : Number.NEGATIVE_INFINITY);
      const sides: readonly [Side, Side] = [sideOf(other), sideOf(listener)];
      const [first, second] = rank(sides[1]) < rank(sides[0]) ? [sides[1], sides[0]] : sides;
      const isTold = second.bringer && !takesAsItIs(second.bringer, first.bringer);
      return isTold ? [conflict(grafting, [first, second], shared)] : [];
    }),
  );
}

/** Ports, or an init container that goes on running. */
function bringsListeners(patch: Value): boolean {
  return CONTAINER_LISTS.some((list) => itemsAt(patch, list).some((item) => "ports" in item || "restartPolicy" in item));
}

function listeners(podTemplate: ValueMap): readonly Listener[] {
  const native = itemsAt(podTemplate, "initContainers").filter(({ restartPolicy }) => restartPolicy === "Always");
  return [
    ...native.flatMap((container) => listenersOf("initContainers", container)),
    ...itemsAt(podTemplate, "containers").flatMap((container) => listenersOf("containers", container)),
  ];
}

function listenersOf(list: string, { name, ports }: ValueMap): readonly Listener[] {
  return isList(ports) ? ports.filter(isMap).map((port) => ({ list, container: String(name), port })) : [];
}

function has(podTemplate: ValueMap, { list, container, port }: Listener): boolean {
  return listeners(podTemplate).some(
    (other) => other.list === list && other.container === container && KINDS.some(({ key }) => sameNumber(other.port, port, key)),
  );
}

const protocolOf = ({ protocol }: ValueMap): Value => protocol ?? "TCP";

function sameNumber(a: ValueMap, b: ValueMap, key: string): boolean {
  return a[key] !== undefined && Number(a[key]) === Number(b[key]) && protocolOf(a) === protocolOf(b);
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
  readonly bringer: Contribution | undefined;
}

function conflict({ pathTo }: Grafting, [first, second]: readonly [Side, Side], { key, verb }: Sharing): Diagnostic {
  const { list, container, port } = second.side;
  const number = `${String(port[key])}/${String(protocolOf(port))}`;
  const text = ({ side, bringer }: Side) => whose(bringer?.graft.party, `container ${side.container}`);
  return diagnostic("PortConflict", {
    message: `Cannot graft: ${text(first)} and ${text(second)} both ${verb} port ${number}; expected a port for each`,
    fix: "change the port of one of the two",
    field: {
      path: pathTo([
        "spec",
        list,
        { item: container },
        "ports",
        { item: `${String(port.containerPort)}/${String(protocolOf(port))}` },
        key,
      ]),
      current: port[key] as Value,
    },
  });
}
