import type { FunctionResult } from "../../../src/app/inject/function.ts";
import { injectDocuments } from "../../../src/app/inject/texts.ts";
import { at, isList, isMap, type Value } from "../../../src/value/value.ts";
import { assert, table } from "../../cases.ts";
import { configOf } from "../../function/run-core.ts";
import { mapOf } from "../../istio/contexts.ts";
import { documents } from "../../istio/yaml.ts";

/** A sidecar of an init container and a container. */
function sidecar(name: string, more: Readonly<Record<string, string>> = {}) {
  const spec = { initContainers: [{ name: `${name}-init`, image: "a" }], containers: [{ name, image: "a" }] };
  return { name, policy: "enabled", template: { spec }, ...more };
}

function pod(nativeSidecar: boolean): string {
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "web", namespace: "shop", annotations: { "sidecar.istio.io/nativeSidecar": String(nativeSidecar) } },
    spec: { initContainers: [{ name: "app-init", image: "a" }], containers: [{ name: "web", image: "a" }] },
  });
}

const istio = { tag: "1.30.5", namespaceSelector: {} };

interface Row {
  readonly name: string;
  readonly spec: Readonly<Record<string, unknown>>;
  readonly native?: boolean;
  readonly initContainers: string;
  readonly containers: string;
}

/** Init containers run one after the other, so that their order is the order of what they do. */
const rows: readonly Row[] = [
  {
    name: "sidecars as they are written, before the app's init containers and behind its containers",
    spec: { sidecars: [sidecar("one"), sidecar("two"), sidecar("three")] },
    initContainers: "one-init two-init three-init app-init",
    containers: "web one two three",
  },
  {
    name: "a native proxy starts before all that runs once",
    spec: { sidecars: [sidecar("one"), sidecar("two")], istio },
    native: true,
    initContainers: "istio-init istio-proxy one-init two-init app-init",
    containers: "web one two",
  },
  {
    name: "after: istio, with a native proxy",
    spec: { sidecars: [sidecar("one", { after: "istio" }), sidecar("two")], istio },
    native: true,
    initContainers: "istio-init istio-proxy two-init one-init app-init",
    containers: "web two one",
  },
  {
    name: "after: istio, with an ordinary proxy",
    spec: { sidecars: [sidecar("one", { after: "istio" }), sidecar("two")], istio },
    initContainers: "two-init app-init istio-init one-init",
    containers: "web two istio-proxy one",
  },
  {
    name: "before: istio, with a native proxy",
    spec: { sidecars: [sidecar("one"), sidecar("two", { before: "istio" }), sidecar("three", { before: "istio" })], istio },
    native: true,
    initContainers: "two-init three-init istio-init istio-proxy one-init app-init",
    containers: "web one two three",
  },
];

table("the order of what is grafted", rows, {
  title: ({ name }) => name,
  run: async ({ spec, native = false, initContainers, containers }) => {
    const config = configOf(
      mapOf({
        apiVersion: "podgraft.dev/v1alpha1",
        kind: "SidecarInjector",
        metadata: { name: "platform" },
        spec: { kubernetesVersion: "1.34", ...spec },
      }),
    );
    const once = await injectDocuments("pod.yaml", `${pod(native)}\n`, config);
    const twice = await injectDocuments("pod.yaml", outputOf(once), config);
    assert.is(outputOf(twice), outputOf(once));
    const [object] = documents(outputOf(once));
    assert.is(names(at(object, "spec", "initContainers")), initContainers);
    assert.is(names(at(object, "spec", "containers")), containers);
  },
});

function names(list: Value | undefined): string {
  return isList(list) ? list.flatMap((item) => (isMap(item) ? [item.name] : [])).join(" ") : "";
}

function outputOf({ output }: FunctionResult): string {
  return output?.join("") ?? "";
}
