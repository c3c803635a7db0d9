import { readConfigText } from "../../../src/app/config/config-text.ts";
import { placedIn, withOrigin } from "../../../src/app/inject/placed.ts";
import { load } from "../../../src/app/load.ts";
import { diagnostic } from "../../../src/diagnostic/diagnostic.ts";
import { split } from "../../../src/krm/split.ts";
import { assert, table } from "../../cases.ts";

const text = `a: b
---
metadata:
  name: web
  annotations: {a: b}
spec:
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: web:1
kind: Deployment
apiVersion: apps/v1
`;

const fields = [
  { path: "spec.template.metadata.labels[app]", line: 10 },
  { path: "metadata.labels[app]", line: 10 },
  { path: "metadata.annotations[a]", line: 5 },
  { path: "spec.containers[web].image", line: 14 },
  { path: "spec.containers[other].image", line: 3 },
];

table("the line of a field that something is reported about", fields, {
  title: ({ path }) => path,
  run: ({ path, line }) => {
    const located = [load(split("web.yaml", text))];
    const subject = located[0]!.objects[0]!;
    const found = { ...diagnostic("InvalidPod", { message: "", field: { path } }), location: subject.location };
    assert.equal(placedIn(found, { subject, templates: [["spec", "template"]], located }).location, { file: "web.yaml", line });
  },
});

const config = `apiVersion: podgraft.dev/v1alpha1
kind: SidecarInjector
metadata: {name: a}
spec:
  sidecars:
  - name: a
    policy: enabled
    templateText: |
      spec:
        containers: []
  - name: b
    policy: enabled
    templateText: "spec: {}"
`;

const origins = [
  { origin: "spec.sidecars[0].policy", line: 7 },
  { origin: "spec.sidecars[0].templateText", originLine: 2, line: 10 },
  { origin: "spec.sidecars[1].templateText", originLine: 1, line: 13 },
];

table("the line of the configuration that brought a fault", origins, {
  title: ({ origin, originLine }) => `${origin} ${originLine ?? ""}`,
  run: ({ origin, originLine, line }) => {
    const read = readConfigText("c.yaml", config);
    assert.ok("config" in read);
    const found = diagnostic("InvalidTemplate", { message: "", origin, ...(originLine !== undefined && { originLine }) });
    if ("config" in read) assert.equal(withOrigin(found, read.config).location, { file: "c.yaml", line });
  },
});
