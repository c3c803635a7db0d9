import { hasErrors } from "../../../src/diagnostic/diagnostic.ts";
import { assert, suite } from "../../cases.ts";
import { mapOf, podOf } from "../contexts.ts";
import { chartConfigMaps, injector } from "./mesh.ts";

/** Annotations that Istio's template prints as they are, or that its checks do not look at. */
const annotations = [
  "sidecar.istio.io/logLevel",
  "sidecar.istio.io/componentLogLevel",
  "sidecar.istio.io/proxyImage",
  "sidecar.istio.io/proxyImageType",
  "sidecar.istio.io/bootstrapOverride",
  "sidecar.istio.io/capNetBindService",
  "sidecar.istio.io/nativeSidecar",
  "traffic.sidecar.istio.io/includeOutboundPorts",
  "k8s.v1.cni.cncf.io/networks",
  "apm.datadoghq.com/env",
  "resource.opentelemetry.io/service.version",
];

const values = [
  'a"\n  - name: evil\n    image: "evil',
  "a'\n  - name: evil\n    image: 'evil",
  "a\n  - name: evil",
  'a", evil: "b',
  "a', evil: 'b",
  "a\\",
  "{evil: true}",
  "[evil]",
  "*evil",
  "&evil a",
  "a: evil",
  "- evil",
  "|\n      evil",
  "\u2028- evil",
];

const names = (list: unknown): readonly unknown[] => ((list ?? []) as readonly { name: unknown }[]).map(({ name }) => name);
const expected = ["app", "istio-init", "istio-proxy"];

suite("hostile values through the mesh's own template", (test) => {
  const { inject } = injector({ values: { pilot: { cni: { enabled: true, provider: "multus" } } } }, chartConfigMaps());
  const classic = injector({}, chartConfigMaps());
  for (const annotation of annotations) {
    test(annotation, () => {
      for (const value of values)
        for (const mesh of [inject, classic.inject]) {
          const { podTemplate, diagnostics } = mesh(podOf({ annotations: { [annotation]: value } }));
          if (hasErrors(diagnostics)) continue;
          const spec = podTemplate.spec as { containers?: unknown; initContainers?: unknown };
          const found = [...names(spec.containers), ...names(spec.initContainers)].map(String);
          assert.equal(
            found.filter((name) => !expected.includes(name) && name !== "istio-validation"),
            [],
            JSON.stringify(value),
          );
          assert.not.match(Object.keys((podTemplate.metadata as { annotations: object }).annotations).join(), /^evil|,evil/);
        }
    });
  }
  const proxyMetadata = (key: string, value: string) =>
    podOf({ annotations: { "proxy.istio.io/config": JSON.stringify({ proxyMetadata: { [key]: value } }) } });
  test("a variable of the pod's own proxy configuration that ends its quotes", () => {
    const { podTemplate, diagnostics } = classic.inject(proxyMetadata("A", 'a"\n    - name: EVIL\n      value: "b'));
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    assert.equal(
      errors.map(({ code }) => code),
      ["UnsafeValue"],
    );
    assert.match(
      errors[0]!.message,
      /line \d+ of the template sidecar \(the ConfigMap istio-system\/istio-sidecar-injector\) renders: the value/,
    );
    assert.equal(podTemplate, proxyMetadata("A", 'a"\n    - name: EVIL\n      value: "b'), "the pod is left as it was");
  });
  test("the name of such a variable", () => {
    const { diagnostics } = classic.inject(proxyMetadata("A\n      value: x\n    - name: EVIL", "b"));
    assert.equal(
      diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code),
      ["UnsafeValue"],
    );
  });
  test("a user volume's name", () => {
    const volume = { "sidecar.istio.io/userVolume": JSON.stringify({ 'a"\n  - name: "evil': { emptyDir: {} } }) };
    const { diagnostics } = classic.inject(
      mapOf({ metadata: { annotations: volume }, spec: { containers: [{ name: "app", image: "app:1" }] } }),
    );
    assert.equal(
      diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code),
      ["UnsafeValue"],
    );
  });
});
