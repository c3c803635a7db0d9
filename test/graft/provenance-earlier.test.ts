import { assert, suite } from "../cases.ts";
import { configOf, grafted, injected, without } from "./configured.ts";

const logs = configOf(
  "logs",
  `  - name: shipper
    policy: enabled
    onConflict: replace
    template:
      metadata: {labels: {shipped: "true", by: logs}}
      spec:
        terminationGracePeriodSeconds: 60
        containers: [{name: shipper, image: "shipper:1", env: [{name: A, value: "1"}, {name: B, value: "2"}], args: [--all]}]
        volumes: [{name: logs, emptyDir: {}}]
`,
);
const vault = configOf("vault", "  - {name: agent, policy: enabled, template: {metadata: {labels: {agent: here}}}}\n");

const original = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: {app: 'web'} # ours
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels:
        app: web
    spec:
      terminationGracePeriodSeconds: 30 # long
      containers:
      - name: web
        image: example.com/web:1
`;

/** As podgraft wrote it when names had lines of their own, and no digest was in the heading. */
const lines = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: {app: 'web'} # ours
  annotations:
    podgraft.dev/provenance: |-
      shipper 1; by logs (4sZj)
      /spec/template/metadata/
      labels/
       by S46l
       shipped rr63
      /spec/template/spec/
      terminationGracePeriodSeconds =NeM5 30
      volumes -5s-xpxa
      containers/~:shipper 1EFVIez0UvzYzn7r
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels:
        app: web
        shipped: "true"
        by: logs
    spec:
      terminationGracePeriodSeconds: 60 # long
      containers:
      - name: web
        image: example.com/web:1
      - name: shipper
        image: shipper:1
        env:
        - name: A
          value: "1"
        - name: B
          value: "2"
        args:
        - --all
      volumes:
      - name: logs
        emptyDir: {}
`;

suite("provenance as it was first written in lines", (test) => {
  test("leads back to what was there", () => assert.is(without(lines).texts?.[0], original));
  test("is renewed when its configuration grafts again", () => {
    const { texts, diagnostics } = grafted(logs, lines);
    assert.is(texts?.[0], injected(logs, original));
    assert.equal(
      diagnostics.map(({ code }) => code),
      ["FieldConflict", "Grafted"],
    );
  });
  test("stays, is renewed and leads back below another configuration's layer", () => {
    const both = injected(vault, lines);
    assert.is(without(both, "vault").texts?.[0], lines);
    assert.is(injected(logs, both), injected(vault, injected(logs, original)));
    assert.is(without(both).texts?.[0], original);
    assert.is(without(without(both, "logs").texts?.[0] as string, "vault").texts?.[0], original);
  });
  test("reports others' edits", () => {
    const edited = lines.replace("--all", "--some").replace("by: logs", "by: us");
    const { texts, diagnostics } = without(edited);
    assert.is(texts?.[0], original.replace("        app: web\n", "        app: web\n        by: us\n"));
    assert.equal(
      diagnostics.map(({ code, field }) => [code, field?.path]),
      [
        ["ForeignEditLost", "spec.template.spec.containers[shipper].args"],
        ["ForeignEditKept", "spec.template.metadata.labels.by"],
      ],
    );
  });
});
