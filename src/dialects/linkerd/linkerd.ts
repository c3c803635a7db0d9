import { decide } from "../../decide/decision.ts";
import { sha256 } from "../../gotemplate/sprig/sha256.ts";
import { labelsOf } from "../../kube/pod.ts";
import { at, mapAt, toValue, type Value, type ValueMap, withPath } from "../../value/value.ts";
import { type Made, madeFor } from "../chart-templates.ts";
import { CONFIG_MAP } from "../chart-values.ts";
import type { Dialect, DialectInput, Injector } from "../dialect.ts";
import { containerGuard, imageInCel } from "../guard-marks.ts";
import { type PodParts, withMetadata, withParts } from "../pod-edits.ts";
import { uninjectByName } from "../uninject-by-name.ts";
import { askedFor, labelledInstead, mountsToken, notBeside, notOnHostNetwork, type PodRule, selectedBy } from "../webhook-rules.ts";
import { controlPlaneOf, newest, versions } from "./control-plane.ts";
import { annotations, INJECT, podSettings } from "./pod-settings.ts";
import { type LinkerdSettings, linkerdBlock } from "./settings.ts";
import { texts } from "./texts.gen.ts";

const [PROXY, INIT, ...more] = ["linkerd-proxy", "linkerd-init", "linkerd-network-validator", "linkerd-debug"] as const;
const own = [PROXY, INIT, ...more];

/**
 * Differs: `linkerd uninject` leaves the network validator, the debug container and the volume for tracing.
 * Source: linkerd2 pkg/inject/uninject.go, which leaves the metadata of the control plane's own pods.
 */
const uninjectLinkerd = uninjectByName({
  sign: PROXY,
  containers: own,
  volumes: ["linkerd-identity-end-entity", "linkerd-proxy-init-xtables-lock", "linkerd-identity-token", "linkerd-podinfo"],
  isTheirs: (key, value, pod) =>
    key.startsWith("linkerd.io") &&
    !(key === INJECT && value === "disabled") &&
    labelsOf(pod)["linkerd.io/control-plane-component"] === undefined,
  guesses: ["annotations of config.linkerd.io stay, whoever wrote them"],
});

/**
 * Linkerd's proxy injector. Source: github.com/linkerd/linkerd2.
 *
 * Differs: Services, and pods that are not injected, get no annotation with their opaque ports.
 */
export const linkerd: Dialect<LinkerdSettings> = {
  name: "linkerd",
  party: "Linkerd",
  ...linkerdBlock,
  reads: [CONFIG_MAP],
  versions,
  newest,
  podKeys: { labels: [], annotations: annotations.map(({ name }) => name) },
  written: texts["written.txt"].trim().split("\n"),
  containers: own,
  excludes: ["Istio"],
  uninject: uninjectLinkerd,
  make: linkerdInjector,
};

function linkerdInjector(settings: LinkerdSettings, input: DialectInput): Injector {
  const plane = controlPlaneOf(settings, input);
  const { values, home, since, partials } = plane;
  const rules = linkerdRules(values);
  const print = input.template("linkerd", (partials ? texts["chart.tpl"] : texts["containers.tpl"]) + texts["volumes.tpl"], partials);
  const dataOf = (own: ValueMap) => toValue({ Values: withoutZeros(own), Home: home, Release: { Namespace: home }, Since: since });
  const madeOf = madeFor(values, { party: "Linkerd", print, readYaml: input.readYaml, dataOf });
  const standard = {
    "linkerd.io/created-by": `linkerd/proxy-injector ${plane.version}`,
    "linkerd.io/trust-root-sha256": sha256(String(values.identityTrustAnchorsPEM ?? "")),
  };
  const image = imageInCel(values, { path: "proxy.image", annotations: "config.linkerd.io/proxy", standard: values.linkerdVersion });
  return {
    decide: (facts) => decide(rules, facts),
    inject: ({ facts: { workload, namespace }, podTemplate }) => {
      // A build without such pods needs no values.
      if (plane.diagnostics.length > 0) return { podTemplate, diagnostics: plane.diagnostics };
      const own = podSettings(podTemplate, namespace, plane);
      const made = madeOf(own.settings);
      if (made.fault) return { podTemplate, diagnostics: [...own.diagnostics, made.fault] };
      const owner = owners.includes(workload.kind) && { [`linkerd.io/proxy-${workload.kind.toLowerCase()}`]: workload.name };
      const labels = { "linkerd.io/control-plane-ns": home, ...owner, "linkerd.io/workload-ns": namespace.name ?? "default" };
      const version = String(at(made.values, "proxy", "image", "version") || values.linkerdVersion);
      const added = { labels, annotations: { ...own.annotations, ...standard, "linkerd.io/proxy-version": version } };
      return { podTemplate: withMetadata(withParts(podTemplate, partsOf(made)), added), diagnostics: own.diagnostics };
    },
    guard: () => [
      { wanted: rules.map(({ lets }) => lets), ...containerGuard(PROXY, plane.partials === undefined ? image : undefined, plane) },
    ],
    diagnostics: [],
  };
}

/** Source: linkerd2 pkg/inject/report.go Injectable, disabledByAnnotation; pkg/healthcheck/sidecar.go. */
function linkerdRules(values: ValueMap): readonly PodRule[] {
  const asking = { annotation: INJECT, party: "Linkerd", asks: ["enabled", "ingress"], optsOut: "disabled" };
  return [
    notOnHostNetwork,
    notBeside("InjectedAlready", { any: [PROXY, "cr.l5d.io/linkerd/proxy:"], init: [INIT, "cr.l5d.io/linkerd/proxy-init:"], own }),
    notBeside("PodUnsuited", {
      any: ["istio-proxy", "gcr.io/istio-release/proxyv2:"],
      init: ["istio-init", "gcr.io/istio-release/proxy_init:"],
    }),
    selectedBy("namespace", at(values, "proxyInjector", "namespaceSelector")),
    selectedBy("pod", at(values, "proxyInjector", "objectSelector")),
    mountsToken(at(values, "identity", "serviceAccountTokenProjection") === true),
    labelledInstead(asking),
    askedFor(asking),
  ];
}

/** Pods of a CronJob and of kinds that Linkerd does not know get no such label. Source: linkerd2 pkg/inject/inject.go populateMeta. */
const owners: readonly string[] = ["Deployment", "ReplicationController", "ReplicaSet", "Job", "DaemonSet", "StatefulSet"];

const WORKERS = ["proxy", "runtime", "workers"];

/** Source: linkerd2 pkg/charts/linkerd2/values.go ProxyRuntimeWorkers: omitempty. */
function withoutZeros(values: ValueMap): ValueMap {
  const given = Object.entries(mapAt(values, ...WORKERS)).filter(([, count]) => count !== 0);
  return withPath(values, WORKERS, toValue(Object.fromEntries(given)));
}

/** The proxy comes first if it starts first, or delays the app's containers. Source: linkerd2 charts/patch. */
function partsOf({ values, made }: Made): PodParts {
  const { proxy, init, debug, volumes } = made as Readonly<Record<string, Value>>;
  const isNative = at(values, "proxy", "nativeSidecar") === true;
  const isFirst = !isNative && at(values, "proxy", "await") === true;
  return {
    initContainers: isNative ? { first: [init, proxy] } : { last: [init] },
    containers: { first: [isFirst && proxy], last: [debug, !isNative && !isFirst && proxy] },
    volumes,
  };
}
