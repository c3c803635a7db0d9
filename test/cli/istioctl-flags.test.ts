import { stringify } from "yaml";
import { assert, suite, table } from "../cases.ts";
import { deployment, istioSidecar, namespace } from "./manifests.ts";
import { podgraft, withFiles } from "./run.ts";

const template = `spec:
  containers:
  - name: istio-proxy
    image: "{{ .Values.global.hub }}/mine:{{ .Values.global.tag }}"
    args: ["{{ .ProxyConfig.DiscoveryAddress }}", "revision={{ .Revision }}"]
`;
const operator = (spec: object) =>
  stringify({ apiVersion: "install.istio.io/v1alpha1", kind: "IstioOperator", metadata: { name: "mesh" }, spec });
const files = {
  "web.yaml": deployment("web"),
  "ns.yaml": namespace("shop", "istio-injection: enabled"),
  "inject.yaml": stringify({ policy: "enabled", templates: { sidecar: template } }),
  "bare.yaml": template.replace("/mine:", "/bare:"),
  "north.yaml": operator({ hub: "example.com/north", tag: "1.30.1", meshConfig: { defaultConfig: { concurrency: 3 } } }),
  "south.yaml": operator({ tag: "1.30.3" }),
  "values.yaml": JSON.stringify({ global: { hub: "example.com/istio", tag: "1.30.2" } }),
  "mesh.yaml": stringify({ defaultConfig: { discoveryAddress: "north.example:15012" } }),
  "c.yaml": istioSidecar.replace("istio: {tag: 1.30.5}", "istio: {profile: builtin}"),
};

suite("istioctl's flags", (test) => {
  test("stand for the cluster's ConfigMaps beside a configuration", () =>
    withFiles(files, (cwd) => {
      const args = [
        "-f",
        "ns.yaml",
        "--filename",
        "web.yaml",
        "-c",
        "c.yaml",
        "--valuesFile",
        "values.yaml",
        "--meshConfigFile",
        "mesh.yaml",
      ];
      const { out, code, err } = podgraft(["inject", ...args], { cwd });
      assert.is(code, 0, err);
      assert.match(out, "image: example.com/istio/proxyv2:1.30.2");
      assert.match(out, "north.example:15012");
      assert.not.match(out, "istio-sidecar-injector\n");
    }));
  test("name no file without an IstioOperator for one", () =>
    withFiles(files, (cwd) => {
      const { out, code, err } = podgraft(["inject", "-f", "web.yaml", "--operatorFileName", "ns.yaml"], { cwd });
      assert.is(code, 2);
      assert.is(out, "");
      assert.match(err, "Cannot use ns.yaml as --operatorFileName: it has no IstioOperator; expected one");
    }));
  test("that cannot be read are reported together", () =>
    withFiles(files, (cwd) => {
      const args = ["inject", "-f", "web.yaml", "--injectConfigFile", "none", "--valuesFile", "missing"];
      const { out, code, err } = podgraft(args, { cwd });
      assert.is(code, 2);
      assert.is(out, "");
      assert.match(err, /Cannot read none: no such file/);
      assert.match(err, /Cannot read missing: no such file/);
    }));
  test("need no configuration, and no label of the namespace", () =>
    withFiles(files, (cwd) => {
      const args = ["explain", "-f", "web.yaml", "--injectConfigFile", "inject.yaml", "--valuesFile", "values.yaml"];
      assert.match(
        podgraft(args, { cwd }).out,
        /^Deployment shop\/web \(web\.yaml:1\): istio 1\.30\.2 is injected: its namespace or its revision belongs to the mesh\n/,
      );
    }));
});

interface Row {
  readonly name: string;
  readonly args: readonly string[];
  readonly has: readonly (string | RegExp)[];
  readonly lacks?: readonly (string | RegExp)[];
}

const mesh = ["--injectConfigFile", "inject.yaml", "--valuesFile", "values.yaml", "--meshConfigFile", "mesh.yaml"];

/** What is in the injected Deployment, without a configuration of podgraft's. */
const rows: readonly Row[] = [
  {
    name: "the three files of kube-inject",
    args: mesh,
    has: ["image: example.com/istio/mine:1.30.2", "- north.example:15012", "revision=\n"],
  },
  {
    name: "a template alone in place of the injector's configuration",
    args: ["--injectConfigFile", "bare.yaml", ...mesh.slice(2)],
    has: ["image: example.com/istio/bare:1.30.2", "- north.example:15012"],
  },
  {
    name: "a revision, whose mesh keeps its own address",
    args: [...mesh, "--revision", "canary"],
    has: ["revision=canary", "- north.example:15012", `"revision":"canary"`],
  },
  {
    name: "a revision whose mesh names no address",
    args: [...mesh.slice(0, 4), "-r", "canary"],
    has: ["revision=canary", "- istiod-canary.istio-system.svc:15012"],
  },
  {
    name: "an IstioOperator",
    args: ["--operatorFileName", "north.yaml"],
    has: ["image: example.com/north/proxyv2:1.30.1", /"concurrency":3/],
  },
  {
    name: "several IstioOperators, of which the later ones win",
    args: ["--operatorFileName", "north.yaml", "--operatorFileName", "south.yaml"],
    has: ["image: example.com/north/proxyv2:1.30.3", /"concurrency":3/],
  },
  {
    name: "an IstioOperator and a revision",
    args: ["--operatorFileName", "north.yaml", "-r", "canary"],
    has: ["image: example.com/north/proxyv2:1.30.1", "istiod-canary.istio-system.svc:15012"],
  },
  {
    name: "a configuration, which beats the files",
    args: ["-c", "pinned.yaml", "--valuesFile", "values.yaml"],
    has: ["image: example.com/istio/proxyv2:1.30.5"],
    lacks: ["1.30.2"],
  },
];

table("inject with istioctl's flags", rows, {
  title: ({ name }) => name,
  run: ({ args, has, lacks = [] }) =>
    withFiles({ ...files, "pinned.yaml": istioSidecar }, (cwd) => {
      const { out, code, err } = podgraft(["inject", "-f", "ns.yaml", "-f", "web.yaml", ...args], { cwd });
      assert.is(code, 0, err);
      for (const text of has) assert.match(out, text);
      for (const text of lacks) assert.not.match(out, text);
      assert.is(out.split("---\n").length, 2, "what the flags name is not given back");
    }),
});
