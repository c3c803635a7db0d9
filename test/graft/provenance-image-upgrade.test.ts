import { parse } from "yaml";
import { PROVENANCE } from "../../src/graft/provenance.ts";
import { assert, table } from "../cases.ts";
import { configOf, injected } from "./configured.ts";

const web = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: web
        image: example.com/web:1
        readinessProbe: {httpGet: {port: 80}}
`;

const shipper = (tag: number) =>
  configOf(
    "logs",
    `  - name: shipper
    policy: enabled
    template: {metadata: {labels: {a: b}}, spec: {initContainers: [{name: init, image: "shipper:${tag}", args: [--once]}], containers: [{name: shipper, image: "shipper:${tag}", args: [--all]}]}}
`,
  );

const istio = (patch: number) => {
  const { file, text } = configOf("mesh", "");
  return { file, text: text.replace("  sidecars:\n", `  istio: {tag: 1.30.${patch}, enableNamespacesByDefault: true}\n`) };
};

const configs: readonly [title: string, of: (version: number) => ReturnType<typeof configOf>][] = [
  ["an own sidecar's", shipper],
  ["Istio's", istio],
];

table("an upgrade of images changes only the first line of provenance", configs, {
  title: ([title]) => title,
  run: ([, of]) => {
    const [before = [], after = []] = [1, 2].map((version): readonly string[] => {
      const noted: string = parse(injected(of(version), web)).metadata.annotations[PROVENANCE];
      return noted.split("\n");
    });
    assert.ok(before.length > 2);
    assert.is.not(after[0], before[0]);
    assert.equal(after.slice(1), before.slice(1));
  },
});
