import { decide } from "../../decide/decision.ts";
import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { sha256 } from "../../gotemplate/sprig/sha256.ts";
import { annotationsOf, containersIn, labelsOf, specOf, volumesOf } from "../../kube/pod.ts";
import { mapAt, toValue, type Value, type ValueMap, withKey } from "../../value/value.ts";
import type { Dialect, DialectInput, Injector } from "../dialect.ts";
import { INJECT, type Texts } from "./annotations.ts";
import { CONFIG_MAP, controlPlaneOf } from "./control-plane.ts";
import { overrides } from "./overrides.ts";
import { type Parts, partsOf } from "./parts.ts";
import { podSettings } from "./pod-settings.ts";
import { NEWEST, releases } from "./releases.ts";
import { linkerdRules } from "./rules.ts";
import { type LinkerdSettings, linkerdFields, linkerdSettings } from "./settings.ts";
import { uninjectLinkerd } from "./uninject.ts";

/**
 * Linkerd's proxy injector. Source: github.com/linkerd/linkerd2.
 *
 * Differs: Services, and pods that are not injected, get no annotation with their opaque ports.
 */
export const linkerd: Dialect<LinkerdSettings> = {
  name: "linkerd",
  party: "Linkerd",
  settings: linkerdSettings,
  fields: linkerdFields,
  reads: [CONFIG_MAP],
  versions: releases,
  newest: NEWEST,
  podKeys: { labels: [], annotations: [INJECT, ...overrides.map(({ name }) => name)] },
  excludes: ["Istio"],
  uninject: uninjectLinkerd,
  make: linkerdInjector,
};

function linkerdInjector(settings: LinkerdSettings, input: DialectInput): Injector {
  const plane = controlPlaneOf(settings, input);
  const rules = linkerdRules(plane.values);
  const parts = partsOf(plane, input);
  const standard = {
    "linkerd.io/created-by": `linkerd/proxy-injector ${plane.version}`,
    "linkerd.io/trust-root-sha256": sha256(String(plane.values.identityTrustAnchorsPEM ?? "")),
  };
  return {
    decide: (facts) => decide(rules, facts),
    inject: ({ facts: { workload, namespace }, podTemplate }) => {
      // A build without such pods needs no values.
      if (plane.diagnostics.length > 0) return { podTemplate, diagnostics: plane.diagnostics };
      const { settings: own, annotations, diagnostics } = podSettings(podTemplate, namespace, plane);
      const made = parts(own);
      if (typeof made === "string") return { podTemplate, diagnostics: [...diagnostics, refused(made)] };
      const labels = {
        "linkerd.io/control-plane-ns": plane.home,
        ...ownerLabel(workload),
        "linkerd.io/workload-ns": namespace.name ?? "default",
      };
      const more = { labels, annotations: { ...annotations, ...standard, "linkerd.io/proxy-version": made.version } };
      return { podTemplate: withMetadata(withParts(podTemplate, made), more), diagnostics };
    },
    diagnostics: [],
  };
}

const owners: readonly string[] = ["Deployment", "ReplicationController", "ReplicaSet", "Job", "DaemonSet", "StatefulSet"];

/** Source: linkerd2 pkg/inject/inject.go populateMeta: pods of a CronJob and of kinds that Linkerd does not know get no such label. */
function ownerLabel({ kind, name }: { readonly kind: string; readonly name: string }): Texts {
  return owners.includes(kind) ? { [`linkerd.io/proxy-${kind.toLowerCase()}`]: name } : {};
}

function withMetadata(pod: ValueMap, { labels, annotations }: { readonly labels: Texts; readonly annotations: Texts }): ValueMap {
  const metadata = withKey(mapAt(pod, "metadata"), "labels", toValue({ ...labelsOf(pod), ...labels }));
  return withKey(pod, "metadata", withKey(metadata, "annotations", toValue({ ...annotationsOf(pod), ...annotations })));
}

/** The proxy comes first where it starts first, or delays the app's containers. Source: linkerd2 charts/patch. */
function withParts(pod: ValueMap, { proxy, init, debug, volumes, isNative, isAwaited }: Parts): ValueMap {
  const inits = containersIn(pod, "initContainers");
  const apps: readonly Value[] = [...containersIn(pod, "containers"), ...(debug === undefined ? [] : [debug])];
  const lists: readonly (readonly [string, readonly Value[]])[] = [
    ["initContainers", isNative ? [init, proxy, ...inits] : [...inits, init]],
    ["containers", isNative ? apps : isAwaited ? [proxy, ...apps] : [...apps, proxy]],
    ["volumes", [...volumesOf(pod), ...volumes]],
  ];
  return withKey(
    pod,
    "spec",
    lists.reduce((spec, [key, list]) => withKey(spec, key, list), specOf(pod)),
  );
}

function refused(problem: string): Diagnostic {
  const why = problem.replace(/^.*error calling (?:fail|required): /s, "");
  return diagnostic("RefusedByInjector", {
    message: `Cannot inject Linkerd: its injector refuses the values with the pod's annotations: ${why}`,
    fix: "correct the annotations of the pod, or the values",
  });
}
