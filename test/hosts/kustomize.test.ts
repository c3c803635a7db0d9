import { assert } from "../cases.ts";
import { built, images } from "./built.ts";
import { hostSuite } from "./hosts.ts";
import { build, buildArgs } from "./kustomize.ts";
import { deployment, injector, kustomization } from "./manifests.ts";
import { type Files, withPackage } from "./package.ts";

const SHIPPER = "fluent/fluent-bit:3.1";

const base: Files = {
  "base/kustomization.yaml": kustomization({ resources: "[web.yaml]" }),
  "base/web.yaml": deployment("web"),
};

hostSuite(["kustomize"], "kustomize build: a base and overlays", (test) => {
  test("a base that lists its injector", () => {
    const files = {
      ...base,
      "base/kustomization.yaml": kustomization({ resources: "[web.yaml]", transformers: "[injector.yaml]" }),
      "base/injector.yaml": injector(),
    };
    withPackage(files, (pkg) => {
      const { code, stdout, stderr } = pkg.run("kustomize", buildArgs("base"));
      assert.is(code, 0);
      assert.equal(images(stdout), { web: ["example.com/web:1.0", SHIPPER] });
      assert.is(stderr, "podgraft: 1 injected (shipper 3.1)\n  Deployment web: shipper 3.1\n");
      assert.equal(Object.keys(built(stdout)[0]?.metadata.annotations ?? {}), ["podgraft.dev/provenance"]);
    });
  });

  test("an overlay's injector decides by the overlay's own namespace and sees its names", () => {
    const overlay = (namespace: string): Files => ({
      [`${namespace}/kustomization.yaml`]: kustomization({
        namespace,
        namePrefix: `${namespace}-`,
        resources: "[../base]",
        transformers: "[injector.yaml]",
      }),
      [`${namespace}/injector.yaml`]: injector({ rules: "namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: prod}}" }),
    });
    withPackage({ ...base, ...overlay("prod"), ...overlay("dev") }, (pkg) => {
      assert.equal(images(build(pkg, "prod")), { "prod/prod-web": ["example.com/web:1.0", SHIPPER] });
      assert.equal(images(build(pkg, "dev")), { "dev/dev-web": ["example.com/web:1.0"] });
    });
  });
});

hostSuite(["kustomize"], "kustomize build: where the configuration is", (test) => {
  test("a configuration written inline", () => {
    const inline = `\n- |-\n${injector().trimEnd().replace(/^/gm, "  ")}`;
    const files = { ...base, "base/kustomization.yaml": kustomization({ resources: "[web.yaml]", transformers: inline }) };
    withPackage(files, (pkg) => assert.equal(images(build(pkg, "base")), { web: ["example.com/web:1.0", SHIPPER] }));
  });

  test("one directory with the injector, shared by two apps, each with its own namespace and prefix", () => {
    const app = (name: string): Files => ({
      [`${name}/kustomization.yaml`]: kustomization({
        namespace: name,
        namePrefix: `${name}-`,
        resources: "[../base]",
        transformers: "[../mesh]",
      }),
    });
    const mesh = {
      "mesh/kustomization.yaml": kustomization({ resources: "[injector.yaml]" }),
      "mesh/injector.yaml": injector({ rules: "namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}" }),
    };
    withPackage({ ...base, ...app("shop"), ...app("bank"), ...mesh }, (pkg) => {
      assert.equal(images(build(pkg, "shop")), { "shop/shop-web": ["example.com/web:1.0", SHIPPER] });
      assert.equal(images(build(pkg, "bank")), { "bank/bank-web": ["example.com/web:1.0"] });
    });
  });
});

hostSuite(["kustomize", "helm"], "kustomize build: helmCharts", (test) => {
  const rules = "namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}";
  const files = (fields: Readonly<Record<string, string>>, configuration: string): Files => ({
    "app/kustomization.yaml": kustomization({
      helmCharts: "[{name: shop, releaseName: shop, namespace: shop}]",
      transformers: "[injector.yaml]",
      ...fields,
    }),
    "app/injector.yaml": configuration,
    "app/charts/shop/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 0.1.0\n",
    "app/charts/shop/values.yaml": "{}\n",
    "app/charts/shop/templates/web.yaml": deployment("web"),
  });
  const outcomeOf = (fields: Readonly<Record<string, string>>, configuration = injector({ rules })) =>
    withPackage(files(fields, configuration), (pkg) => pkg.run("kustomize", [...buildArgs("app"), "--enable-helm"]));

  for (const fields of [{}, { namespace: "shop" }])
    test(`a chart whose templates write no namespace has none, which is reported: ${JSON.stringify(fields)}`, () => {
      const { code, stdout, stderr } = outcomeOf(fields);
      assert.is(code, 0);
      assert.equal(images(stdout), { web: ["example.com/web:1.0"] });
      assert.match(stderr, "warning MissingNamespace");
      assert.match(stderr, "or spec.namespaces.default in the configuration");
    });

  test("namespaces.default says which it is", () => {
    const configuration = injector({ rules }).replace("spec:\n", "spec:\n  namespaces: {default: shop}\n");
    assert.equal(images(outcomeOf({}, configuration).stdout), { web: ["example.com/web:1.0", SHIPPER] });
  });
});

