import { findConfigs, findLocalConfig } from "../../../src/app/build/find-configs.ts";
import { assert, suite } from "../../cases.ts";

const injector = "apiVersion: podgraft.dev/v1alpha1\nkind: SidecarInjector\nmetadata: {name: a}\n";
const service = "apiVersion: v1\nkind: Service\nmetadata: {name: a}\n";
const local = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n  annotations: {config.kubernetes.io/local-config: "true"}\n';

suite("documents of a directory", (test) => {
  const texts = [
    { file: "a.yaml", text: `${service}---\n${injector}` },
    { file: "b.yaml", text: '{"kind": "SidecarInjector", "apiVersion": "podgraft.dev/v1alpha1"}' },
    { file: "c.yaml", text: injector.replace("podgraft.dev", "example.com") },
    { file: "d.yaml", text: `${service}---\n${local}` },
    { file: "e.yaml", text: "a: [\n" },
  ];
  const places = (found: readonly { file: string; line: number }[]) => found.map(({ file, line }) => `${file}:${line}`);
  test("that are configurations, each with its line", () => assert.equal(places(findConfigs(texts)), ["a.yaml:5", "b.yaml:1"]));
  test("that are local configuration", () => assert.equal(places(findLocalConfig(texts)), ["d.yaml:5"]));
});
