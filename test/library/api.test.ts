import { check, type Diagnostic, defineSidecar, explain, init, inject, type SidecarInjector, uninject } from "../../src/index.ts";
import { assert, suite, table } from "../cases.ts";
import { deployment, injector } from "../hosts/manifests.ts";

const web = { file: "web.yaml", text: deployment("web", { namespace: "shop" }) };
const config = { file: "injector.yaml", text: injector() };
const shipper = { name: "shipper", image: "fluent/fluent-bit:3.1" };

/** The same as `config`, as an object. */
const object: SidecarInjector = {
  apiVersion: "podgraft.dev/v1alpha1",
  kind: "SidecarInjector",
  metadata: { name: "logging" },
  spec: { sidecars: [defineSidecar({ name: "shipper", policy: "enabled", template: { spec: { containers: [shipper] } } })] },
};

const codesOf = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code);

suite("the library: inject and uninject", (test) => {
  test("grafts by a text, and by an object just the same", async () => {
    const byText = await inject([web], config);
    assert.equal([byText.failed, codesOf(byText.diagnostics)], [false, ["Grafted"]]);
    assert.match(byText.texts[0]!.text, "        image: fluent/fluent-bit:3.1\n");
    assert.equal(await inject([web], object), byText);
  });

  test("gives each text back under its name, in order, and the same for what needs nothing", async () => {
    const other = { file: "service.yaml", text: "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n" };
    const { texts } = await inject([other, web], config);
    assert.equal(
      texts.map(({ file }) => file),
      ["service.yaml", "web.yaml"],
    );
    assert.is(texts[0]!.text, other.text);
  });

  test("takes out again what it put in", async () => {
    const { texts } = await inject([web], config);
    assert.equal((await uninject(texts)).texts, [web]);
    assert.equal((await uninject(texts, { only: "another" })).texts, texts);
  });

  test("takes workloads that the cluster names, of which there may be several alike", async () => {
    const job = deployment("run-").replace("  name: run-\n", "  generateName: run-\n");
    const { texts, diagnostics } = await inject([{ file: "jobs.yaml", text: `${job}---\n${job}` }], config);
    assert.equal(codesOf(diagnostics), ["Grafted", "Grafted"]);
    assert.is(texts[0]!.text.match(/generateName: run-[\s\S]*?fluent-bit:3\.1\n/g)?.length, 2);
  });

  test("changes nothing where a workload cannot be injected", async () => {
    const bad = { file: "bad.yaml", text: deployment("bad", { spec: "containers:\n      - image: example.com/bad:1" }) };
    const { texts, failed, diagnostics } = await inject([web, bad], config);
    assert.is(failed, true);
    assert.equal(texts, [web, bad]);
    assert.ok(diagnostics.some(({ severity, resource }) => severity === "error" && resource?.name === "bad"));
  });
});

suite("the library: what surrounds the texts", (test) => {
  const selective: SidecarInjector = {
    ...object,
    spec: {
      sidecars: [{ ...object.spec.sidecars![0]!, policy: undefined, namespaceSelector: { matchLabels: { logging: "enabled" } } }],
    },
  };
  const namespace = {
    file: "namespaces.yaml",
    text: "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {logging: enabled}}\n",
  };
  const nameless = { file: "web.yaml", text: deployment("web") };

  test("context describes namespaces and is not returned", async () => {
    const { texts, diagnostics } = await inject([web], selective, { context: [namespace] });
    assert.equal([texts.length, codesOf(diagnostics)], [1, ["Grafted"]]);
  });
  test("workloads of the context are not told of, and cannot fail the rest", async () => {
    const other = { file: "other.yaml", text: deployment("other", { namespace: "shop" }) };
    const bad = { file: "bad.yaml", text: deployment("bad", { spec: "containers:\n      - image: example.com/bad:1" }) };
    const context = [namespace, other, bad, { file: "again.yaml", text: web.text }];
    assert.equal(await inject([web], selective, { context }), await inject([web], selective, { context: [namespace] }));
    assert.equal((await explain([web], selective, { context })).explanations.length, 1);
  });
  test("namespace is that of resources without one", async () => {
    assert.equal(codesOf((await inject([nameless], selective, { context: [namespace], namespace: "shop" })).diagnostics), ["Grafted"]);
    assert.equal(codesOf((await inject([nameless], selective, { context: [namespace] })).diagnostics), ["MissingNamespace", "NotGrafted"]);
  });
  test("explain supposes labels", async () => {
    const supposed = await explain([web], selective, { namespaceLabels: { logging: "enabled" } });
    assert.equal(
      supposed.explanations.map(({ decisions }) => decisions.map(({ inject: isInjected, code }) => [isInjected, code])),
      [[[true, "Selected"]]],
    );
    const alone = await explain([], selective, { podLabels: { app: "x" } });
    assert.equal([alone.explanations[0]?.resource.name, alone.failed], ["supposed", false]);
  });
  test("check finds what should be there", async () => {
    const around = { context: [namespace], requireInjected: true };
    assert.equal(codesOf((await check([web], selective, around)).findings), ["MissingInjection"]);
    assert.equal(codesOf((await check([web], selective, { context: [namespace] })).findings), []);
    assert.equal(codesOf((await check((await inject([web], selective, around)).texts, selective, around)).findings), []);
  });
});

