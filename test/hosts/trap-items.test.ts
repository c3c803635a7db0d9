import { parse, parseDocument, stringify } from "yaml";
import { assert } from "../cases.ts";
import { images } from "./built.ts";
import { hostSuite } from "./hosts.ts";
import { deployment, injector, kptfile } from "./manifests.ts";
import { withPackage } from "./package.ts";
import { podgraftOn, resourceList } from "./resource-list.ts";

const LOCAL = 'config.kubernetes.io/local-config: "true"';
const SHIPPER = "fluent/fluent-bit:3.1";
const web = deployment("web");

const bystanders = [
  kptfile("shop"),
  injector({ annotations: LOCAL }),
  web.replace("  name: web\n", `  name: web\n  annotations: {${LOCAL}}\n`),
  web.replace("apps/v1", "example.com/v1"),
  "resources: [web.yaml]",
  "null",
  "[]",
  "text",
  "apiVersion: v1\nkind: ConfigMap",
  "apiVersion: apps.openshift.io/v1\nkind: DeploymentConfig\nmetadata: null\nspec: {template: null}",
  "kind: Deployment\nspec: {template: {spec: {containers: [{name: a}]}}}",
];

hostSuite([], "traps: items and configurations", (test) => {
  test("trap 9: Kptfiles, configurations, local resources, look-alikes and items without kind or metadata stay as they are", () => {
    const list = resourceList(bystanders);
    const { code, stdout, stderr } = podgraftOn(list);
    assert.is(code, 0, stderr);
    assert.ok(stdout.startsWith(list));
  });

  test("trap 10: merge keys and anchors inside an item keep their meaning", () => {
    const spec = `containers:
      - &c
        name: app
        image: example.com/web:1.0
        env: &e [{name: A, value: b}]
      - !!merge <<: *c
        name: second
        env: *e`;
    const { stdout } = podgraftOn(resourceList([deployment("web", { spec })]));
    const { items } = parseDocument(stdout, { version: "1.1" }).toJS() as { items: { spec: { template: { spec: unknown } } }[] };
    const app = { image: "example.com/web:1.0", env: [{ name: "A", value: "b" }] };
    assert.equal(items[0]?.spec.template.spec, {
      containers: [
        { name: "app", ...app },
        { ...app, name: "second" },
        { name: "shipper", image: SHIPPER },
      ],
    });
  });

  const sidecars = `[{name: shipper, policy: enabled, template: {spec: {containers: [{name: shipper, image: "${SHIPPER}"}]}}}]`;
  const extra = injector().replace(
    "spec:",
    `    config.kubernetes.io/local-config: 'true'\n    internal.config.kubernetes.io/index: '0'\nspec:`,
  );
  const configs = [
    { name: "its own kind, with a host's annotations", config: extra },
    { name: "a ConfigMap of texts", config: `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: logging}\ndata: {sidecars: '${sidecars}'}` },
    {
      name: "a ConfigMap with the whole",
      config: `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: logging}\ndata:\n  config: |\n    sidecars: ${sidecars}`,
    },
  ];
  for (const { name, config } of configs) {
    test(`trap 11: the configuration as ${name}`, () => {
      const { stdout } = podgraftOn(resourceList([web], config));
      const { items } = parse(stdout) as { items: readonly unknown[] };
      assert.equal(images(stringify(items[0])), { web: ["example.com/web:1.0", SHIPPER] });
    });
  }
});

hostSuite([], "traps: the legacy plugin's configuration", (test) => {
  const expected = { web: ["example.com/web:1.0", SHIPPER] };
  const config = injector({ annotations: "a: b" });

  test("trap 11: the configuration as a file", () => {
    withPackage({ "config.yaml": config }, (pkg) => {
      const { stdout } = pkg.run("podgraft", ["config.yaml"], { stdin: web, env: { KUSTOMIZE_PLUGIN_CONFIG_ROOT: pkg.dir } });
      assert.equal(images(stdout), expected);
    });
  });

  test("trap 11: the configuration as a variable, which counts more than the file", () => {
    withPackage({ "config.yaml": "" }, (pkg) => {
      const env = { KUSTOMIZE_PLUGIN_CONFIG_ROOT: pkg.dir, KUSTOMIZE_PLUGIN_CONFIG_STRING: config };
      assert.equal(images(pkg.run("podgraft", ["config.yaml"], { stdin: web, env }).stdout), expected);
    });
  });
});
