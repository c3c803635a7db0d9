import { parseAllDocuments } from "yaml";
import { assert } from "../cases.ts";
import { chart, everywhere, kptPackage, LOCAL, oddData, overlay, plainDirectory } from "./argocd-apps.ts";
import { images } from "./built.ts";
import { withCmpImage } from "./cmp-image.ts";
import { type App, CmpServer, type Parameter, plugin } from "./cmp-server.ts";
import { type Host, hostSuite } from "./hosts.ts";
import { deployment, injector, kustomization } from "./manifests.ts";
import type { Files } from "./package.ts";

const SHIPPER = "fluent/fluent-bit:3.1";

/** The objects that Argo CD makes of what a plugin printed: YAML 1.1, Lists taken apart. */
function objects(stream: string): readonly Record<string, unknown>[] {
  return parseAllDocuments(stream, { version: "1.1" }).map((document) => {
    if (document.errors.length > 0) throw document.errors[0];
    return document.toJS() as Record<string, unknown>;
  });
}

const kindsOf = (stream: string) => objects(stream).map(({ kind, metadata }) => `${kind} ${(metadata as { name: string }).name}`);

interface Row {
  readonly name: string;
  readonly hosts: readonly Host[];
  readonly app: App;
  readonly kinds: readonly string[];
  readonly images: Readonly<Record<string, readonly string[]>>;
  /** The default of the parameter `config`, as announced. */
  readonly config: string;
}

const rows: readonly Row[] = [
  {
    name: "a kustomize overlay",
    hosts: ["kustomize"],
    app: { files: overlay, path: "overlays/production" },
    kinds: ["ConfigMap prod-odd", "Deployment prod-web"],
    images: { "shop/prod-web": ["example.com/web:2.0", SHIPPER] },
    config: "injector.yaml",
  },
  {
    name: "a kpt package",
    hosts: [],
    app: { files: kptPackage },
    kinds: ["Deployment api", "Deployment web"],
    images: { api: ["example.com/api:1.0", SHIPPER], web: ["example.com/web:1.0", SHIPPER] },
    config: "injector.yaml",
  },
  {
    name: "a plain directory",
    hosts: [],
    app: { files: plainDirectory },
    kinds: ["ServiceAccount yes", "Deployment web", "ConfigMap odd", "Deployment api", "ConfigMap odder", "Service api"],
    images: { web: ["example.com/web:1.0", SHIPPER], api: ["example.com/api:1.0", SHIPPER] },
    config: "all.yaml",
  },
  {
    name: "a Helm chart",
    hosts: ["helm"],
    app: {
      files: chart,
      namespace: "shop",
      parameters: [
        { name: "values-files", array: ["values-production.yaml"] },
        { name: "values", string: "replicas: 5\n" },
      ],
    },
    kinds: ["Deployment shop-web"],
    images: { "shop/shop-web": ["example.com/web:2.0", SHIPPER] },
    config: "injector.yaml",
  },
];

for (const { name, hosts, app, kinds, images: expected, config } of rows)
  hostSuite(hosts, `Argo CD: ${name}`, (test) => {
    test("is discovered, and built as the parameters say", () =>
      withCmpImage({ programs: hosts }, async (image) => {
        const server = new CmpServer(image, app);
        assert.is(await server.discover(), true);
        const announced = await server.parameters();
        assert.is(announced.find((parameter) => parameter.name === "config")?.string, config);
        const { code, stdout, stderr, left } = await server.generate();
        assert.is(code, 0, stderr);
        assert.equal(left, []);
        assert.equal([...kindsOf(stdout)].sort(), [...kinds].sort());
        assert.equal(images(stdout), expected);
        assert.not.match(stdout, /config\.(kubernetes|k8s)\.io|ResourceList|kind: List/);
        for (const { kind, data } of objects(stdout)) if (kind === "ConfigMap") assert.equal(data, oddData);
        for (const object of objects(stdout)) assert.type((object.metadata as { name: unknown }).name, "string");
      }));
  });

