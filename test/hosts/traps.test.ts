import { symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse, parseDocument, stringify } from "yaml";
import { runFunction } from "../../src/app/function.ts";
import { hasErrors } from "../../src/diagnostic/diagnostic.ts";
import { assert } from "../cases.ts";
import { images } from "./built.ts";
import { hostSuite, podgraft, run } from "./hosts.ts";
import { render } from "./kpt.ts";
import { deployment, injector, kptfile, kustomization } from "./manifests.ts";
import { withPackage } from "./package.ts";
import { podgraftOn, resourceList } from "./resource-list.ts";

const LOCAL = 'config.kubernetes.io/local-config: "true"';
const SHIPPER = "fluent/fluent-bit:3.1";
const web = deployment("web");

/** A Deployment as a host sends it. */
const annotated = (name: string, annotations: string) =>
  web.replace("  name: web\n", `  name: ${name}\n  annotations:\n    ${annotations}\n`);

hostSuite([], "traps: what a host takes for success", (test) => {
  test("trap 1: an answer larger than a pipe holds arrives whole, however slow the reader", () => {
    const count = 3000;
    const list = resourceList(Array.from({ length: count }, (_, i) => deployment(`web-${i}`)));
    withPackage({ "list.yaml": list }, (pkg) => {
      const { stdout } = pkg.run("sh", ["-c", "podgraft < list.yaml | (sleep 0.2; cat)"]);
      assert.is(stdout.match(/^ {8}- name: shipper$/gm)?.length, count);
      assert.match(stdout, /code: Grafted\n$/);
    });
  });

  const failures = [
    { name: "empty input", stdin: "" },
    { name: "blank input", stdin: "\n\n" },
    { name: "text that is no YAML", stdin: "items: [\n" },
    { name: "a list without items", stdin: "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n" },
    { name: "items that are no list", stdin: "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems: {}\n" },
    { name: "a plain manifest", stdin: web },
    { name: "bytes that are no text", stdin: "\u0000" },
    { name: "an unknown flag", stdin: resourceList([web]), args: ["--inject"] },
    { name: "an unknown command", stdin: resourceList([web]), args: ["injct"] },
  ];
  test("trap 2: wherever a list is cut off before its configuration, it fails", async () => {
    const list = resourceList([web, deployment("api")]);
    for (let end = 0; end < list.indexOf("functionConfig:") + "functionConfig:".length; end++) {
      const { diagnostics } = await runFunction("stdin", list.slice(0, end));
      assert.ok(hasErrors(diagnostics), `cut off at ${end}`);
    }
  });

  for (const { name, stdin, args = [] } of failures) {
    test(`trap 2: ${name} fails, with a message and without an answer that would delete everything`, () => {
      const { code, stdout, stderr } = run("podgraft", args, { cwd: dirname(podgraft), stdin });
      assert.is(code, 2);
      assert.is(stdout, "");
      assert.match(stderr, /^podgraft: .*\n/);
    });
  }
});

hostSuite(["kpt"], "traps: what kpt takes for success", (test) => {
  test("trap 2: a pipeline that asks for help fails and leaves every file as it was", () => {
    withPackage(
      { Kptfile: kptfile("a").replace("podgraft", "podgraft --help"), "injector.yaml": injector({ annotations: LOCAL }), "web.yaml": web },
      (pkg) => {
        const before = pkg.files();
        assert.is(pkg.run("kpt", ["fn", "render", "--allow-exec"]).code, 1);
        assert.equal(pkg.files(), before);
      },
    );
  });
});

