import { assert, table } from "../cases.ts";
import { deployment, namespace } from "../cli/manifests.ts";
import { podgraft, withFiles } from "../cli/run.ts";

const injector = (spec: string) => `apiVersion: podgraft.dev/v1alpha1\nkind: SidecarInjector\nmetadata: {name: mesh}\nspec:\n${spec}`;

const configurations = {
  "a field that is unknown": { config: injector("  istio: {tagg: 1.30.5}\n"), code: "InvalidConfiguration", line: 5 },
  "a field of the MeshConfig that is unknown": {
    config: injector("  istio: {tag: 1.30.5, meshConfig: {acessLogFile: x}}\n"),
    code: "InvalidConfiguration",
    line: 5,
  },
  "a template that cannot be parsed": {
    config: injector('  sidecars: [{name: own, policy: enabled, templateText: "spec: {{ if }}"}]\n'),
    code: "InvalidTemplate",
    line: undefined,
  },
};

const rows = Object.entries(configurations).flatMap(([name, configuration]) =>
  ["inject", "explain", "check", "diff"].map((command) => ({ name, command, ...configuration })),
);

table("a configuration with a fault is bad input", rows, {
  title: ({ name, command }) => `${command}: ${name}`,
  run: ({ command, config, code: expected, line }) =>
    withFiles({ "ns.yaml": namespace("shop", "istio-injection: enabled"), "web.yaml": deployment("web"), "c.yaml": config }, (cwd) => {
      const { code, out, err } = podgraft([command, "-f", "ns.yaml", "-f", "web.yaml", "-c", "c.yaml"], { cwd });
      assert.is(code, 2, err);
      assert.match(out + err, `error ${expected}`);
      if (line !== undefined) assert.match(out + err, `at c.yaml:${line}`);
    }),
});

const operator = (meshConfig: string) =>
  `apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nmetadata:\n  name: north\nspec:\n  meshConfig:\n    trustDomain: td\n    ${meshConfig}\n`;

const operatorFaults = [
  {
    name: "an unknown field",
    meshConfig: "acessLogFile: /dev/stdout",
    want: "Cannot use spec.meshConfig.acessLogFile of the IstioOperator north: MeshConfig does not have this field. Did you mean accessLogFile?",
    fix: "write accessLogFile, or remove acessLogFile",
  },
  {
    name: "a value of a wrong type",
    meshConfig: "enableTracing: perhaps",
    want: 'Cannot use spec.meshConfig.enableTracing of the IstioOperator north: it is "perhaps"; expected true or false',
    fix: "correct enableTracing in spec.meshConfig",
  },
  {
    name: "a value that Istio refuses",
    meshConfig: "connectTimeout: 2h",
    want: 'Cannot use spec.meshConfig.connectTimeout of the IstioOperator north: it is "7200s"; expected a duration from "1ms" to "1h"',
    fix: "correct connectTimeout in spec.meshConfig",
  },
].flatMap((fault) => ["inject", "explain", "check", "diff"].map((command) => ({ ...fault, command })));

table("a fault in an IstioOperator is reported where it is", operatorFaults, {
  title: ({ name, command }) => `${command}: ${name}`,
  run: ({ command, meshConfig, want, fix }) => {
    const files = {
      "mesh.yaml": `a: b\n---\n${operator(meshConfig)}`,
      "web.yaml": deployment("web"),
      "c.yaml": injector("  istio: {tag: 1.30.5}\n"),
    };
    return withFiles(files, (cwd) => {
      const { code, out, err } = podgraft([command, "-f", "mesh.yaml", "-f", "web.yaml", "-c", "c.yaml"], { cwd });
      assert.is(code, 2, err);
      const lines = (out + err).split("\n").map((line) => line.trim());
      const at = lines.findIndex((line) => line.startsWith("error "));
      assert.equal(lines.slice(at, at + 3), [
        `error InvalidConfiguration: ${want}`,
        "at IstioOperator north (mesh.yaml:10)",
        `fix: ${fix}`,
      ]);
    });
  },
});