hostSuite(["helm"], "Argo CD: a chart's values", (test) => {
  test("come by file, then by text, and only charts have them announced", () =>
    withCmpImage({ programs: ["helm"] }, async (image) => {
      const server = new CmpServer(image, rows[3]?.app as App);
      assert.match((await server.generate()).stdout, "\n  replicas: 5\n");
      const names = (await server.parameters()).map((parameter) => parameter.name);
      assert.equal(names, ["config", "release-name", "values", "values-files", "namespace-labels", "context"]);
      const plain = await new CmpServer(image, { files: plainDirectory }).parameters();
      assert.equal(
        plain.map((parameter) => parameter.name),
        ["config", "namespace-labels", "context"],
      );
    }));

  test("are not shown where the chart fails", () =>
    withCmpImage({ programs: ["helm"] }, async (image) => {
      const files = { ...chart, "templates/bad.yaml": '{{ required "tier is wanted" .Values.tier }}\n' };
      const server = new CmpServer(image, { files, parameters: [{ name: "values", string: "password: hunter2\n" }] });
      const { code, stdout, stderr } = await server.generate();
      assert.is(code, 2);
      assert.is(stdout, "");
      assert.match(stderr, "tier is wanted");
      assert.match(stderr, "Cannot build the manifests: helm template ended with status 1");
      assert.not.match(stderr, "hunter2");
    }));
});

interface Failure {
  readonly name: string;
  readonly app: App;
  readonly hosts?: readonly Host[];
  readonly code?: 1;
  readonly says: string;
}

const web = deployment("web");
const failures: readonly Failure[] = [
  {
    name: "a kustomization that fails",
    hosts: ["kustomize"],
    app: { files: { "kustomization.yaml": kustomization({ resources: "[missing.yaml]" }), "injector.yaml": everywhere } },
    says: "Cannot build the manifests: kustomize build ended with status 1",
  },
  {
    name: "a kustomization that gives nothing",
    hosts: ["kustomize"],
    app: {
      files: {
        "kustomization.yaml": kustomization({ resources: "[config.yaml]" }),
        "injector.yaml": everywhere,
        "config.yaml": everywhere,
      },
    },
    says: "Cannot build the manifests: kustomize build printed nothing",
  },
  {
    name: "a kustomization whose base runs podgraft",
    hosts: ["kustomize"],
    app: {
      files: {
        "app/kustomization.yaml": kustomization({ resources: "[../base]" }),
        "app/injector.yaml": everywhere,
        "base/kustomization.yaml": kustomization({ resources: "[web.yaml]", transformers: "[injector.yaml]" }),
        "base/injector.yaml": injector(),
        "base/web.yaml": web,
      },
      path: "app",
    },
    says: "fix: list it under the transformers of the kustomization that is built; in a base or component kustomize would run it too early",
  },
  { name: "an empty directory", app: { files: {}, parameters: null }, says: "the directory has no .yaml, .yml or .json file" },
  {
    name: "a directory of comments and a configuration",
    app: { files: { "injector.yaml": everywhere, "web.yaml": "# soon\n---\n" } },
    says: "Cannot print the manifests: there is no object for a cluster among them",
  },
  {
    name: "no configuration",
    app: { files: { "web.yaml": web }, parameters: null },
    says: "Cannot find the configuration: neither the directory nor what was built from it has a SidecarInjector",
  },
  {
    name: "two configurations",
    app: { files: { "a.yaml": everywhere, "b.yaml": injector(), "web.yaml": web } },
    says: "Cannot tell which configuration is meant: a.yaml:1 and b.yaml:1 are SidecarInjectors",
  },
  {
    name: "a configuration with a mistake",
    app: { files: { "injector.yaml": `# ours\n${everywhere.replace("policy", "polcy")}`, "web.yaml": web } },
    says: "at injector.yaml:11",
  },
  {
    name: "a workload that cannot be injected",
    app: { files: { "injector.yaml": everywhere, "web.yaml": deployment("bad", { spec: "containers: [{image: x}]" }) } },
    code: 1,
    says: "error InvalidPodTemplate: Cannot graft into the pod template: the container spec.template.spec.containers[0] has no name",
  },
  {
    name: "a document that is not an object",
    app: { files: { "injector.yaml": everywhere, "web.yaml": web, "values.yaml": "\n# ours\nreplicas: 3\n" } },
    says: "Cannot print the document: it has no kind and apiVersion; expected a Kubernetes object\n    at values.yaml:3",
  },
];

for (const { name, app, hosts = [], code: expected = 2, says } of failures)
  hostSuite(hosts, `Argo CD: ${name}`, (test) => {
    test("fails with the reason on stderr and nothing on stdout", () =>
      withCmpImage({ programs: hosts }, async (image) => {
        const server = new CmpServer(image, app);
        const { code, stdout, stderr, left } = await server.generate();
        assert.is(stdout, "");
        assert.equal(left, []);
        assert.match(stderr, says);
        assert.is(code, expected);
      }));
  });

const plain: Files = { "app/web.yaml": web, "mesh/injector.yaml": everywhere };
const parameters: readonly Parameter[] = [{ name: "config", string: "../mesh/injector.yaml" }];