hostSuite([], "traps: the text of the answer", (test) => {
  test("trap 3: one template for many containers gives no anchors and aliases", () => {
    const template =
      "spec: {initContainers: [{name: a, resources: &r {limits: {cpu: 100m}}}], containers: [{name: shipper, resources: *r}]}";
    const { code, stdout } = podgraftOn(resourceList([web, deployment("api")], injector({ template })));
    assert.is(code, 0);
    assert.not.match(stdout.split("functionConfig:")[0] as string, /[&*]\w/);
    assert.is(stdout.match(/cpu: 100m/g)?.length, 4 + 1);
  });

  test("trap 4: an item that is not edited is not written anew", () => {
    const items = [
      "{kind: Flow,   apiVersion: v1, a: [ 1,2 ], # c\n  }",
      "apiVersion: v1\nkind:   Odd\na: >-\n  folded\n  text\nb: 0644\nc: 'yes'\nd: 1.10   # c\n\ne:\n      - f\n      -   g: !!str 1",
      web.replace("kind: Deployment", "kind: Deploymint"),
    ];
    const list = resourceList(items);
    const { stdout } = podgraftOn(list);
    assert.is(stdout.slice(0, stdout.indexOf("functionConfig:")), list.slice(0, list.indexOf("functionConfig:")));
    assert.match(podgraftOn(resourceList([...items, web])).stdout, items.map((item) => item.replace(/\n(?=.)/g, "\n  ")).join("\n- "));
  });

  test("trap 5: an error makes the exit code 1, is told on stderr and in the results, and the list comes back whole", () => {
    const list = resourceList([web, deployment("bad", { spec: "containers: [{image: x}]" })]);
    const { code, stdout, stderr } = podgraftOn(list);
    assert.is(code, 1);
    assert.ok(stdout.startsWith(list));
    const { results } = parse(stdout) as { results: { severity: string; tags: { code: string } }[] };
    assert.equal(
      results.map(({ severity, tags }) => [severity, tags.code]),
      [["error", "InvalidPatch"]],
    );
    assert.match(stderr, "error InvalidPatch: Cannot merge spec.containers");
  });
});

const ANNOTATIONS = [
  "config.kubernetes.io/index: '0'",
  "internal.config.kubernetes.io/index: '0'",
  "internal.config.kubernetes.io/annotations-migration-resource-id: '0'",
  "config.kubernetes.io/path: 'web.yaml'",
  "internal.config.kubernetes.io/path: 'web.yaml'",
  "internal.config.kubernetes.io/seqindent: 'compact'",
  "internal.config.kubernetes.io/package-path: '/shop'",
  "internal.config.k8s.io/kpt-resource-id: '7'",
  "kustomize.config.k8s.io/id: |\n      kind: Deployment\n      name: web",
];

