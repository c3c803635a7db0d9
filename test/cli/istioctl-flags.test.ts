import { stringify } from "yaml";
import { assert, suite } from "../cases.ts";
import { deployment, istioSidecar, namespace } from "./manifests.ts";
import { podgraft, withFiles } from "./run.ts";

const files = {
  "web.yaml": deployment("web"),
  "ns.yaml": namespace("shop", "istio-injection: enabled"),
  "inject.yaml": stringify({ policy: "enabled", templates: {} }),
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
  test("that cannot be read are told together", () =>
    withFiles(files, (cwd) => {
      const args = ["inject", "-f", "web.yaml", "--injectConfigFile", "none", "--valuesFile", "missing"];
      const { out, code, err } = podgraft(args, { cwd });
      assert.is(code, 2);
      assert.is(out, "");
      assert.match(err, /Cannot read none: ENOENT/);
      assert.match(err, /Cannot read missing: ENOENT/);
    }));
  test("need no configuration, and no label of the namespace", () =>
    withFiles(files, (cwd) => {
      const args = ["explain", "-f", "web.yaml", "--injectConfigFile", "inject.yaml", "--valuesFile", "values.yaml"];
      assert.match(
        podgraft(args, { cwd }).out,
        /^Deployment shop\/web \(web\.yaml:1\): istio is injected: its namespace or its revision belongs to the mesh\n/,
      );
    }));
});
