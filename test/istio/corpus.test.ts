import { hasErrors } from "../../src/diagnostic/diagnostic.ts";
import { mergeMeshConfig } from "../../src/istio/config/merge-mesh-config.ts";
import { defaultMeshConfig } from "../../src/istio/config/mesh-defaults.ts";
import { readMessage } from "../../src/istio/config/read-message.ts";
import { defaultValues, mergeValues } from "../../src/istio/config/values.ts";
import { type InjectContext, injectIstio } from "../../src/istio/inject-istio.ts";
import { textsOf } from "../../src/istio/pod-containers.ts";
import { workloadOfPod } from "../../src/istio/profile/deploy-meta.ts";
import type { Workload } from "../../src/istio/profile/render-context.ts";
import { at, isList, isMap, newMap, toValue, type Value, type ValueMap, withKey } from "../../src/value/value.ts";
import { assert, suite } from "../cases.ts";
import { type CorpusCase, corpusCases, documents, hasCorpus, mergePatch, noCorpus, readCorpus, readYaml } from "./corpus.ts";
import { differences, normalise } from "./normalise.ts";

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

suite("Istio's own cases", (test) => {
  if (!hasCorpus) return test.skip("all", noCorpus);
  const mesh = documents(String(at(documents(readCorpus("base", "mesh-configmap.yaml"))[0], "data", "mesh")))[0] as ValueMap;
  for (const found of corpusCases()) test(found.name, () => runCase(found, mesh));
});

function runCase(found: CorpusCase, mesh: ValueMap): void {
  const input = documents(readCorpus("cases", found.name, "input.yaml"));
  const problems: string[] = [];
  const got = input.map((document) => injectDocument(document, { ...contextOf(found, mesh), problems }));
  if (found.expectedError) {
    assert.ok(problems.length > 0, "an error was expected");
    assert.equal(got, input, "an error changes nothing");
    return;
  }
  assert.equal(problems, []);
  const want = documents(readCorpus("cases", found.name, "expected.yaml")).map(mendCronJob);
  const lines = differences(normalise(got as Value), normalise(want as Value));
  assert.is(lines.join("\n"), "");
}

type CaseContext = Omit<InjectContext, "workload">;

function contextOf(found: CorpusCase, mesh: ValueMap): CaseContext {
  const set = (found.valuesSet ?? []).reduce<ValueMap>(
    (values, [path, value]) => withPath(values, path, value as Value),
    toValue(found.values ?? {}) as ValueMap,
  );
  const testing = toValue({ global: { hub: "registry.istio.io/testing", tag: "latest" } }) as ValueMap;
  const meshPatch = mergePatch(mesh, toValue(found.mesh ?? {}));
  return {
    namespaceAnnotations: toValue(found.namespaceAnnotations ?? {}) as ValueMap,
    values: mergeValues(mergeValues(defaultValues, testing), set),
    meshConfig: mergeMeshConfig(defaultMeshConfig, readMessage("MeshConfig", meshPatch).fields),
    proxyConfigResources: [],
    revision: "",
    nativeSidecars: found.nativeSidecars ?? false,
    compliancePolicy: found.compliancePolicy ?? "",
    platform: found.openshift ? "openshift" : "",
    minor: undefined,
    urlEnv: {},
    guideAnnotations: true,
    readYaml,
  };
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
  const inject = textsOf(template, "labels")["sidecar.istio.io/inject"] ?? textsOf(template, "annotations")["sidecar.istio.io/inject"];
  return inject === "false" || at(template, "spec", "hostNetwork") === true;
}

function workloadOf(document: ValueMap): Workload {
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
function mendCronJob(document: ValueMap): ValueMap {
  const misplaced = at(document, "spec", "jobTemplate", "metadata");
  if (document.kind !== "CronJob" || !isMap(misplaced)) return document;
  const template = at(document, "spec", "jobTemplate", "spec", "template") as ValueMap;
  const own = isMap(template.metadata) ? template.metadata : newMap();
  const both = (key: string) => Object.assign(newMap(), own[key], misplaced[key]);
  const metadata = { ...own, labels: both("labels"), annotations: both("annotations") };
  const mended = withPath(document, ["spec", "jobTemplate", "spec", "template", "metadata"], metadata);
  return withPath(mended, ["spec", "jobTemplate", "metadata"], null);
}

function withPath(map: ValueMap, [key, ...rest]: readonly string[], value: Value): ValueMap {
  if (key === undefined) return value as ValueMap;
  const inner = map[key];
  return withKey(map, key, rest.length === 0 ? value : withPath(isMap(inner) ? inner : newMap(), rest, value));
}