const served: readonly { readonly name: string; readonly app: App; readonly isServed: boolean }[] = [
  { name: "a SidecarInjector in its directory", app: { files: { "web.yaml": web, "injector.yaml": everywhere } }, isServed: true },
  { name: "neither that nor a plugin block", app: { files: plain, path: "app" }, isServed: false },
  { name: "a plugin block without parameters", app: { files: plain, path: "app", parameters: null }, isServed: true },
  { name: "a plugin block with parameters", app: { files: plain, path: "app", parameters }, isServed: true },
];

hostSuite([], "Argo CD: which applications the repo server has the plugin build", (test) => {
  for (const { name, app, isServed } of served)
    test(name, () => withCmpImage({}, async (image) => assert.is(await new CmpServer(image, app).isServed(), isServed)));

  test("without discovery those that name it", () =>
    withCmpImage({}, async (image) => {
      const { discover, ...spec } = plugin.spec;
      const outcomes = served.map(({ app }) => new CmpServer(image, app, { ...plugin, spec }).isServed());
      assert.equal(await Promise.all(outcomes), [false, false, true, true]);
    }));

  test("one whose configuration is elsewhere is built", () =>
    withCmpImage({}, async (image) => {
      const { stdout, stderr } = await new CmpServer(image, { files: plain, path: "app", parameters }).generate();
      assert.equal(images(stdout), { web: ["example.com/web:1.0", SHIPPER] }, stderr);
    }));
});

hostSuite(["kustomize"], "Argo CD: which configuration counts", (test) => {
  const twice = { ...overlay, "base/injector.yaml": injector({ image: "built:1", annotations: "a: b" }) };
  const files = {
    ...twice,
    "base/kustomization.yaml": kustomization({ resources: "[web.yaml, injector.yaml]" }),
    "mesh/injector.yaml": injector({ image: "named:1" }),
  };
  const imageOf = async (app: Partial<App>) =>
    withCmpImage({ programs: ["kustomize"] }, async (image) => {
      const { stdout, stderr } = await new CmpServer(image, { files, path: "overlays/production", ...app }).generate();
      return images(stdout)["shop/prod-web"]?.[1] ?? stderr;
    });

  test("the one in what was built comes before the one in the directory", async () => assert.is(await imageOf({}), "built:1"));
  test("what is below a kustomization belongs to another one", () =>
    withCmpImage({ programs: ["kustomize"] }, async (image) => {
      const nested = { ...overlay, "overlays/production/canary/injector.yaml": injector({ image: "other:1" }) };
      const { stdout, stderr } = await new CmpServer(image, { files: nested, path: "overlays/production" }).generate();
      assert.is(images(stdout)["shop/prod-web"]?.[1], SHIPPER, stderr);
      const without = Object.fromEntries(Object.entries(nested).filter(([path]) => path !== "overlays/production/injector.yaml"));
      assert.is(await new CmpServer(image, { files: without, path: "overlays/production" }).discover(), false);
    }));
  test("the one that the kustomization lists under transformers comes before both, and podgraft runs once", async () => {
    const listed = {
      ...files,
      "overlays/production/kustomization.yaml": `${overlay["overlays/production/kustomization.yaml"]}transformers: [../../mesh]\n`,
    };
    const mesh = { "mesh/kustomization.yaml": kustomization({ resources: "[injector.yaml]" }) };
    assert.is(await imageOf({ files: { ...listed, ...mesh } }), "named:1");
  });
  test("the one that a parameter names comes before both", async () =>
    assert.is(await imageOf({ parameters: [{ name: "config", string: "../../mesh/injector.yaml" }] }), "named:1"));
});

hostSuite([], "Argo CD: local configuration beside a kustomization", (test) => {
  test("counts, though kustomize leaves it out", () => {
    const namespace = `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels: {logging: enabled}\n  annotations: {${LOCAL}}\n`;
    const files = {
      "kustomization.yaml": kustomization({ resources: "[web.yaml]", namespace: "shop" }),
      "web.yaml": web,
      "namespace.yaml": namespace,
      "injector.yaml": injector({ rules: "namespaceSelector: {matchLabels: {logging: enabled}}" }),
    };
    const kustomize = `#!/bin/sh\nexec /bin/cat web.yaml\n`;
    return withCmpImage({ scripts: { kustomize } }, async (image) => {
      const { stdout } = await new CmpServer(image, { files, namespace: "shop" }).generate();
      assert.equal(images(stdout), { web: ["example.com/web:1.0", SHIPPER] });
    });
  });
});
