import { envOf, labelTexts } from "../../kube/pod.ts";
import type { ValueMap } from "../../value/value.ts";
import { textAt } from "../config/values.ts";
import { byCodePoint } from "../go-json.ts";
import { labels } from "../names.ts";
import { envEntry, mapSidecar, withEnv } from "../pod-containers.ts";
import type { PostStep } from "./post-step.ts";

/** The names of the webhook URL's parameters that stand for a variable; any other name is upper-cased. */
const parameters: Readonly<Record<string, string>> = { cluster: "ISTIO_META_CLUSTER_ID", net: "ISTIO_META_NETWORK" };

export interface ClusterFacts {
  readonly pod: ValueMap;
  readonly values: ValueMap;
  /** What the webhook's URL says. */
  readonly fromUrl?: Readonly<Record<string, string>>;
}

/**
 * The variables with the proxy's cluster and network. The URL overrides the values; for the network, the pod's label
 * overrides both.
 *
 * Source: istio pkg/kube/inject/inject.go extractClusterAndNetwork.
 */
export function clusterEnv({ pod, values, fromUrl = {} }: ClusterFacts): Readonly<Record<string, string>> {
  const cluster = fromUrl.ISTIO_META_CLUSTER_ID || textAt(values, "global", "multiCluster", "clusterName");
  const network = labelTexts(pod)[labels.network] ?? (fromUrl.ISTIO_META_NETWORK || textAt(values, "global", "network"));
  return { ...fromUrl, ...(cluster && { ISTIO_META_CLUSTER_ID: cluster }), ...(network && { ISTIO_META_NETWORK: network }) };
}

/** Puts these variables at the end of the proxy's, sorted, instead of what it has. */
export const overwriteClusterEnv: PostStep = (pod, { proxyEnv }) =>
  Object.keys(proxyEnv).length === 0 ? pod : mapSidecar(pod, (sidecar) => withEnv(sidecar, updateEnv(envOf(sidecar), proxyEnv)));

/** Source: istio pkg/kube/inject/inject.go updateClusterEnvs. */
function updateEnv(env: readonly ValueMap[], added: Readonly<Record<string, string>>): readonly ValueMap[] {
  const kept = env.filter(({ name }) => !Object.hasOwn(added, String(name)));
  const names = Object.keys(added).sort(byCodePoint);
  return [...kept, ...names.map((name) => envEntry(name, added[name] as string))];
}

/**
 * What the path of a webhook's URL sets: `/inject/cluster/c1/net/n1`, where "--slash--" stands for "/" in a value, or
 * `/inject/:ENV:cluster=c1:ENV:net=n1`.
 *
 * Source: istio pkg/kube/inject/webhook.go parseInjectEnvs.
 */
export function envOfInjectPath(path: string): Readonly<Record<string, string>> {
  const [, , rest = ""] = splitIn3(path.endsWith("/") ? path.slice(0, -1) : path);
  const pairs = rest.startsWith(":ENV:") ? assignments(rest) : alternating(rest);
  const entries = pairs.map(([key, value]) => [Object.hasOwn(parameters, key) ? parameters[key] : key.toUpperCase(), value] as const);
  return Object.fromEntries(entries.filter(([name]) => name !== ""));
}

function splitIn3(path: string): readonly string[] {
  const [first = "", second = "", ...rest] = path.split("/");
  return [first, second, rest.join("/")];
}

function assignments(text: string): readonly (readonly [string, string])[] {
  return text.split(":ENV:").flatMap((pair) => {
    const equals = pair.indexOf("=");
    return equals <= 0 ? [] : [[pair.slice(0, equals), pair.slice(equals + 1)] as const];
  });
}

function alternating(text: string): readonly (readonly [string, string])[] {
  const parts = text.split("/");
  return parts.flatMap((key, i) =>
    i % 2 === 0 && i + 1 < parts.length ? [[key, parts[i + 1]!.replaceAll("--slash--", "/")] as const] : [],
  );
}
