import { readFileSync } from "node:fs";
import { join } from "node:path";
import { assert, suite, table } from "../cases.ts";
import { deployment, namespace, ownSidecar } from "./manifests.ts";
import { podgraft, withFiles } from "./run.ts";

const job = `apiVersion: batch/v1
kind: Job
metadata: {name: once, namespace: shop}
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
      - {name: once, image: "job:1"}
`;
const farm = `apiVersion: example.com/v1
kind: Farm
metadata: {name: f, namespace: shop}
pods:
- template: {spec: {containers: [{name: a, image: "a:1"}]}}
- template: {spec: {containers: [{name: b, image: "b:1"}]}}
`;
const files = {
  "ns.yaml": namespace("shop", "logging: enabled"),
  "web.yaml": deployment("web").replace("spec:\n", "spec:\n  replicas: 3\n"),
  "job.yaml": job,
  "own.yaml": ownSidecar,
  "farm.yaml": farm,
  "farming.yaml": ownSidecar.replace(
    "spec:\n",
    `spec:\n  workloads: [{apiVersion: example.com/v1, kind: Farm, podTemplates: ["pods[].template"]}]\n`,
  ),
  "newer.yaml": ownSidecar.replace("fluent-bit:3", "fluent-bit:4").replace("cpu: 10m", "cpu: 20m"),
};
const web = ["-f", "ns.yaml", "-f", "web.yaml"];
const all = [...web, "-f", "job.yaml"];

interface Row {
  readonly name: string;
  readonly args: readonly string[];
  readonly out: string;
  readonly code: number;
}

const rows: readonly Row[] = [
  { name: "nothing changes", args: ["-f", "ns.yaml", "-c", "own.yaml"], out: "", code: 0 },
  {
    name: "what all of it comes to",
    args: [...all, "-c", "own.yaml", "--summary"],
    out: `workloads that change      2
workloads that restart     1
workloads to be recreated  1
containers                 +2
volumes                    +0
CPU requests, all replicas     +40m
memory requests, all replicas  +128Mi
`,
    code: 1,
  },
  {
    name: "in Markdown, as for a pull request",
    args: ["-f", "ns.yaml", "-f", "job.yaml", "-c", "own.yaml", "--format", "markdown"],
    out: `### podgraft: what injection changes

**Changes:** 1 workload, 0 restarting, 1 to be recreated.

<details><summary><code>Job shop/once</code>: has to be deleted and recreated</summary>

- container: <code>spec.template.spec.containers&#91;shipper&#93;: + fluent-bit:3</code>

</details>

<details><summary>With this configuration: 1 injected (shipper 3)</summary>

| workload | sidecars |
|-|-|
| <code>Job shop/once</code> | shipper injected (the selectors match) |

</details>
`,
    code: 1,
  },
  {
    name: "a kind that only the configuration knows",
    args: ["-f", "ns.yaml", "-f", "farm.yaml", "-c", "farming.yaml", "--summary"],
    out: `workloads that change      1
workloads that restart     1
workloads to be recreated  0
containers                 +2
volumes                    +0
CPU requests, all replicas     +20m
memory requests, all replicas  +64Mi
`,
    code: 1,
  },
  {
    name: "against a newer configuration, by meaning and as text",
    args: [...web, "-c", "own.yaml", "--against", "newer.yaml"],
    out: `Deployment shop/web (web.yaml:1): restarts
  image     spec.template.spec.containers[shipper].image: fluent-bit:3 -> fluent-bit:4
  resources spec.template.spec.containers[shipper].resources.requests.cpu: 10m -> 20m
--- a/web.yaml
+++ b/web.yaml
`,
    code: 1,
  },
  { name: "against itself", args: [...web, "-c", "own.yaml", "--against", "own.yaml"], out: "", code: 0 },
  {
    name: "with exit status 0",
    args: [...web, "-c", "own.yaml", "--against", "newer.yaml", "--summary", "--exit-zero"],
    out: `workloads that change      1
workloads that restart     1
workloads to be recreated  0
containers                 +0
volumes                    +0
CPU requests, all replicas     +30m
memory requests, all replicas  +0
`,
    code: 0,
  },
];

