import { noteTemplates, planeTemplates } from "../../src/istio/plane-templates.ts";
import { toValue, type ValueMap } from "../../src/value/value.ts";
import { assert, suite } from "../cases.ts";
import { mapOf, podOf } from "./contexts.ts";
import { injector } from "./template/mesh.ts";

const template = (name: string) => `metadata:\n  annotations: {made-by: ${name}}\nspec:\n  containers: [{name: ${name}}]\n`;

const config = {
  policy: "enabled",
  defaultTemplates: ["both"],
  aliases: { both: ["one", "two"] },
  injectedAnnotations: { "example.com/injected": "yes" },
  templates: { one: template("one"), two: template("two") },
};

function configMap(name: string, data: Record<string, string>): ValueMap {
  return mapOf({ apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace: "istio-system" }, data });
}

const mesh = (more: object = {}, values: object = {}) =>
  configMap("istio-sidecar-injector", { config: JSON.stringify({ ...config, ...more }), values: JSON.stringify(values) });

const containers = (pod: ValueMap) => ((pod.spec as ValueMap).containers as readonly ValueMap[]).map(({ name }) => name);
const annotations = (pod: ValueMap) => (pod.metadata as ValueMap).annotations as ValueMap;
const asks = (templates: string) => podOf({ annotations: { "inject.istio.io/templates": templates } });

suite("which templates a control plane has", (test) => {
  test("default templates, aliases and annotations of the ConfigMap", () => {
    const { inject } = injector({}, [mesh()]);
    const { podTemplate } = inject(podOf({}));
    assert.equal(containers(podTemplate).sort(), ["app", "one", "two"]);
    assert.is(annotations(podTemplate)["example.com/injected"], "yes");
  });
  test("annotations that the values add, also with the built-in profile", () => {
    const values = { sidecarInjectorWebhook: { injectedAnnotations: { "example.com/added": "yes" } } };
    for (const objects of [[], [mesh()]]) {
      const { podTemplate } = injector({ values }, objects).inject(podOf({}));
      assert.is(annotations(podTemplate)["example.com/added"], "yes");
    }
  });
  test("a pod asks for one, or by an alias for several", () => {
    const { inject } = injector({}, [mesh()]);
    assert.equal(containers(inject(asks(" two ")).podTemplate).sort(), ["app", "two"]);
    assert.equal(containers(inject(asks("both")).podTemplate).sort(), ["app", "one", "two"]);
  });
  test("an unknown name, with the known ones", () => {
    const [told] = injector({}, [mesh()]).inject(asks("three")).diagnostics;
    assert.is(told?.code, "UnknownTemplate");
    assert.is(told?.message, 'Cannot inject with the template "three": there is none; expected both, one, two');
  });
  test("spec.istio.templates beat the ConfigMap's and are added to them", () => {
    const { inject } = injector({ templates: { two: template("mine"), three: template("three") } }, [mesh()]);
    assert.equal(containers(inject(asks("both,three")).podTemplate).sort(), ["app", "mine", "one", "three"]);
  });
  test("they are beside the built-in profile", () => {
    const { inject } = injector({ templates: { extra: template("extra") } }, []);
    const { podTemplate } = inject(asks("sidecar,extra"));
    assert.equal(containers(podTemplate).sort(), ["app", "extra"]);
    assert.is(((podTemplate.spec as ValueMap).initContainers as readonly ValueMap[])[1]!.name, "istio-proxy");
  });
});

