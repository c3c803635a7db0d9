import { any, fn, int, str, stringDict, variadic } from "../../gotemplate/define.ts";
import { formatDuration } from "../../gotemplate/sprig/duration.ts";
import { readJson } from "../../gotemplate/sprig/json-read.ts";
import { writeJson } from "../../gotemplate/sprig/json-write.ts";
import { isNilValue, itemsOf } from "../../gotemplate/value/inspect.ts";
import { pointerTo, sliceOf, stringMap, structType } from "../../gotemplate/value/type.ts";
import {
  type CallContext,
  type Func,
  FuncError,
  type GoValue,
  Host,
  newMap,
  type PlainMap,
  TypedMap,
} from "../../gotemplate/value/value.ts";
import { podFunctions, printed } from "../../template/functions.ts";
import { plainData } from "../../template/plain-data.ts";
import { isMap, type ValueMap } from "../../value/value.ts";
import type { Message } from "../config/message.ts";
import { messageJson } from "../config/message-json.ts";
import { proxyConfigJson } from "../config/proxy-config-json.ts";
import { proxyContainer } from "../container-names.ts";
import { excludeInboundPort } from "../profile/init-container.ts";
import { appendMultusNetwork } from "../profile/multus-network.ts";
import { otelAttributes } from "../profile/otel-resource-attributes.ts";
import { DurationHost, durationType, MessageHost } from "./message-host.ts";

const containers = { type: sliceOf(structType("v1.Container")), read: (value: GoValue) => itemsOf(value) ?? [] };
const duration = { type: durationType, read: (value: GoValue) => value };
const meshConfig = { type: pointerTo(structType("v1alpha1.MeshConfig")), read: (value: GoValue) => value };
const json = { indent: "", escapeHtml: true };

/**
 * The functions that Istio's injector gives to templates in addition to sprig's; some replace sprig's.
 *
 * Source: istio pkg/kube/inject/template.go createInjectionFuncmap.
 */
export const istioFunctions: Readonly<Record<string, Func>> = {
  ...podFunctions,
  formatDuration: fn([duration], ([value]) => formatDuration(value instanceof DurationHost ? value.nanos : 0n)),
  excludeInboundPort: fn([any, str], ([port, excluded], context) => excludeInboundPort(printed(port, context), excluded)),
  includeInboundPorts: fn([containers], ([list], context) => portsOf(list, context)),
  applicationPorts: fn([containers], ([list], context) =>
    portsOf(
      list.filter((item) => fieldOf(item, "Name") !== proxyContainer),
      context,
    ),
  ),
  kubevirtInterfaces: fn([str], ([text]) => text),
  excludeInterfaces: fn([str], ([text]) => text),
  toJSON: fn([stringDict], ([map], context) => writeJson(new TypedMap(stringMap, map), json, context)),
  fromJSON: fn([str], ([text]) => jsonOr(text, "{}")),
  structToJSON: fn([any], ([value], context) => (value === null || value === undefined ? "{}" : writeJson(value, json, context))),
  protoToJSON: fn([any], ([message]) => protoJson(message)),
  indent: fn([int, str], ([spaces, text], { budget }) => indented(text, { spaces, budget })),
  directory: fn([str], ([path]) => path.slice(0, path.lastIndexOf("/") + 1)),
  contains: fn([str, str], ([needle, haystack]) => haystack.includes(needle)),
  toLower: fn([str], ([text]) => text.toLowerCase()),
  appendMultusNetwork: fn([str, str], ([existing, network]) => appendMultusNetwork(existing, network)),
  // Differs: Istio reads the environment of istiod.
  env: fn([str, str], ([, fallback]) => fallback),
  omit: variadic([stringDict], str, ([map], keys) =>
    textMap(
      Object.keys(map).filter((key) => !keys.includes(key)),
      map,
    ),
  ),
  strdict: variadic([], str, (_, words) => pairsOf(words)),
  toJsonMap: variadic([], stringDict, (_, maps, context) => writeJson(merged(maps), json, context)),
  mergeMaps: variadic([], stringDict, (_, maps) => merged(maps)),
  otelResourceAttributes: fn(
    [meshConfig, stringDict, stringDict, str, containers],
    ([mesh, annotations, labels, namespace, list], context) =>
      otelAttributes({
        meshConfig: mesh instanceof MessageHost ? ((mesh.held ?? newMap()) as Message<"MeshConfig">) : {},
        annotations: annotations as ValueMap,
        labels: labels as ValueMap,
        namespace,
        containers: () => list.map((item) => plainData(item, context)).filter(isMap),
      }),
  ),
};

function fieldOf(value: GoValue, name: string): GoValue {
  return value instanceof Host ? value.object.get(name) : undefined;
}

/** The containers' ports with TCP, or without a protocol. */
function portsOf(list: readonly GoValue[], context: CallContext): string {
  const ports = list.flatMap((container) => itemsOf(fieldOf(container, "Ports")) ?? []);
  return ports
    .filter((port) => !["UDP", "SCTP"].includes(String(fieldOf(port, "Protocol"))))
    .map((port) => printed(fieldOf(port, "ContainerPort"), context))
    .join(",");
}

function jsonOr(text: string, fallback: GoValue): GoValue {
  try {
    return readJson(text);
  } catch (thrown) {
    if (thrown instanceof FuncError) return fallback;
    throw thrown;
  }
}

function protoJson(message: GoValue): string {
  if (!(message instanceof MessageHost) || isNilValue(message)) return "{}";
  const held = message.held as ValueMap;
  return message.messageName === "ProxyConfig"
    ? proxyConfigJson(held as Message<"ProxyConfig">)
    : messageJson(message.messageName, held as Message<typeof message.messageName>);
}

/** Every line but the first is indented. */
function indented(text: string, { spaces, budget }: { readonly spaces: number } & Pick<CallContext, "budget">): string {
  const lines = text.split("\n");
  const width = Math.max(0, spaces);
  budget.fit(text.length + (lines.length - 1) * width);
  return lines.join(`\n${" ".repeat(width)}`);
}

function textMap(keys: readonly string[], from: PlainMap): TypedMap {
  const entries = newMap();
  for (const key of keys) entries[key] = from[key];
  return new TypedMap(stringMap, entries);
}

function pairsOf(words: readonly string[]): TypedMap {
  const entries = newMap();
  for (let i = 0; i < words.length; i += 2) entries[words[i] as string] = words[i + 1] ?? "";
  return new TypedMap(stringMap, entries);
}

function merged(maps: readonly PlainMap[]): TypedMap {
  return new TypedMap(stringMap, Object.assign(newMap(), ...maps));
}
