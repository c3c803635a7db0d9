import { assert, suite } from "../cases.ts";
import { configOf, injected, without } from "./configured.ts";

const logs = configOf(
  "logs",
  `  - name: shipper
    policy: enabled
    onConflict: replace
    template:
      metadata: {labels: {shipped: "true"}}
      spec:
        terminationGracePeriodSeconds: 60
        containers: [{name: shipper, image: "shipper:1", env: [{name: A, value: "1"}, {name: B, value: "2"}], args: [--all]}]
        volumes: [{name: logs, emptyDir: {}}]
`,
);
const vault = configOf(
  "vault",
  `  - name: agent
    policy: enabled
    template:
      metadata: {labels: {agent: "true"}}
      spec: {containers: [{name: agent, image: "vault:1"}], volumes: [{name: secrets, emptyDir: {}}]}
`,
);

const original = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: {app: 'web'} # ours
spec:
  replicas: 2
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

/** As podgraft wrote it when provenance was JSON. */
const first = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: {app: 'web'} # ours
  annotations:
    podgraft.dev/provenance: '{"logs":{"added":{"spec/template/metadata/labels/shipped":"rr63GN","spec/template/spec/containers/~:shipper":"1EFVbr4UF9tMIez0z4QeuJWNUvzY5Qsoay3Lzn7r_m","spec/template/spec/volumes":"-5s-9xxpxaNq"},"grafts":["shipper"],"set":{"spec/template/spec/terminationGracePeriodSeconds":[30,"NlVIyx"]}}}'
spec:
  replicas: 2
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels:
        app: web
        shipped: "true"
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

suite("provenance in its first form", (test) => {
  const both = injected(vault, first);
  test("leads back to what was there", () => assert.is(without(first).texts?.[0], original));
  test("is renewed when its configuration grafts again", () => assert.is(injected(logs, first), injected(logs, original)));
  test("is renewed below another configuration's layer", () => {
    const renewed = injected(logs, both);
    assert.is(renewed, injected(vault, injected(logs, original)));
    assert.not.ok(renewed.includes(":json"));
  });
  test("stays below another configuration's layer", () => {
    assert.match(both, "shipper; by logs [");
    assert.is(injected(vault, both), both);
    assert.is(without(both, "vault").texts?.[0], first);
  });
  test("leads back below another configuration's layer", () => {
    assert.is(without(without(both, "logs").texts?.[0] as string, "vault").texts?.[0], original);
    assert.is(without(both).texts?.[0], original);
  });
  test("reports others' edits", () => {
    const edited = first.replace("--all", "--some");
    const { texts, diagnostics } = without(edited);
    assert.is(texts?.[0], original);
    assert.equal(
      diagnostics.map(({ code, field }) => [code, field?.path]),
      [["ForeignEditLost", "spec.template.spec.containers[shipper].args"]],
    );
  });
});
