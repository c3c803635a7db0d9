import { runFunction } from "../../../src/app/inject/function.ts";
import { assert, suite } from "../../cases.ts";

const CONFIG = `apiVersion: podgraft.dev/v1alpha1
kind: SidecarInjector
metadata:
  name: mesh
  annotations:
    config.kubernetes.io/function: "exec: {path: podgraft}"
spec: {sidecars: [{name: logs, policy: enabled, template: {spec: {containers: [{name: logs, image: "logs:1"}]}}}]}
`;
const indented = (text: string, by: string) => text.replace(/^(?=.)/gm, by);
const listOf = (item: string) =>
  `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nfunctionConfig:\n${indented(CONFIG, "  ")}items:\n-${indented(item, "  ").slice(1)}`;

const rows = [
  { of: "its own configuration as the only item", item: CONFIG, refused: true },
  {
    of: "its own configuration as the only item of a package",
    item: CONFIG.replace("annotations:\n", "annotations:\n    config.kubernetes.io/path: mesh.yaml\n"),
    refused: false,
  },
  { of: "the configuration of another name", item: CONFIG.replace("name: mesh", "name: other"), refused: false },
  { of: "another object", item: "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: mesh\n", refused: false },
];

suite("a function that kustomize runs as a generator", (test) => {
  for (const { of, item, refused } of rows)
    test(`${of}: ${refused ? "refused" : "taken"}`, () => {
      const { diagnostics } = runFunction("stdin", listOf(item));
      assert.is(
        diagnostics.some(({ message }) => message.includes("as a generator")),
        refused,
      );
    });
});