hostSuite([], "traps: annotations and comments", (test) => {
  test("trap 6: a host's annotations of all three domains stay as they are, in their order", () => {
    const { stdout } = podgraftOn(resourceList([annotated("web", ANNOTATIONS.join("\n    "))]));
    assert.match(stdout, `    annotations:\n      ${ANNOTATIONS.join("\n    ").replaceAll("\n", "\n  ")}\n      podgraft.dev/provenance: `);
  });

  test("trap 6: the same in a list whose items stand in flow style", () => {
    const item = (kind: string) =>
      `{apiVersion: v1, kind: ${kind}, metadata: {name: a, annotations: {${ANNOTATIONS.slice(0, -1).join(", ")}}}, spec: {containers: [{name: b}]}}`;
    const { code, stdout } = podgraftOn(resourceList([]).replace("items: []", `items: [${item("Pod")}, ${item("Node")}]`));
    assert.is(code, 0);
    assert.match(stdout, `{${ANNOTATIONS.slice(0, -1).join(", ")}, podgraft.dev/provenance: `);
    assert.match(stdout, `, ${item("Node")}]\n`);
  });

  test("trap 7: a field that would get the comment of another at the same index has a comment of its own", () => {
    const spec =
      "containers: [{name: web}]\n      volumes:\n      - name: data # kpt-set: ${data}\n        emptyDir: {}\n      - name: tmp";
    const template = "spec: {volumes: [{name: logs, emptyDir: {}}]}";
    const { stdout } = podgraftOn(resourceList([deployment("web", { spec })], injector({ template })));
    assert.match(stdout, /- name: logs # podgraft:guard\n *emptyDir: \{\}\n *- name: data # kpt-set: \$\{data\}\n/);
    assert.match(stdout, /- name: tmp\n/);
  });

  test("trap 8: its own answer as input changes nothing", () => {
    const once = podgraftOn(resourceList([web, deployment("api")])).stdout;
    assert.is(podgraftOn(once).stdout, once);
  });
});

/** Items that look like workloads and are none, and such as only hosts send. */
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

hostSuite([], "traps: the process around it", (test) => {
  const list = resourceList([web]);
  const expected = podgraftOn(list).stdout;

  test("trap 12: neither the working directory nor PWD matter, nor any other variable", () => {
    const env = { PATH: dirname(process.execPath) };
    withPackage({}, (pkg) => {
      const { stdout } = pkg.run("env", ["-i", `PATH=${env.PATH}`, "PWD=/nowhere", podgraft], { stdin: list });
      assert.is(stdout, expected);
    });
  });

  test("trap 12: run through a link, and by node where the file's mode is lost", () => {
    withPackage({}, (pkg) => {
      symlinkSync(podgraft, join(pkg.dir, "linked"));
      assert.is(pkg.run(join(pkg.dir, "linked"), [], { stdin: list }).stdout, expected);
      assert.is(pkg.run(process.execPath, [podgraft], { stdin: list }).stdout, expected);
    });
  });

  test("trap 12: a reader that goes away early does no harm", () => {
    const big = resourceList(Array.from({ length: 2000 }, (_, i) => deployment(`web-${i}`)));
    withPackage({ "list.yaml": big }, (pkg) => {
      const { stdout, stderr } = pkg.run("sh", ["-c", "podgraft < list.yaml | head -1"]);
      assert.is(stdout, "apiVersion: config.kubernetes.io/v1\n");
      assert.is(stderr, "podgraft: 2000 injected (shipper 3.1)\n");
    });
  });
});

hostSuite(["kpt"], "traps: under kpt", (test) => {
  const shop = { Kptfile: kptfile("shop"), "injector.yaml": injector({ annotations: LOCAL }), "web.yaml": web };

  test("trap 9: a package with a kustomization, a sub-package and a look-alike changes in its workloads only", () => {
    const others = {
      "kustomization.yaml": kustomization({ resources: "[web.yaml]" }),
      "sub/Kptfile": "apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: sub\n",
      "farm.yaml": web.replace("apps/v1", "example.com/v1"),
    };
    withPackage({ ...shop, ...others }, (pkg) => {
      render(pkg);
      const { "web.yaml": rendered, ...rest } = pkg.files();
      const { "web.yaml": before, ...expected } = { ...shop, ...others };
      assert.equal(rest, Object.fromEntries(Object.entries(expected).sort()));
      assert.is.not(rendered, before);
    });
  });

  test("trap 10: a merge key in a file that kpt reads", () => {
    const spec = `containers:
      - &c
        name: app
        image: example.com/web:1.0
      - <<: *c
        name: second`;
    withPackage({ ...shop, "web.yaml": deployment("web", { spec }) }, (pkg) => {
      render(pkg);
      assert.equal(images(pkg.read("web.yaml")), { web: ["example.com/web:1.0", "example.com/web:1.0", SHIPPER] });
    });
  });

  test("trap 14: no file is added", () => {
    withPackage({ ...shop, "sub/Kptfile": kptfile("sub", []), "sub/api.yaml": deployment("api") }, (pkg) => {
      const before = Object.keys(pkg.files());
      render(pkg);
      assert.equal(Object.keys(pkg.files()), before);
    });
  });
});

hostSuite([], "traps: as an Argo CD plugin", (test) => {
  test("trap 15: documents come back as documents, without a host's annotations, whatever Argo CD's variables hold", () => {
    withPackage({ "web.yaml": web, "injector.yaml": injector() }, (pkg) => {
      const inject = (env: Readonly<Record<string, string>>) =>
        pkg.run("podgraft", ["inject", "-f", "web.yaml", "-c", "injector.yaml"], { env }).stdout;
      const plain = inject({});
      assert.not.match(plain, "ResourceList");
      assert.not.match(plain, /config\.(kubernetes|k8s)\.io/);
      assert.is(inject({ ARGOCD_APP_PARAMETERS: "null", ARGOCD_APP_NAMESPACE: "argo", PARAM_CONFIG: "x" }), plain);
    });
  });

  test("trap 15: podgraft build reads ARGOCD_APP_PARAMETERS null, unset and given, and announced defaults that are not sent", () => {
    const files = {
      "web.yaml": web,
      "injector.yaml": injector({ image: "found:1" }),
      "other/injector.yaml": injector({ image: "named:1" }),
    };
    withPackage({ ...files, ".podgraftignore": "other\n" }, (pkg) => {
      const imageOf = (env: Readonly<Record<string, string>>) => {
        const { stdout } = pkg.run("podgraft", ["build", "."], { env });
        assert.not.match(stdout, /ResourceList|config\.(kubernetes|k8s)\.io/);
        return images(stdout).web?.[1];
      };
      assert.is(imageOf({}), "found:1");
      assert.is(imageOf({ ARGOCD_APP_PARAMETERS: "null" }), "found:1");
      assert.is(imageOf({ ARGOCD_APP_PARAMETERS: "[]" }), "found:1");
      const parameters = [{ name: "config", string: "other/injector.yaml" }];
      assert.is(imageOf({ ARGOCD_APP_PARAMETERS: JSON.stringify(parameters) }), "named:1");
      const announced = JSON.parse(pkg.run("podgraft", ["build", ".", "--list", "parameters"]).stdout);
      assert.is(imageOf({ ARGOCD_APP_PARAMETERS: JSON.stringify(announced) }), "found:1");
    });
  });
});