const configMap = (name: string, data: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: istio-system\ndata:\n${data}`;
const sidecarInjector = "istio-sidecar-injector";

/** Each in the second document, whose data begin in line 10. */
const configMapFaults = [
  {
    name: "an unknown field",
    object: configMap("istio", "  mesh: |-\n    # the mesh\n    trustDomain: td\n    defaultConfig:\n      concurency: 2\n"),
    want: "warning UnknownMeshField: data.mesh.defaultConfig.concurency of the ConfigMap istio has no effect: MeshConfig does not have this field. Did you mean concurrency?",
    line: 14,
  },
  {
    name: "a value of a wrong type, in a list",
    object: configMap("istio", "  a: b\n  mesh: |\n    caCertificates:\n    - pem: a\n    - pem: {}\n"),
    want: "error InvalidConfiguration: Cannot use data.mesh.caCertificates[1].pem of the ConfigMap istio: it is {}; expected a string",
    line: 14,
  },
  {
    name: "a value that Istio refuses, where only the full reader reads the text",
    object: configMap("istio", "  mesh: |\n    x: &a 2h\n\n    connectTimeout: *a\n"),
    want: 'error InvalidConfiguration: Cannot use data.mesh.connectTimeout of the ConfigMap istio: it is "7200s"; expected a duration from "1ms" to "1h"',
    line: 13,
  },
  {
    name: "a value in a text of one line",
    object: configMap("istio", "  a: b\n  mesh: '{connectTimeout: 2h}'\n"),
    want: 'error InvalidConfiguration: Cannot use data.mesh.connectTimeout of the ConfigMap istio: it is "7200s"; expected a duration from "1ms" to "1h"',
    line: 11,
  },
  {
    name: "a key that is repeated",
    object: configMap("istio", "  mesh: |\n    trustDomain: td\n    trustDomain: td\n"),
    want: 'warning UnreadMeshData: The ConfigMap istio has data.mesh.trustDomain more than once, and Istio uses the last: "td" is lost',
    line: 11,
  },
  {
    name: "text that is not YAML",
    object: configMap("istio", "  mesh: |\n    trustDomain: td\n    defaultConfig:\n    \ta: b\n"),
    want: "error InvalidInput: Cannot read data.mesh of the ConfigMap istio: it is not YAML (a tab is in the indentation, where YAML takes only spaces); expected a map as YAML or JSON",
    line: 13,
  },
  {
    name: "values that are not a map",
    object: configMap(sidecarInjector, "  config: |\n    policy: enabled\n  values: a\n"),
    want: "error InvalidInput: Cannot read data.values of the ConfigMap istio-sidecar-injector: it is not a map; expected a map as YAML or JSON",
    line: 12,
  },
  {
    name: "a key that nothing reads",
    object: configMap(sidecarInjector, "  config: |\n    policy: enabled\n  template: |\n    a: b\n"),
    want: "warning UnreadMeshData: data.template of the ConfigMap istio-sidecar-injector has no effect: the injector reads data.config and data.values",
    line: 12,
  },
].flatMap((fault) => ["inject", "check"].map((command) => ({ ...fault, command })));

table("a fault in a ConfigMap of the mesh is reported where it is", configMapFaults, {
  title: ({ name, command }) => `${command}: ${name}`,
  run: ({ object, command, want, line }) => {
    const files = {
      "mesh.yaml": `a: b\n---\n# ours\n${object}`,
      "web.yaml": deployment("web"),
      "c.yaml": injector("  istio: {tag: 1.30.5, profile: builtin}\n"),
    };
    return withFiles(files, (cwd) => {
      const { out, err } = podgraft([command, "-f", "mesh.yaml", "-f", "web.yaml", "-c", "c.yaml"], { cwd });
      const lines = (out + err).split("\n").map((text) => text.trim());
      const at = lines.indexOf(want);
      assert.match(
        lines[at + 1] ?? out + err,
        `at ConfigMap istio-system/${object.includes(sidecarInjector) ? sidecarInjector : "istio"} (mesh.yaml:${line})`,
      );
    });
  },
});

const open = [
  { name: "block style", spec: "  istio:\n    hub: example.com/istio\n", tag: 5, kubernetes: 4 },
  { name: "flow style", spec: "  {istio: {}}\n", tag: 5, kubernetes: 4 },
  { name: "a further revision", spec: "  namespaces: {}\n  istio:\n    revisions: [{name: canary}]\n", tag: 6, kubernetes: 4 },
];

table("a version that a configuration leaves open is reported with its place", open, {
  title: ({ name }) => name,
  run: ({ spec, tag, kubernetes }) =>
    withFiles({ "web.yaml": deployment("web"), "c.yaml": injector(spec) }, (cwd) => {
      const { code, err } = podgraft(["inject", "-f", "web.yaml", "-c", "c.yaml"], { cwd });
      assert.is(code, 0, err);
      const told = [...err.matchAll(/warning (Un\w+Version):.*\n {4}at (.*)/g)].map(([, name, place]) => `${name} ${place}`);
      assert.equal(told, [`UnpinnedVersion c.yaml:${tag}`, `UnknownKubernetesVersion c.yaml:${kubernetes}`]);
    }),
});

table("a workload that is in two inputs", [{ command: ["uninject"] }, { command: ["inject", "-c", "c.yaml"] }], {
  title: ({ command }) => command.join(" "),
  run: ({ command }) =>
    withFiles({ "a.yaml": deployment("web"), "b.yaml": deployment("web"), "c.yaml": injector("  istio: {tag: 1.30.5}\n") }, (cwd) => {
      const { code, out, err } = podgraft([...command, "-f", "a.yaml", "-f", "b.yaml"], { cwd });
      assert.is(code, 2, err);
      assert.is(out, "");
      assert.match(err, /Cannot tell which Deployment web is meant: it is in a\.yaml:1 as well/);
    }),
});

table("a workload with a fault is a finding", [{ command: "inject" }, { command: "explain" }, { command: "diff" }, { command: "check" }], {
  title: ({ command }) => command,
  run: ({ command }) => {
    const labelled = `${deployment("web", { labels: 'istio.io/rev: "nobody"' })}`;
    const config = injector('  kubernetesVersion: "1.34"\n  istio: {tag: 1.30.5}\n');
    return withFiles({ "ns.yaml": namespace("shop", "a: b"), "web.yaml": labelled, "c.yaml": config }, (cwd) => {
      const { code, out, err } = podgraft([command, "-f", "ns.yaml", "-f", "web.yaml", "-c", "c.yaml"], { cwd });
      assert.is(code, 1, err);
      assert.match(out + err, "error UnservedRevision");
    });
  },
});