hostSuite(["kustomize"], "kustomize build: a component", (test) => {
  test("a component runs before the app's namespace is set, and podgraft says that it sees none", () => {
    const files = {
      ...base,
      "app/kustomization.yaml": kustomization({ namespace: "shop", resources: "[../base]", components: "[../component]" }),
      "component/kustomization.yaml": "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\ntransformers: [injector.yaml]\n",
      "component/injector.yaml": injector({ rules: "namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}" }),
    };
    withPackage(files, (pkg) => {
      const { stdout, stderr } = pkg.run("kustomize", buildArgs("app"));
      assert.equal(images(stdout), { "shop/web": ["example.com/web:1.0"] });
      assert.match(stderr, /warning MissingNamespace: The resource names no namespace/);
    });
  });
});

hostSuite(["kustomize"], "kustomize build: forms of the configuration", (test) => {
  test("a ConfigMap as configuration", () => {
    const config = `apiVersion: v1
kind: ConfigMap
metadata:
  name: logging
  annotations: {config.kubernetes.io/function: "exec: {path: podgraft}"}
data:
  namespaces.default: shop
  sidecars: |
    - {name: shipper, policy: enabled, template: {spec: {containers: [{name: shipper, image: "${SHIPPER}"}]}}}
`;
    const files = {
      ...base,
      "base/kustomization.yaml": kustomization({ resources: "[web.yaml]", transformers: "[injector.yaml]" }),
      "base/injector.yaml": config,
    };
    withPackage(files, (pkg) => assert.equal(images(build(pkg, "base")), { web: ["example.com/web:1.0", SHIPPER] }));
  });

  test("what is grafted refers to a generated ConfigMap by its name, and gets its hash", () => {
    const files = {
      ...base,
      "base/kustomization.yaml": kustomization({
        namePrefix: "a-",
        resources: "[web.yaml]",
        configMapGenerator: "[{name: shipper, literals: [a=b]}]",
        transformers: "[injector.yaml]",
      }),
      "base/injector.yaml": injector({
        template: "spec: {volumes: [{name: config, configMap: {name: shipper}}], containers: [{name: shipper, image: x}]}",
      }),
      "over/kustomization.yaml": kustomization({ nameSuffix: "-z", resources: "[../base]" }),
    };
    withPackage(files, (pkg) => {
      assert.match(build(pkg, "base"), /- configMap:\n {10}name: a-shipper-\w{10}\n {8}name: config\n/);
      assert.match(build(pkg, "over"), /- configMap:\n {10}name: a-shipper-z-\w{10}\n {8}name: config\n/);
    });
  });
});

hostSuite(["kustomize"], "kustomize build: again, and failing", (test) => {
  test("built again from what was built, nothing changes", () => {
    const files = {
      ...base,
      "first/kustomization.yaml": kustomization({ resources: "[../base]", transformers: "[injector.yaml]" }),
      "first/injector.yaml": injector(),
      "again/kustomization.yaml": kustomization({ resources: "[built.yaml]", transformers: "[../first/injector]" }),
      "first/injector/kustomization.yaml": kustomization({ resources: "[injector.yaml]" }),
      "first/injector/injector.yaml": injector(),
    };
    withPackage(files, (pkg) => {
      const first = build(pkg, "first");
      pkg.write("again/built.yaml", first);
      assert.is(build(pkg, "again"), first);
    });
  });

  test("an error in one workload gives no output at all, and says where and why", () => {
    const files = {
      "kustomization.yaml": kustomization({ resources: "[good.yaml, bad.yaml]", transformers: "[injector.yaml]" }),
      "good.yaml": deployment("good"),
      "bad.yaml": deployment("bad", { spec: "containers: [{image: example.com/bad:1.0}]" }),
      "injector.yaml": injector(),
    };
    withPackage(files, (pkg) => {
      const { code, stdout, stderr } = pkg.run("kustomize", buildArgs("."));
      assert.is(code, 1);
      assert.is(stdout, "");
      assert.match(stderr, /^podgraft: nothing was changed, 1 error\n {2}error InvalidPodTemplate: .*\n {4}at Deployment bad\n/);
    });
  });
});