suite("where the templates of a control plane come from", (test) => {
  test("profile builtin leaves the ConfigMap's templates alone", () => {
    const { inject, diagnostics } = injector({ profile: "builtin", tag: "1.31.0" }, [mesh()]);
    assert.equal(containers(inject(asks("sidecar")).podTemplate), ["app"]);
    assert.is(inject(asks("one")).diagnostics[0]?.code, "UnknownTemplate");
    assert.equal(
      diagnostics.map(({ message }) => message),
      ["Istio's sidecar is made by the built-in profile, not by the ConfigMap istio-system/istio-sidecar-injector"],
    );
  });
  test("profile mesh needs them", () => {
    const told = injector({ profile: "mesh", tag: "1.31.0" }, []).diagnostics;
    assert.equal(
      told.map(({ code, field }) => [code, field?.path]),
      [["InvalidConfiguration", "spec.istio.profile"]],
    );
    const bare = injector({ profile: "mesh", tag: "1.31.0" }, [mesh({ templates: {} })]).diagnostics;
    assert.match(bare[0]!.message, "data.config of the ConfigMap istio-system/istio-sidecar-injector has no templates");
  });
  test("the report names the ConfigMap", () => {
    const told = injector({ tag: "1.99.0" }, [mesh()]).diagnostics;
    assert.equal(
      told.map(({ message }) => message),
      ["Istio's sidecar is made by the templates of the ConfigMap istio-system/istio-sidecar-injector"],
    );
  });
});

suite("what else the injector's configuration says", (test) => {
  test("the policy: configuration, then ConfigMap", () => {
    const disabled = mesh({ policy: "disabled" });
    assert.is(injector({}, [disabled]).plane.policy, "disabled");
    assert.is(injector({ values: { global: { proxy: { autoInject: "enabled" } } } }, [disabled]).plane.policy, "enabled");
    assert.is(injector({}, [mesh({ policy: undefined })]).plane.policy, "enabled");
  });
  test("selectors: configuration, then ConfigMap", () => {
    const never = mesh({ neverInjectSelector: [{ matchLabels: { a: "b" } }] });
    assert.is(injector({}, [never]).plane.neverInjectSelector.length, 1);
    assert.is(injector({ neverInjectSelector: [] }, [never]).plane.neverInjectSelector.length, 0);
  });
  test("values: the ConfigMap's, then the configuration's, and no others", () => {
    const text = "metadata: {annotations: {got: {{ .Values | toJson | quote }}}}\nspec: {}\n";
    const { inject } = injector({ values: { b: 2, d: null } }, [mesh({ templates: { one: text, two: text } }, { a: 1, b: 1, d: 4 })]);
    assert.is(annotations(inject(podOf({})).podTemplate).got, '{"a":1,"b":2,"global":{}}');
  });
  test("a template of the configuration that cannot be parsed is reported at once, one of the ConfigMap when a pod asks for it", () => {
    assert.equal(
      injector({ templates: { bad: "{{ end }}" }, tag: "1.31.0" }, []).diagnostics.map(({ code }) => code),
      ["InvalidTemplate"],
    );
    const { inject, diagnostics } = injector({}, [mesh({ templates: { one: template("one"), two: "{{ end }}" } })]);
    assert.equal(
      diagnostics.filter(({ severity }) => severity === "error"),
      [],
    );
    assert.equal(
      inject(asks("two")).diagnostics.map(({ code }) => code),
      ["InvalidTemplate"],
    );
    assert.equal(inject(asks("two")).podTemplate, asks("two"));
  });
  test("templates of Helm values, of which the configuration's are stronger", () => {
    const values = toValue({
      sidecarInjectorWebhook: { templates: { helm: template("helm") }, defaultTemplates: ["sidecar", "helm"] },
    }) as ValueMap;
    const { texts, defaultTemplates } = planeTemplates({ config: {}, injector: undefined, values, own: values });
    assert.equal([...texts.keys()], ["helm"]);
    assert.equal(defaultTemplates, ["sidecar", "helm"]);
  });
});

suite("where the templates come from", (test) => {
  const source = "the ConfigMap istio-system/istio-sidecar-injector";
  const codes = (profile: "auto" | "builtin" | "mesh", injectorConfig: object | undefined) =>
    noteTemplates({ config: { profile }, injector: injectorConfig && { source, ...injectorConfig } } as never).map(({ code }) => code);
  const own = { config: mapOf({ templates: config.templates }) };
  test("is reported where the mesh has its own", () => {
    assert.equal(codes("auto", own), ["TemplateSource"]);
    assert.equal(codes("builtin", own), ["TemplateSource"]);
    assert.equal(codes("auto", undefined), []);
  });
  test("is a fault where they are asked for and not there", () => assert.equal(codes("mesh", undefined), ["InvalidConfiguration"]));
});
