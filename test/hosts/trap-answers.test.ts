import { dirname } from "node:path";
import { parse } from "yaml";
import { runFunction } from "../../src/app/inject/function.ts";
import { hasErrors } from "../../src/diagnostic/diagnostic.ts";
import { assert } from "../cases.ts";
import { hostSuite, podgraft, run } from "./hosts.ts";
import { deployment, injector, kptfile } from "./manifests.ts";
import { withPackage } from "./package.ts";
import { podgraftOn, resourceList } from "./resource-list.ts";

const LOCAL = 'config.kubernetes.io/local-config: "true"';
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
    { name: "text that is not YAML", stdin: "items: [\n" },
    { name: "a list without items", stdin: "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n" },
    { name: "items that are not a list", stdin: "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems: {}\n" },
    { name: "a plain manifest", stdin: web },
    { name: "bytes that are not text", stdin: "\u0000" },
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
      'spec: {initContainers: [{name: a, image: "a:1", resources: &r {limits: {cpu: 100m}}}], containers: [{name: shipper, image: "s:1", resources: *r}]}';
    const { code, stdout } = podgraftOn(resourceList([web, deployment("api")], injector({ template })));
    assert.is(code, 0);
    assert.not.match(stdout.split("functionConfig:")[0] as string, /[:-] [&*]\w/);
    assert.is(stdout.match(/cpu: 100m/g)?.length, 4 + 1);
  });

  test("trap 4: an item that is not edited is not written again", () => {
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

  test("trap 5: an error makes the exit code 1, is reported on stderr and in the results, and the list comes back whole", () => {
    const list = resourceList([web, deployment("bad", { spec: "containers: [{image: x}]" })]);
    const { code, stdout, stderr } = podgraftOn(list);
    assert.is(code, 1);
    assert.ok(stdout.startsWith(list));
    const { results } = parse(stdout) as { results: { severity: string; tags: { code: string } }[] };
    assert.equal(
      results.map(({ severity, tags }) => [severity, tags.code]),
      [["error", "InvalidPodTemplate"]],
    );
    assert.match(
      stderr,
      "error InvalidPodTemplate: Cannot graft into the pod template: the container spec.template.spec.containers[0] has no name",
    );
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

  test("trap 6: the same in a list whose items are in flow style", () => {
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

/** Items that look like workloads and are not, and items that only hosts send. */
