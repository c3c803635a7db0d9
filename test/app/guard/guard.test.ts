import { guardTexts } from "../../../src/app/guard/guard.ts";
import type { Value } from "../../../src/value/value.ts";
import { at } from "../../../src/value/value.ts";
import { assert, suite, table } from "../../cases.ts";
import { documentsOf } from "./guarded.ts";

const container = { name: "x", image: "x:1" };
const always = { name: "x", policy: "enabled" };
const brings = { template: { spec: { containers: [container] } } };
const istio = { tag: "1.30.5" };

function guard(spec: unknown, { name = "mesh", context = [] as readonly unknown[], action = "deny" as const } = {}) {
  const config = { apiVersion: "podgraft.dev/v1alpha1", kind: "SidecarInjector", metadata: { name }, spec };
  const files = context.map((object, i) => ({ file: `${i}.yaml`, text: JSON.stringify(object) }));
  return guardTexts({ inputs: [], context: files, config: { file: "config.yaml", text: JSON.stringify(config, null, 1) } }, action);
}

function expressions(spec: unknown): readonly string[] {
  const [policy] = documentsOf(guard(spec).text as string);
  const lists = ["variables", "validations"].map((key) => at(policy as Value, "spec", key) as readonly Value[]);
  return lists.flat().map((item) => String(at(item, "expression")));
}

const WANTS = "!variables.wants_x || ";
const marks: readonly (readonly [what: string, sidecar: unknown, validations: readonly string[]])[] = [
  [
    "a container by name and image",
    brings,
    ["variables.containers.exists(c, c.name == 'x')", "!(variables.containers.exists(c, c.name == 'x' && c.?image.orValue('') != 'x:1'))"],
  ],
  [
    "a container by name alone where the pod's own image stays",
    { ...brings, onConflict: "keep" },
    ["variables.containers.exists(c, c.name == 'x')"],
  ],
  [
    "labels and annotations of a sidecar without containers",
    { template: { metadata: { labels: { a: "1" }, annotations: { b: "it's" } } } },
    [
      "('a' in variables.labels && variables.labels['a'] == '1')",
      "('b' in variables.annotations && variables.annotations['b'] == 'it\\'s')",
    ],
  ],
  [
    "volumes of one without labels",
    { template: { spec: { volumes: [{ name: "v" }] } } },
    ["(object.spec.?volumes.orValue([]).size() >= 1000 || object.spec.?volumes.orValue([]).exists(v, v.name == 'v'))"],
  ],
];

table("a policy asks for", marks, {
  title: ([what]) => what,
  run: ([, sidecar, expected]) => {
    const found = expressions({ sidecars: [{ ...always, ...(sidecar as object) }] });
    assert.equal(
      found.filter((expression) => expression.startsWith(WANTS)),
      expected.map((expression) => WANTS + expression),
    );
  },
});

const incomplete: readonly (readonly [what: string, spec: unknown, field: string | undefined, told: RegExp])[] = [
  [
    "templateText",
    { sidecars: [{ ...always, templateText: "spec: {}" }] },
    "spec.sidecars[0].templateText",
    /^The policy does not require x: what it adds is known/,
  ],
  [
    "appContainers alone",
    { sidecars: [{ ...always, template: {}, appContainers: { tty: true } }] },
    "spec.sidecars[0].appContainers",
    /x: what it adds changes what a pod has/,
  ],
  [
    "a JSON patch",
    { sidecars: [{ ...always, jsonPatch: [{ op: "remove", path: "/spec/dnsPolicy" }] }] },
    "spec.sidecars[0].jsonPatch",
    /x: what it adds changes what a pod has/,
  ],
  [
    "Job without CronJob",
    { sidecars: [{ ...always, ...brings, kinds: ["Deployment", "Job"] }] },
    "spec.sidecars[0].kinds[1]",
    /in pods of Job:/,
  ],
  [
    "a template with an image of its own",
    { istio: { ...istio, templates: { sidecar: "spec: {containers: [{name: istio-proxy, image: a}]}\n# name: istio-proxy" } } },
    "spec.istio.templates",
    /version of Istio's proxy/,
  ],
];

table("what a policy cannot ask is reported:", incomplete, {
  title: ([what]) => what,
  run: ([, spec, field, told]) => {
    const { sidecars = [], ...rest } = spec as { sidecars?: readonly unknown[] };
    const { text, diagnostics } = guard({
      kubernetesVersion: "1.34",
      ...rest,
      sidecars: [...sidecars, { ...always, name: "y", ...brings }],
    });
    const [found, ...more] = diagnostics.filter(({ code }) => code === "GuardIncomplete");
    assert.is(more.length, 0);
    assert.is(found?.field?.path, field);
    assert.match(found?.message ?? "", told);
    assert.ok(found?.location?.line !== undefined && found.severity === "warning");
    assert.match(text ?? "", "wants_y");
  },
});

suite("guard", (test) => {
  test("asks for the image type that a ProxyConfig chooses for some pods", () => {
    const resource = {
      apiVersion: "networking.istio.io/v1beta1",
      kind: "ProxyConfig",
      metadata: { name: "p", namespace: "shop" },
      spec: { selector: { matchLabels: { app: "web" } }, image: { imageType: "debug" } },
    };
    const { diagnostics, text = "" } = guard({ kubernetesVersion: "1.34", istio }, { context: [resource] });
    assert.equal(diagnostics, []);
    const asked = "request.namespace == 'shop' && ('app' in variables.labels && variables.labels['app'] == 'web')";
    assert.match(text.replaceAll("\n", " "), `(${asked}) ? ['registry.istio.io/release/proxyv2:1.30.5-debug']`);
  });
  test("writes nothing where nothing could be asked", () => {
    const { text, diagnostics } = guard({ sidecars: [{ ...always, templateText: "spec: {}" }] });
    assert.is(text, undefined);
    assert.match(diagnostics.at(-1)?.message ?? "", /^Cannot write a policy: it would require nothing/);
  });
  test("writes nothing where the configuration is wrong", () => {
    const { text, diagnostics } = guard({ sidecars: [{ name: "x" }] });
    assert.is(text, undefined);
    assert.ok(diagnostics.some(({ code }) => code === "InvalidConfiguration"));
  });
  test("needs a name that an object of Kubernetes may have", () => {
    const { text, diagnostics } = guard({ sidecars: [{ ...always, ...brings }] }, { name: "My mesh" });
    assert.is(text, undefined);
    assert.match(diagnostics.at(-1)?.message ?? "", /^Cannot name the policy podgraft-My mesh/);
  });
  test("tells two sidecars apart whose names differ in what CEL does not take", () => {
    const text = expressions({
      sidecars: ["a-b", "a.b"].map((name) => ({
        ...always,
        name,
        template: { spec: { containers: [{ name: name.replace(".", "x"), image: "a" }] } },
      })),
    }).join("\n");
    assert.match(text, "variables.wants_a_b ||");
    assert.match(text, "variables.wants_a_b_1 ||");
  });
  test("makes the same text of the same configuration", () => {
    const spec = { istio, sidecars: [{ ...always, ...brings }] };
    assert.is(guard(spec).text, guard(structuredClone(spec)).text);
  });
});
