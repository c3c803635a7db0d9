import type { DialectVersion } from "../dialect.ts";
import { isAtLeast } from "../versions.ts";

/** What an edge release brought to the pods, by the name under which the containers' template asks for it. */
export const releases = [
  { from: "25.4.4", name: "first", does: "Linkerd 2.18" },
  { from: "25.5.5", name: "podIP", does: "the proxy knows its pod's address" },
  { from: "25.6.4", name: "tracing", does: "tracing by `proxy.tracing`" },
  { from: "25.8.4", name: "securityContext", does: "`proxy.securityContext` and `networkValidator.securityContext`" },
  {
    from: "25.10.2",
    name: "traceLabels",
    does: "labels of traces from the pod; `config.beta.linkerd.io/proxy-enable-native-sidecar` (2.19)",
  },
  { from: "25.11.1", name: "podInfo", does: "the volume that tracing reads" },
  { from: "25.11.3", name: "oneImage", does: "the init container runs the proxy's image" },
  { from: "25.12.2", name: "initPorts", does: "ports of init containers count, too" },
  { from: "26.4.3", name: "additionalEnv", does: "`config.linkerd.io/proxy-additional-env`" },
  {
    from: "26.5.2",
    name: "nativeByName",
    does: "`config.linkerd.io/proxy-enable-native-sidecar`; native with `waitBeforeExitSeconds` (2.20)",
  },
  { from: "26.7.1", name: "traceTrustDomain", does: "the trace collector's identity is of the trust domain" },
] as const satisfies readonly (DialectVersion & { readonly name: string })[];

/** The newest one that was compared. */
export const NEWEST = "26.8.3";

export type Since = Readonly<Record<(typeof releases)[number]["name"], boolean>>;

export function sinceOf(release: string): Since {
  return Object.fromEntries(releases.map(({ name, from }) => [name, isAtLeast(release, from)])) as Since;
}

/** The edge releases from which the minors were made. */
const minors: Readonly<Record<string, string>> = { "2.18": "25.4.4", "2.19": "25.10.7", "2.20": "26.6.3" };

/** The edge release of `edge-26.8.3`, `26.8.3`, `stable-2.19.0` or `enterprise-2.19.0`; undefined where it is not known. */
export function edgeOf(version: string): string | undefined {
  const [, first, second, third] = /^(?:[a-z]+-)?(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?$/.exec(version) ?? [];
  if (first === "2") return Object.hasOwn(minors, `2.${second}`) ? minors[`2.${second}`] : undefined;
  const release = `${first}.${second}.${third}`;
  if (third === undefined) return undefined;
  return isAtLeast(release, releases[0].from) && isAtLeast(NEWEST, release) ? release : undefined;
}