suite("the library: bad input", (test) => {
  const broken = { file: "broken.yaml", text: "kind: Deployment\napiVersion: apps/v1\nmetadata: {name: [}\n" };
  test("a text that is not YAML is reported by each function, and nothing is changed", async () => {
    for (const result of [await inject([broken], config), await uninject([broken])]) {
      assert.equal([result.failed, result.texts, codesOf(result.diagnostics)], [true, [broken], ["InvalidInput"]]);
    }
    const explained = await explain([broken], config);
    assert.equal([explained.failed, explained.explanations], [true, []]);
    const checked = await check([broken], config);
    assert.equal([checked.failed, checked.findings], [true, []]);
  });
  test("a fault of a configuration's text is reported with its line", async () => {
    const { failed, diagnostics } = await inject([web], { file: "injector.yaml", text: injector({ rules: "polcy: enabled" }) });
    assert.is(failed, true);
    assert.equal(diagnostics[0]?.location, { file: "injector.yaml", line: 10 });
  });
  test("a fault of a configuration's object is reported with its field", async () => {
    const wrong = { ...object, spec: { sidecar: [] } } as unknown as SidecarInjector;
    const { failed, diagnostics } = await inject([web], wrong);
    assert.equal([failed, diagnostics[0]?.location, diagnostics[0]?.field?.path], [true, { file: "configuration" }, "spec.sidecar"]);
    assert.match(diagnostics[0]?.fix ?? "", "write sidecars");
  });
});

table(
  "defineSidecar refuses",
  [
    {
      name: "an unknown field",
      sidecar: { name: "a", template: {}, polcy: "enabled" },
      message: /sidecar\.polcy.*write policy/,
    },
    { name: "a missing name", sidecar: { template: {} }, message: /sidecar\.name: it is missing/ },
    { name: "nothing to graft", sidecar: { name: "a" }, message: /neither template nor templateText/ },
    {
      name: "a selector that cannot be",
      sidecar: { name: "a", template: {}, podSelector: { matchExpressions: [{ key: "a", operator: "In" }] } },
      message: /podSelector\.matchExpressions\[0\]\.values.*add values/,
    },
    { name: "a field of another type", sidecar: { name: "a", template: { spec: { hostNetwork: "yes" } } }, message: /hostNetwork/ },
  ],
  {
    title: ({ name }) => name,
    run: ({ sidecar, message }) =>
      assert.throws(
        () => defineSidecar(sidecar as never),
        (error: Error) => error instanceof TypeError && message.test(error.message),
      ),
  },
);

suite("the library: init", (test) => {
  test("makes a configuration that works", async () => {
    const { config: text = "", failed } = await init();
    assert.is(failed, false);
    assert.is((await inject([web], { file: "injector.yaml", text })).failed, false);
  });
  test("knows what a dump of the cluster shows", async () => {
    const namespaces = "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {logging: enabled}}\n";
    assert.match((await init([{ file: "dump.yaml", text: namespaces }])).config as string, "name: shop");
  });
  test("tells what cannot be read", async () => {
    const { config: text, failed, diagnostics } = await init([{ file: "dump.yaml", text: "a: [" }]);
    assert.equal([text, failed], [undefined, true]);
    assert.is(diagnostics[0]?.location?.file, "dump.yaml");
  });
});
