import type { Diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { inject, type Plain } from "../app/run-objects.ts";

/**
 * Who has a part in a pod, in the order in which they put it there: the pod itself, a configuration that was there before, one's own
 * sidecars before Istio, Istio, a template of `istio.templates`, one's own sidecars after Istio, a configuration that came since.
 */
export const PARTIES = ["pod", "layer", "before", "istio", "custom", "after", "upper"] as const;
export type Party = (typeof PARTIES)[number];

/** In what two of them may contradict each other. */
export const KINDS = ["port", "host port", "volume", "container", "other list", "field", "user"] as const;
export type Kind = (typeof KINDS)[number];

/** Two parties that meet: the one whose part is in the pod first, and the other. */
export type Pair = readonly [Party, Party];

type Name = "one" | "two";

/** How a message calls each, with what it has: `the sidecar one's container one`. */
const CALLED: Readonly<Record<Party, (name: Name) => string>> = {
  pod: () => "the pod",
  layer: (name) => `the configuration ${name}`,
  before: (name) => `the sidecar ${name}`,
  istio: () => "Istio",
  custom: (name) => `the Istio template ${name}`,
  after: (name) => `the sidecar ${name}`,
  upper: (name) => `the configuration ${name}`,
};

export function partiesCalled([first, second]: Pair): readonly [string, string] {
  return [CALLED[first]("one"), CALLED[second]("two")];
}

/** The partial pods with which two parties run into each other. */
const PIECES: Readonly<Record<Kind, (name: Name) => Plain>> = {
  port: (name) => container(name, { ports: [{ containerPort: 8080 }] }),
  "host port": (name) => container(name, { ports: [{ containerPort: name === "one" ? 1 : 2, hostPort: 80 }] }),
  volume: (name) => volume("data", name),
  container: (name) => ({ spec: { containers: [{ name: "shared", image: `${name}:1` }] } }),
  "other list": (name) => ({ spec: { [name === "one" ? "initContainers" : "containers"]: [{ name: "shared", image: "shared:1" }] } }),
  field: (name) => ({ metadata: { labels: { team: name } } }),
  user: (name) => container(name, { securityContext: { runAsUser: 1000 } }),
};

/** Those with which a party runs into what Istio brings. */
const PIECES_AGAINST_ISTIO: Readonly<Record<Kind, (name: Name) => Plain>> = {
  port: (name) => container(name, { ports: [{ containerPort: 15090 }] }),
  "host port": (name) => container(name, { ports: [{ containerPort: 1, hostPort: 15090 }] }),
  volume: (name) => volume("istio-envoy", name),
  container: (name) => ({ spec: { initContainers: [{ name: "istio-proxy", image: `${name}:1` }] } }),
  "other list": (name) => ({ spec: { containers: [{ name: "istio-proxy", image: `${name}:1` }] } }),
  field: (name) => ({ metadata: { annotations: { "istio.io/rev": name } } }),
  user: (name) => container(name, { securityContext: { runAsUser: 1337 } }),
};

function container(name: Name, fields: object): Plain {
  return { spec: { containers: [{ name, image: `${name}:1`, ...fields }] } };
}

function volume(name: string, source: Name): Plain {
  return { spec: { volumes: [{ name, ...(source === "one" ? { secret: { secretName: "s" } } : { hostPath: { path: "/" } }) }] } };
}

/** What is reported about a pod in which two parties meet, and what it became. */
export async function meet(pair: Pair, kind: Kind): Promise<{ diagnostics: readonly Diagnostic[]; isInjected: boolean }> {
  const pieces = pair.includes("istio") ? PIECES_AGAINST_ISTIO : PIECES;
  const parts = (wanted: Party) =>
    (["one", "two"] as const)
      .filter((_, i) => pair[i] === wanted && wanted !== "istio")
      .map((name) => ({ name, piece: pieces[kind](name) }));
  const sidecars = (wanted: Party, more: object = {}) =>
    parts(wanted).map(({ name, piece }) => ({ name, policy: "enabled", template: piece, ...more }));
  const [own] = parts("pod");
  const workload = deployed(own?.piece ?? {});
  const [layer] = sidecars("layer");
  const [upper] = sidecars("upper");
  const lower = layer ? (await inject([workload], { sidecars: [layer] }, "one")).items : [workload];
  const given = upper ? (await inject((await inject(lower, { sidecars: [CALM] })).items, { sidecars: [upper] }, "two")).items : lower;
  const spec = {
    kubernetesVersion: "1.34",
    sidecars: [...sidecars("before"), ...sidecars("after", { after: "istio" })],
    ...(pair.some((party) => ["istio", "custom", "after"].includes(party)) && { istio: istioWith(parts("custom")) }),
  };
  const { items, diagnostics } = await inject(given, spec);
  return { diagnostics, isInjected: JSON.stringify(items) !== JSON.stringify(given) };
}

/** What the configuration had before: nothing that is in anybody's way. */
const CALM = { name: "calm", policy: "enabled", template: { metadata: { labels: { calm: "true" } } } };

function istioWith(templates: readonly { readonly name: Name; readonly piece: Plain }[]): object {
  return {
    tag: "1.30.5",
    namespaceSelector: {},
    templates: Object.fromEntries(templates.map(({ name, piece }) => [name, JSON.stringify(piece)])),
    values: { sidecarInjectorWebhook: { defaultTemplates: ["sidecar", ...templates.map(({ name }) => name)] } },
  };
}

/** A workload with one container, and with a piece in its pods. */
function deployed({ metadata, spec }: { metadata?: Plain; spec?: Plain }): Plain {
  const labels = { app: "web", ...(metadata?.labels as Plain) };
  const containers = [{ name: "app", image: "app:1" }, ...((spec?.containers as Plain[]) ?? [])];
  const template = { metadata: { ...metadata, labels }, spec: { ...spec, containers } };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web", namespace: "shop" },
    spec: { selector: { matchLabels: { app: "web" } }, template },
  };
}