table("diff", rows, {
  title: ({ name }) => name,
  run: ({ args, out, code }) =>
    withFiles(files, (cwd) => {
      const run = podgraft(["diff", ...args], { cwd });
      // Behind the head of the unified diff is provenance, whose text the tests of provenance know.
      assert.is(run.out.slice(0, run.out.includes("+++ ") ? run.out.indexOf("@@") : undefined), out, run.err);
      assert.is(run.code, code);
    }),
});

suite("diff --mask", (test) => {
  const secret = (value: string) => `${ownSidecar}          env: [{name: API_TOKEN, value: ${value}}]\n`;
  const masked = { ...files, "a.yaml": secret("hunter22"), "b.yaml": secret("correct-horse") };
  for (const format of ["text", "json"])
    test(`shows that a secret changes, but neither of the two: ${format}`, () =>
      withFiles(masked, (cwd) => {
        const args = ["diff", ...all, "-c", "a.yaml", "--against", "b.yaml", "--format", format];
        assert.match(podgraft(args, { cwd }).out, /hunter22[\s\S]*correct-horse/);
        const { out, err, code } = podgraft([...args, "--mask"], { cwd });
        assert.not.match(out + err, /hunter22|correct-horse/);
        assert.match(
          out,
          format === "json" ? /"before": "\*\*\*1"/ : /env\[API_TOKEN\]\.value: \*\*\*1 -> \*\*\*2[\s\S]*\n-.*"\*\*\*1"\n\+.*"\*\*\*2"/,
        );
        assert.is(code, 1);
      }));
  test("makes no patch", () =>
    withFiles(files, (cwd) => {
      const { err, code } = podgraft(["diff", ...all, "-c", "own.yaml", "--mask", "--format", "patch"], { cwd });
      assert.is(code, 2);
      assert.match(err, "a masked patch would write the marks");
    }));
});

suite("diff and podgraft's own annotation", (test) => {
  const args = ["diff", ...web, "-c", "own.yaml"];
  const lines = "+    podgraft.dev/provenance: |-\n+      shipper 3; by ";
  test("is one line for people", () =>
    withFiles(files, (cwd) => {
      const { out } = podgraft(args, { cwd });
      assert.match(out, /^# podgraft\.dev\/provenance: \+3 lines$/m);
      assert.not.match(out, lines);
    }));
  test("is shown with --provenance, and in a file", () =>
    withFiles(files, (cwd) => {
      const { out } = podgraft([...args, "--provenance"], { cwd });
      assert.match(out, lines);
      podgraft([...args, "-o", "web.diff"], { cwd });
      assert.is(readFileSync(join(cwd, "web.diff"), "utf8"), out);
    }));
});

suite("diff for machines", (test) => {
  test("JSON", () =>
    withFiles(files, (cwd) => {
      const { out, code } = podgraft(["diff", "-f", "ns.yaml", "-f", "job.yaml", "-c", "own.yaml", "--format", "json"], { cwd });
      assert.equal(JSON.parse(out), [
        {
          resource: { apiVersion: "batch/v1", kind: "Job", name: "once", namespace: "shop" },
          location: { file: "job.yaml", line: 1 },
          restarts: true,
          recreates: true,
          changes: [
            {
              meaning: "container",
              op: "add",
              path: "spec.template.spec.containers[shipper]",
              after: { name: "shipper", image: "fluent-bit:3", resources: { requests: { cpu: "10m", memory: "32Mi" } } },
            },
          ],
          sums: { containers: 1, volumes: 0, cpu: 10, memory: 33554432 },
        },
      ]);
      assert.is(code, 1);
    }));
  test("patches are those of inject", () =>
    withFiles(files, (cwd) => {
      const args = [...all, "-c", "own.yaml", "--format", "patch"];
      assert.is(podgraft(["diff", ...args], { cwd }).out, podgraft(["inject", ...args], { cwd }).out);
    }));
});
