import { assert, suite, table } from "../cases.ts";
import { deployment, istioSidecar, namespace, ownSidecar } from "../cli/manifests.ts";
import { podgraft, withFiles } from "../cli/run.ts";

const indented = (text: string, by: string) => text.trimEnd().replaceAll(/^/gm, by);
const item = (text: string) => indented(text, "  ").replace("  ", "- ");
const listOf = (config: string, ...objects: readonly string[]) =>
  `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n${objects.map(item).join("\n")}\n${config === "" ? "" : `functionConfig:\n${indented(config, "  ")}\n`}`;
const objects = [namespace("shop", "logging: enabled, istio-injection: enabled"), deployment("web")];
const asConfigMap = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: logging}\ndata:\n  config: |\n${indented(ownSidecar, "    ")}\n`;
const files = {
  "list.yaml": listOf(ownSidecar, ...objects),
  "map.yaml": listOf(asConfigMap, ...objects),
  "flow.json": JSON.stringify({
    kind: "ResourceList",
    apiVersion: "config.kubernetes.io/v1",
    functionConfig: {
      apiVersion: "podgraft.dev/v1alpha1",
      kind: "SidecarInjector",
      metadata: { name: "logging" },
      spec: {
        sidecars: [{ name: "flow", policy: "enabled", template: { spec: { containers: [{ name: "flow", image: "flow:1" }] } } }],
      },
    },
    items: [{ apiVersion: "v1", kind: "Pod", metadata: { name: "p" }, spec: { containers: [{ name: "a", image: "a:1" }] } }],
  }),
  "bare.yaml": listOf("", deployment("bare")),
  "wrong.yaml": listOf(ownSidecar.replace("optIn", "optInn"), ...objects),
  "web.yaml": deployment("other"),
  "own.yaml": ownSidecar,
  "istio.yaml": istioSidecar,
  "operator.yaml": "apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec: {tag: 1.30.5}\n",
};

const commands = [
  { command: "inject", has: "image: fluent-bit:3" },
  { command: "explain", has: "shipper 3 is injected: the selectors match" },
  {
    command: "check",
    args: ["--require-injected"],
    has: "error MissingInjection (IST0103): The Deployment is not injected: logging puts shipper into it\n  at Deployment shop/web (list.yaml:9)\n  fix: run podgraft inject --in-place; in a pipeline check whether it ran: kustomize leaves functions out without --enable-exec, and before version 5 those marked as local configuration\n",
  },
  { command: "diff", args: ["--exit-zero"], has: "+        - name: shipper" },
];

table("a functionConfig is the configuration where none is named", commands, {
  title: ({ command }) => command,
  run: ({ command, args = [], has }) =>
    withFiles(files, (cwd) => {
      const alone = podgraft([command, "-f", "list.yaml", ...args], { cwd });
      assert.match(alone.out, has);
      assert.equal(alone, podgraft([command, "-f", "list.yaml", "-c", "own.yaml", ...args], { cwd }));
      const given = podgraft([command, "-f", "-", ...args], { cwd, input: files["list.yaml"] });
      assert.is(given.code, alone.code, given.err);
      // A host gets its list back, whatever is asked of it.
      assert.match(given.out, "kind: ResourceList");
    }),
});

const precedence: readonly { name: string; args: readonly string[]; out: string }[] = [
  {
    name: "a ConfigMap is one as well",
    args: ["-f", "map.yaml"],
    out: "Deployment shop/web (map.yaml:9): shipper 3 is injected: the selectors match\n",
  },
  { name: "in a list in flow style", args: ["-f", "flow.json"], out: "Pod p (flow.json:1): flow 1 is injected: the policy is enabled\n" },
  {
    name: "it counts for the other inputs, too",
    args: ["-f", "web.yaml", "-f", "bare.yaml", "-f", "list.yaml"],
    out: `Deployment shop/other (web.yaml:1): shipper 3 is injected: the selectors match
Deployment shop/bare (bare.yaml:4): shipper 3 is injected: the selectors match
Deployment shop/web (list.yaml:9): shipper 3 is injected: the selectors match
`,
  },
  {
    name: "-c beats it",
    args: ["-f", "list.yaml", "-c", "istio.yaml"],
    out: "Deployment shop/web (list.yaml:9): istio 1.30.5 is injected: its namespace or its revision belongs to the mesh\n",
  },
  {
    name: "istioctl's files that stand for -c beat it",
    args: ["-f", "list.yaml", "--operatorFileName", "operator.yaml"],
    out: "Deployment shop/web (list.yaml:9): istio 1.30.5 is injected: its namespace or its revision belongs to the mesh\n",
  },
];

table("which configuration counts", precedence, {
  title: ({ name }) => name,
  run: ({ args, out }) =>
    withFiles(files, (cwd) => {
      const run = podgraft(["explain", ...args], { cwd });
      assert.is(run.out, out, run.err);
      assert.is(run.code, 0);
    }),
});

suite("no configuration that counts", (test) => {
  const run = (...args: readonly string[]) => withFiles(files, (cwd) => podgraft(["inject", ...args], { cwd }));
  test("two lists with one each", () => {
    const { code, out, err } = run("-f", "list.yaml", "-f", "map.yaml");
    assert.is(code, 2);
    assert.is(out, "");
    assert.match(err, "Cannot tell which configuration is meant: list.yaml and map.yaml each have a functionConfig; expected one");
    assert.match(err, "fix: name the one that counts with -c");
  });
  test("a list that has none", () => {
    const { code, err } = run("-f", "bare.yaml");
    assert.is(code, 2);
    assert.match(err, "no configuration is given; pass -c FILE, a file with a SidecarInjector, or a ResourceList with a functionConfig");
  });
  test("the word alone is not a functionConfig", () => {
    const { code, err } = withFiles({ "a.yaml": `# functionConfig\n${deployment("web")}` }, (cwd) =>
      podgraft(["inject", "-f", "a.yaml"], { cwd }),
    );
    assert.is(code, 2);
    assert.match(err, "Cannot find the configuration: there is no functionConfig");
  });
  test("one with a fault, which is reported where it is", () => {
    const { code, err } = run("-f", "wrong.yaml");
    assert.is(code, 2);
    assert.match(err, "Cannot use the field spec.sidecars[0].optInn");
    assert.match(err, `at wrong.yaml:${files["wrong.yaml"].split("optInn")[0]?.split("\n").length}`);
  });
});
