import fc from "fast-check";
import { hasErrors } from "../../src/diagnostic/diagnostic.ts";
import { injectIstio } from "../../src/istio/inject-istio.ts";
import { labels } from "../../src/istio/names.ts";
import { containersIn, labelTexts } from "../../src/kube/pod.ts";
import { assert, suite } from "../cases.ts";
import { injectContext, podOf } from "./contexts.ts";

const labelValue = fc.stringMatching(/^[a-z0-9]([a-z0-9._-]{0,20}[a-z0-9])?$/);
const podLabels = fc.dictionary(fc.constantFrom(...Object.values(labels), "tier", "example.com/team"), labelValue);
const container = fc.record(
  {
    name: fc.constantFrom("a", "b", "c", "d"),
    image: fc.constant("example.com/a:1"),
    args: fc.constant(["x"]),
    livenessProbe: fc.constant({ exec: { command: ["true"] } }),
  },
  { requiredKeys: ["name", "image"] },
);
const containers = fc.uniqueArray(container, { selector: ({ name }) => name, minLength: 1, maxLength: 3 });
const template = fc.constantFrom("sidecar", "gateway", "grpc-agent", "sidecar,grpc-simple");

const pods = fc.record({ labels: podLabels, containers, template, native: fc.boolean() });

type Pod = typeof pods extends fc.Arbitrary<infer Given> ? Given : never;

suite("injection", (test) => {
  const injected = ({ labels: given, containers: app, template: name, native }: Pod) => {
    const pod = podOf({ labels: given, annotations: { "inject.istio.io/templates": name } }, { containers: app });
    const result = injectIstio(pod, injectContext({ nativeSidecars: native }));
    assert.is(hasErrors(result.diagnostics), false);
    return { pod, podTemplate: result.podTemplate };
  };

  test("changes no label that a selector could match", () => {
    fc.assert(
      fc.property(pods, (given) => {
        const { pod, podTemplate } = injected(given);
        const after = labelTexts(podTemplate);
        for (const [key, value] of Object.entries(labelTexts(pod))) assert.is(after[key], value, key);
      }),
      { numRuns: 100 },
    );
  });

  test("keeps the application's containers in their order, and those that it leaves alone as they are", () => {
    fc.assert(
      fc.property(pods, (given) => {
        const { pod, podTemplate } = injected(given);
        const before = containersIn(pod, "containers");
        const after = containersIn(podTemplate, "containers").filter(({ name }) => name !== "istio-proxy");
        assert.equal(
          after.map(({ name }) => name),
          before.map(({ name }) => name),
        );
        if (given.template === "sidecar")
          assert.ok(
            before.every((item, i) => after[i] === item),
            "the same objects",
          );
      }),
      { numRuns: 100 },
    );
  });

  test("is the same when done again", () => {
    fc.assert(
      fc.property(pods, (given) => {
        if (given.template !== "sidecar") return;
        const { podTemplate } = injected(given);
        assert.equal(injectIstio(podTemplate, injectContext({ nativeSidecars: given.native })).podTemplate, podTemplate);
      }),
      { numRuns: 50 },
    );
  });
});
