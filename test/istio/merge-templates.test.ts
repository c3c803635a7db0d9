import { mergeTemplates } from "../../src/istio/merge-templates.ts";
import type { Template } from "../../src/istio/select-templates.ts";
import type { ValueMap } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";
import { mapOf, podContext } from "./contexts.ts";

const native = mapOf({ spec: { initContainers: [{ name: "istio-proxy", image: "proxy:1", restartPolicy: "Always" }] } });
const settings = mapOf({ spec: { containers: [{ name: "istio-proxy", tty: true }] } });

const template = (name: string, patch: ValueMap, isMesh: boolean): Template => ({
  name,
  isMesh,
  render: () => ({ patch, diagnostics: [] }),
  reads: () => true,
});

const names = (pod: ValueMap, list: string) => (((pod.spec as ValueMap)[list] ?? []) as readonly ValueMap[]).map(({ name }) => name);

const rows = [
  { title: "the configuration's template adds to the one native proxy", isMesh: false, initContainers: ["istio-proxy"], containers: [] },
  {
    title: "the mesh's own template gives a second one, as in Istio's case sidecar-spire",
    isMesh: true,
    initContainers: ["istio-proxy"],
    containers: ["istio-proxy"],
  },
];

table("a template for the proxy behind the one that has it", rows, {
  title: ({ title }) => title,
  run: ({ isMesh, initContainers, containers }) => {
    const templates = [template("sidecar", native, isMesh), template("custom", settings, isMesh)];
    const { pod } = mergeTemplates(mapOf({ spec: {} }), { templates, context: podContext() });
    assert.equal(names(pod, "initContainers"), initContainers);
    assert.equal(names(pod, "containers"), containers);
  },
});
