import { load } from "../../src/app/load.ts";
import { fieldLocation, inObject, stepsOf } from "../../src/app/locate.ts";
import { diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { split } from "../../src/krm/split.ts";
import { assert, suite, table } from "../cases.ts";

const text = `# first
apiVersion: v1
kind: ConfigMap
metadata:
  {name: istio, namespace: istio-system}
data:
  config: |
    a: 1
    b:
      c: 1
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers:
      - name: a
        image: a:1
      - name: b
        image: b:1
`;
const loaded = load(split("f", text));
const [map, web] = loaded.objects;

const rows: readonly { readonly of: "map" | "web"; readonly path: readonly (string | number)[]; readonly line: number | undefined }[] = [
  { of: "web", path: ["spec", "template", "spec", "containers", "b", "image"], line: 22 },
  { of: "web", path: ["spec", "template", "spec", "containers", 0], line: 19 },
  { of: "web", path: ["metadata", "name"], line: 14 },
  { of: "web", path: ["spec", "replicas"], line: undefined },
  { of: "map", path: ["data", "config"], line: 7 },
  { of: "map", path: ["data", "config", "b", "c"], line: 10 },
];

table("the line of a field", rows, {
  title: ({ of, path }) => `${of} ${path.join(".")}`,
  run: ({ of, path, line }) => assert.is(fieldLocation([loaded], (of === "map" ? map : web)!, path)?.line, line),
});

suite("what is reported about an object", (test) => {
  const told = (path?: string) =>
    inObject(
      diagnostic("PortConflict", {
        message: "m",
        resource: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
        ...(path && { field: { path } }),
      }),
      [loaded],
    );
  test("stands at its field, or at the object", () => {
    assert.is(told("spec.template.spec.containers[a].image").location?.line, 20);
    assert.is(told("spec.unknown").location?.line, 12);
    assert.is(told().location?.line, 12);
  });
  test("has its path in steps", () =>
    assert.equal(stepsOf("spec.containers[web].env[a/b.c]"), ["spec", "containers", "web", "env", "a/b.c"]));
});
