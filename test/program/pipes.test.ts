import { spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { assert, suite, table } from "../cases.ts";
import { deployment, namespace, ownSidecar } from "../cli/manifests.ts";
import { podgraft, withFiles } from "../cli/run.ts";
import { program } from "../program.ts";

/** A Deployment as the API server gives it back. */
const served = `apiVersion: apps/v1
kind: Deployment
metadata:
  annotations:
    deployment.kubernetes.io/revision: "3"
    kubectl.kubernetes.io/last-applied-configuration: |
      {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"shop"}}
  creationTimestamp: "2026-01-05T10:00:00Z"
  generation: 3
  managedFields:
  - apiVersion: apps/v1
    fieldsType: FieldsV1
    fieldsV1:
      f:spec:
        f:template:
          f:spec:
            f:containers:
              k:{"name":"web"}:
                .: {}
                f:image: {}
    manager: kubectl-client-side-apply
    operation: Update
    time: "2026-01-05T10:00:00Z"
  name: web
  namespace: shop
  resourceVersion: "4711"
  uid: 3c6f3f0e-0000-4000-8000-000000000000
spec:
  progressDeadlineSeconds: 600
  replicas: 2
  selector:
    matchLabels:
      app: web
  strategy:
    rollingUpdate:
      maxSurge: 25%
      maxUnavailable: 25%
    type: RollingUpdate
  template:
    metadata:
      creationTimestamp: null
      labels:
        app: web
    spec:
      containers:
      - image: nginx:1.27.3
        imagePullPolicy: IfNotPresent
        name: web
        resources: {}
        terminationMessagePath: /dev/termination-log
      dnsPolicy: ClusterFirst
      restartPolicy: Always
      schedulerName: default-scheduler
      terminationGracePeriodSeconds: 30
status:
  availableReplicas: 2
  conditions:
  - lastTransitionTime: "2026-01-05T10:00:09Z"
    status: "True"
    type: Available
  observedGeneration: 3
`;
const ns = namespace("shop", "logging: enabled");
const indented = (text: string) => `- ${text.trimEnd().replaceAll("\n", "\n  ")}\n`;
const list = `apiVersion: v1\nitems:\n${indented(ns)}${indented(served)}kind: List\nmetadata:\n  resourceVersion: ""\n`;

/** What `kubectl get` prints, in each of its forms. */
const rows: readonly { readonly name: string; readonly input: string }[] = [
  { name: "a List", input: list },
  { name: "one object, its namespace known", input: served },
  { name: "JSON", input: `${JSON.stringify(parse(list), null, 4)}\n` },
];

table("kubectl get | podgraft inject -f - | kubectl apply -f -", rows, {
  title: ({ name }) => name,
  run: ({ input }) => {
    const known = ownSidecar.replace("spec:\n", "spec:\n  namespaces: {known: [{name: shop, labels: {logging: enabled}}]}\n");
    withFiles({ "own.yaml": known }, (cwd) => {
      const { out, code, err } = podgraft(["inject", "-f", "-", "-c", "own.yaml"], { cwd, input });
      assert.is(code, 0, err);
      const lines = out.split("\n");
      const kept = input.split("\n").reduce((at, line) => {
        const found = lines.findIndex((candidate, i) => i >= at && candidate.replace(/,$/, "") === line.replace(/,$/, ""));
        assert.is.not(found, -1, `the line ${JSON.stringify(line)} is as the server gave it`);
        return found + 1;
      }, 0);
      assert.ok(kept > 0);
      assert.match(out, "fluent-bit:3");
      const before = parse(input);
      const after = parse(out);
      const [was, is] = before.items ? [before.items[1], after.items[1]] : [before, after];
      assert.equal(is.status, was.status);
      const { annotations, ...metadata } = is.metadata;
      assert.equal({ ...metadata, annotations: was.metadata.annotations }, was.metadata);
      const { "podgraft.dev/provenance": provenance, ...others } = annotations;
      assert.type(provenance, "string");
      assert.equal(others, was.metadata.annotations);
      assert.is(podgraft(["uninject", "-f", "-"], { cwd, input: out }).out, input);
    });
  },
});

/** As `helm template` prints a release. */
const rendered = `---
# Source: shop/templates/ns.yaml
${ns}---
# Source: shop/templates/web.yaml
${deployment("web")}---
# Source: shop/templates/tests/probe.yaml
apiVersion: v1
kind: Pod
metadata:
  name: probe
  annotations:
    "helm.sh/hook": test
spec:
  restartPolicy: Never
  containers:
    - name: probe
      image: busybox
`;

suite("Helm's post-renderer", (test) => {
  // Helm starts the program that --post-renderer names with the release on standard input, and takes its standard output.
  const run = (script: string, input: string) =>
    withFiles({ "own.yaml": ownSidecar, "post-render": script }, (cwd) => {
      chmodSync(join(cwd, "post-render"), 0o755);
      return spawnSync(join(cwd, "post-render"), [], { cwd, input, encoding: "utf8" });
    });
  const script = `#!/bin/sh\nexec "${program}" inject -f - -c own.yaml\n`;
  test("injects a release, every Source comment in its place", () => {
    const { stdout, status, stderr } = run(script, rendered);
    assert.is(status, 0, stderr);
    assert.equal(
      stdout.split("\n").filter((line) => line.startsWith("# Source:")),
      rendered.split("\n").filter((line) => line.startsWith("# Source:")),
    );
    const [, web, probe] = parseAllDocuments(stdout).map((document) => document.toJS());
    assert.equal(
      web.spec.template.spec.containers.map(({ name }: { name: string }) => name),
      ["web", "shipper"],
    );
    assert.is(probe.kind, "Pod");
    assert.is(
      stdout.slice(stdout.indexOf("---\n# Source: shop/templates/tests")),
      rendered.slice(rendered.indexOf("---\n# Source: shop/templates/tests")),
    );
  });
  test("fails the release, with nothing on standard output, where a workload cannot be injected", () => {
    const { stdout, status, stderr } = run(script, `${rendered}---\nkind: [\n`);
    assert.is(status, 2);
    assert.is(stdout, "");
    assert.match(stderr, /Cannot /);
  });
});
