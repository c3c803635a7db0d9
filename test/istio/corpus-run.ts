import { hasErrors } from "../../src/diagnostic/diagnostic.ts";
import { injectIstio } from "../../src/istio/inject-istio.ts";
import type { PodOwner } from "../../src/istio/pod-context.ts";
import { workloadOfPod } from "../../src/istio/profile/deploy-meta.ts";
import { annotationTexts, labelTexts } from "../../src/kube/pod.ts";
import { at, isList, isMap, newMap, toValue, type Value, type ValueMap, withKey } from "../../src/value/value.ts";
import type { InjectContext } from "./contexts.ts";
import { injectContext, mapOf, meshOf, valuesOf } from "./contexts.ts";
import { type CorpusCase, mergePatch, readCorpus } from "./corpus.ts";
import { documents } from "./yaml.ts";

/** Where the kinds of these cases keep their pod template; Istio goes by the kind alone. */
const templatePaths: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  CronJob: ["spec", "jobTemplate", "spec", "template"],
  ...Object.fromEntries(
    ["Deployment", "DaemonSet", "ReplicaSet", "ReplicationController", "StatefulSet", "Job", "DeploymentConfig"].map((kind) => [
      kind,
      ["spec", "template"],
    ]),
  ),
};

type CaseContext = Omit<InjectContext, "workload">;

/** The mesh's settings that Istio's cases start from. */
function baseMesh(): ValueMap {
  return documents(String(at(documents(readCorpus("base", "mesh-configmap.yaml"))[0], "data", "mesh")))[0] as ValueMap;
}

/** What a case sets, merged into the defaults as its README says. */
function contextOf(found: CorpusCase): CaseContext {
  const testing = { global: { hub: "registry.istio.io/testing", tag: "latest" } };
  const values = mergePatch(mapOf(testing), toValue(found.values ?? {})) as ValueMap;
  return {
    ...injectContext(),
    namespaceAnnotations: mapOf(found.namespaceAnnotations ?? {}),
    values: valuesOf((found.valuesSet ?? []).reduce((set, [path, value]) => withPath(set, path, value as Value), values)),
    meshConfig: meshOf(mergePatch(baseMesh(), toValue(found.mesh ?? {}))),
    nativeSidecars: found.nativeSidecars ?? false,
    compliancePolicy: found.compliancePolicy ?? "",
    platform: found.openshift ? "openshift" : "",
  };
}

export interface InjectedCase {
  readonly documents: readonly ValueMap[];
  /** The messages of the errors. */
  readonly problems: readonly string[];
}

/** Injects a case's documents. */
export function injectCase(found: CorpusCase, input: readonly ValueMap[]): InjectedCase {
  const problems: string[] = [];
  const context = contextOf(found);
  return { documents: input.map((document) => injectDocument(document, { ...context, problems })), problems };
}

function injectDocument(document: ValueMap, context: CaseContext & { readonly problems: string[] }): ValueMap {
  const kind = String(document.kind);
  if (kind === "List" && isList(document.items)) {
    return withKey(
      document,
      "items",
      document.items.map((item) => injectDocument(item as ValueMap, context)),
    );
  }
  const path = templatePaths[kind];
  const template = path && (at(document, ...path) as ValueMap);
  if (path === undefined || template === undefined || isSkipped(template)) return document;
  const { podTemplate, diagnostics } = injectIstio(template, { ...context, workload: workloadOf(document) });
  if (hasErrors(diagnostics)) context.problems.push(...diagnostics.map(({ message }) => message));
  return withPath(document, path, podTemplate);
}

/** The decision is tested by itself; these cases only know opting out and the host's network. */
function isSkipped(template: ValueMap): boolean {
  const inject = labelTexts(template)["sidecar.istio.io/inject"] ?? annotationTexts(template)["sidecar.istio.io/inject"];
  return inject === "false" || at(template, "spec", "hostNetwork") === true;
}

function workloadOf(document: ValueMap): PodOwner {
  if (document.kind === "Pod") return workloadOfPod(document);
  const text = (...path: readonly string[]) => String(at(document, ...path) ?? "");
  return {
    apiVersion: text("apiVersion"),
    kind: text("kind"),
    name: text("metadata", "name"),
    namespace: text("metadata", "namespace"),
  };
}

/** Istio's tool writes a CronJob's pod metadata one level too high; the pods' own is where it belongs. */
export function mendCronJob(document: ValueMap): ValueMap {
  const misplaced = at(document, "spec", "jobTemplate", "metadata");
  if (document.kind !== "CronJob" || !isMap(misplaced)) return document;
  const template = at(document, "spec", "jobTemplate", "spec", "template") as ValueMap;
  const own = isMap(template.metadata) ? template.metadata : newMap();
  const both = (key: string) => Object.assign(newMap(), own[key], misplaced[key]);
  const metadata = { ...own, labels: both("labels"), annotations: both("annotations") };
  const placed = withPath(document, ["spec", "jobTemplate", "spec", "template", "metadata"], metadata);
  return withPath(placed, ["spec", "jobTemplate", "metadata"], null);
}

function withPath(map: ValueMap, [key, ...rest]: readonly string[], value: Value): ValueMap {
  if (key === undefined) return value as ValueMap;
  const inner = map[key];
  return withKey(map, key, rest.length === 0 ? value : withPath(isMap(inner) ? inner : newMap(), rest, value));
}
