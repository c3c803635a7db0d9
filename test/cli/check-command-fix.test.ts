import { chmodSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { assert, suite, table } from "../cases.ts";
import { deployment, istioSidecar, namespace, ownSidecar } from "./manifests.ts";
import { podgraft, withFiles } from "./run.ts";

const ns = namespace("shop", "logging: enabled, istio-injection: enabled");
/** A Deployment whose pod template has these lines of metadata, one of its own map's. */
const withMetadata = (...lines: readonly string[]) =>
  deployment("web").replace("    spec:\n", `${lines.map((line) => `      ${line}\n`).join("")}    spec:\n`);
const cronJob = (metadata: string, inSpec = "") => `apiVersion: batch/v1
kind: CronJob
metadata: {name: web, namespace: shop}
spec:
  jobTemplate:
    metadata: {${metadata}}
    spec:
      template:
        spec:
          restartPolicy: Never
          containers: [{name: a, image: "a:1"}]
${inSpec}`;

const onWorkload = (line: string) => deployment("web").replace("  namespace: shop\n", `  namespace: shop\n  ${line}\n`);
const injected = (text: string, config = ownSidecar) =>
  withFiles({ "ns.yaml": ns, "in.yaml": text, "c.yaml": config }, (cwd) => {
    podgraft(["inject", "-f", "ns.yaml", "-f", "in.yaml", "-c", "c.yaml", "--in-place"], { cwd });
    return readFileSync(join(cwd, "in.yaml"), "utf8");
  });

interface Row {
  readonly name: string;
  readonly input: string;
  readonly config?: string;
  readonly args?: readonly string[];
  readonly output: string;
  /** The codes of what was fixed, and of what is left. */
  readonly fixed: readonly string[];
  readonly left?: readonly string[];
}

const newer = ownSidecar.replace("fluent-bit:3", "fluent-bit:4");
const farm =
  'apiVersion: example.com/v1\nkind: Farm\nmetadata: {name: f, namespace: shop}\npods:\n- template:\n    metadata:\n      annotations: {sidecar.istio.io/proxyCpu: "1"}\n    spec: {containers: [{name: a, image: "a:1"}]}\n';
const farming = istioSidecar.replace(
  "spec:\n",
  'spec:\n  workloads: [{apiVersion: example.com/v1, kind: Farm, podTemplates: ["pods[].template"]}]\n',
);

const rows: readonly Row[] = [
  { name: "nothing, where nothing is wrong", input: deployment("web"), output: deployment("web"), fixed: [] },
  {
    name: "a misspelt annotation, where it is and with its comments",
    input: withMetadata("annotations:", "  # it needs more", '  sidecar.istio.io/logLevl: "info" # for now', "  other: x"),
    output: withMetadata("annotations:", "  # it needs more", '  sidecar.istio.io/logLevel: "info" # for now', "  other: x"),
    config: istioSidecar,
    fixed: ["UnknownAnnotation"],
  },
  {
    name: "a misspelt annotation in quotes, in flow style",
    input: withMetadata('annotations: {"sidecar.istio.io/logLevl": info, other: x}'),
    output: withMetadata('annotations: {"sidecar.istio.io/logLevel": info, other: x}'),
    config: istioSidecar,
    fixed: ["UnknownAnnotation"],
  },
  {
    name: "no misspelt annotation whose right name is there",
    input: withMetadata("annotations: {sidecar.istio.io/logLevl: info, sidecar.istio.io/logLevel: debug}"),
    output: withMetadata("annotations: {sidecar.istio.io/logLevl: info, sidecar.istio.io/logLevel: debug}"),
    config: istioSidecar,
    fixed: [],
    left: ["UnknownAnnotation"],
  },
  {
    name: "no annotation that only an injector writes",
    input: withMetadata("annotations: {sidecar.istio.io/statuss: x}"),
    output: withMetadata("annotations: {sidecar.istio.io/statuss: x}"),
    config: istioSidecar,
    fixed: [],
    left: ["UnknownAnnotation"],
  },
  {
    name: "a misspelt annotation that an alias repeats, on its own place only",
    input: `${withMetadata("annotations: &a {sidecar.istio.io/logLevl: info}")}  x: *a\n`,
    output: `${withMetadata("annotations: &a {sidecar.istio.io/logLevel: info}")}  x:\n    sidecar.istio.io/logLevl: info\n`,
    config: istioSidecar,
    fixed: ["UnknownAnnotation"],
  },
  {
    name: "a misplaced annotation, into the pod template",
    input: onWorkload("annotations: {sidecar.istio.io/logLevel: info}"),
    output: withMetadata("annotations:", "  sidecar.istio.io/logLevel: info"),
    config: istioSidecar,
    fixed: ["MisplacedAnnotation"],
  },
  {
    name: "no misplaced annotation that the pod template contradicts",
    input: withMetadata("annotations: {sidecar.istio.io/logLevel: debug}").replace(
      "  namespace: shop\n",
      "  namespace: shop\n  annotations: {sidecar.istio.io/logLevel: info}\n",
    ),
    output: withMetadata("annotations: {sidecar.istio.io/logLevel: debug}").replace(
      "  namespace: shop\n",
      "  namespace: shop\n  annotations: {sidecar.istio.io/logLevel: info}\n",
    ),
    config: istioSidecar,
    fixed: [],
    left: ["MisplacedAnnotation"],
  },
  {
    name: "a misplaced annotation, from each part of a CronJob into the pod template below it",
    input: cronJob("annotations: {sidecar.istio.io/logLevel: info}", '          labels: {sidecar.istio.io/inject: "false"}\n'),
    output: `${cronJob("")}        metadata:
          annotations:
            sidecar.istio.io/logLevel: info
          labels:
            sidecar.istio.io/inject: "false"
`,
    config: istioSidecar,
    fixed: ["MisplacedAnnotation", "MisplacedAnnotation"],
  },
  {
    name: "an annotation among the labels",
    input: deployment("web", { labels: "sidecar.istio.io/logLevel: info" }),
    output: deployment("web").replace("    spec:\n", "      annotations:\n        sidecar.istio.io/logLevel: info\n    spec:\n"),
    config: istioSidecar,
    fixed: ["MisplacedAnnotation"],
  },
  {
    name: "no label that the workload selects its pods by",
    input: deployment("web", { labels: "sidecar.istio.io/logLevel: info" }).replace(
      "matchLabels: {app: web}",
      "matchLabels: {sidecar.istio.io/logLevel: info}",
    ),
    output: deployment("web", { labels: "sidecar.istio.io/logLevel: info" }).replace(
      "matchLabels: {app: web}",
      "matchLabels: {sidecar.istio.io/logLevel: info}",
    ),
    config: istioSidecar,
    fixed: [],
    left: ["MisplacedAnnotation"],
  },
  {
    name: "the deprecated annotation that opts out, which is a label now",
    input: withMetadata("annotations:", '  sidecar.istio.io/inject: "false"'),
    output: deployment("web", { labels: 'sidecar.istio.io/inject: "false"' }),
    config: istioSidecar,
    fixed: ["DeprecatedAnnotation"],
  },
  {
    name: "a deprecated annotation with a successor of the same values",
    input: withMetadata("annotations: {traffic.sidecar.istio.io/kubevirtInterfaces: net1}"),
    output: withMetadata("annotations: {istio.io/reroute-virtual-interfaces: net1}"),
    config: istioSidecar,
    fixed: ["DeprecatedAnnotation"],
  },
  {
    name: "one thing after the other: misplaced, and then deprecated",
    input: onWorkload('annotations: {sidecar.istio.io/inject: "false"}'),
    output: deployment("web", { labels: 'sidecar.istio.io/inject: "false"' }),
    config: istioSidecar,
    fixed: ["MisplacedAnnotation", "DeprecatedAnnotation"],
  },
  {
    name: "a value that is not text, which is one in its new place, as it was written",
    input: onWorkload(
      "annotations: {sidecar.istio.io/inject: false, sidecar.istio.io/proxyCPU: 0.10, sidecar.istio.io/logLevel: # none\n  }",
    ),
    output: onWorkload("annotations: {sidecar.istio.io/logLevel: # none\n  }")
      .replace("{app: web}\n    spec", '{app: web, sidecar.istio.io/inject: "false"}\n    spec')
      .replace("    spec:\n", '      annotations:\n        sidecar.istio.io/proxyCPU: "0.10"\n    spec:\n'),
    config: istioSidecar,
    fixed: ["MisplacedAnnotation", "MisplacedAnnotation", "DeprecatedAnnotation"],
    left: ["MisplacedAnnotation"],
  },
  {
    name: "a value that is not text, on its way from one map of the pod template to the other",
    input: withMetadata("annotations: {sidecar.istio.io/inject: no}"),
    output: deployment("web", { labels: 'sidecar.istio.io/inject: "false"' }),
    config: istioSidecar,
    fixed: ["DeprecatedAnnotation"],
  },
  {
    name: "a value that is not text, which is one under its new name, as it was written and with its comments",
    input: withMetadata(
      "annotations:",
      "  sidecar.istio.io/proxyCPUU: 0.10 # a tenth",
      "  sidecar.istio.io/rewriteAppHTTPProbe: !!bool true",
    ),
    output: withMetadata(
      "annotations:",
      '  sidecar.istio.io/proxyCPU: "0.10" # a tenth',
      '  sidecar.istio.io/rewriteAppHTTPProbers: "true"',
    ),
    config: istioSidecar,
    fixed: ["UnknownAnnotation", "UnknownAnnotation"],
    left: ["ResourcesReplaced"],
  },
  {
    name: "a value that is not text and an alias's, which is one under its new name only",
    input: withMetadata("annotations: {other: &a 0.10, sidecar.istio.io/proxyCPUU: *a }"),
    output: withMetadata('annotations: {other: &a 0.10, sidecar.istio.io/proxyCPU: "0.10" }'),
    config: istioSidecar,
    fixed: ["UnknownAnnotation"],
    left: ["InvalidPodTemplate", "ResourcesReplaced"],
  },
  {
    name: "a value that is not text and that an alias repeats, which is one under its new name only",
    input: withMetadata("annotations: {sidecar.istio.io/proxyCPUU: &a 0.10, other: *a }"),
    output: withMetadata('annotations: {other: 0.1, sidecar.istio.io/proxyCPU: "0.10" }'),
    config: istioSidecar,
    fixed: ["UnknownAnnotation"],
    left: ["InvalidPodTemplate", "ResourcesReplaced"],
  },
  {
    name: "stale injection",
    input: injected(deployment("web")),
    config: newer,
    output: injected(deployment("web"), newer),
    fixed: ["StaleInjection"],
  },
  {
    name: "injection that a renamed annotation makes stale",
    input: injected(withMetadata('annotations: {sidecar.istio.io/logLevl: "info"}'), istioSidecar),
    config: istioSidecar,
    output: injected(withMetadata('annotations: {sidecar.istio.io/logLevel: "info"}'), istioSidecar),
    fixed: ["UnknownAnnotation", "StaleInjection"],
  },
  {
    name: "missing injection only where it is required",
    input: deployment("web"),
    args: ["--require-injected"],
    output: injected(deployment("web")),
    fixed: ["MissingInjection"],
  },
  {
    name: "nothing that is suppressed",
    input: withMetadata("annotations: {sidecar.istio.io/logLevl: info}"),
    output: withMetadata("annotations: {sidecar.istio.io/logLevl: info}"),
    config: istioSidecar,
    args: ["--suppress", "IST0108"],
    fixed: [],
  },
  {
    name: "a kind that only the configuration knows",
    input: farm,
    output: farm.replace("proxyCpu", "proxyCPU"),
    config: farming,
    fixed: ["UnknownAnnotation"],
    left: ["ResourcesReplaced"],
  },
];

interface Finding {
  readonly code: string;
  readonly message: string;
  readonly severity: string;
}

table("check --fix fixes", rows, {
  title: ({ name }) => name,
  run: ({ input, config = ownSidecar, args = [], output, fixed, left = [] }) =>
    withFiles({ "ns.yaml": ns, "in.yaml": input, "c.yaml": config }, (cwd) => {
      const given = ["-f", "ns.yaml", "-f", "in.yaml", "-c", "c.yaml", ...args];
      const { out, err, code } = podgraft(["check", "--fix", "--report", "json", ...given], { cwd });
      assert.is(readFileSync(join(cwd, "in.yaml"), "utf8"), output);
      const found = JSON.parse(out) as readonly Finding[];
      const done = found.filter((one) => one.code === "Fixed");
      assert.equal(
        done.map(({ message }) => /^Fixed (\w+): /.exec(message)?.[1]),
        fixed,
      );
      const rest = found.filter((one) => one.code !== "Fixed" && one.severity !== "info");
      assert.equal(
        rest.map((one) => one.code),
        left,
      );
      assert.is(code, left.length === 0 ? 0 : 1, err);
      assert.match(err, `fixed ${fixed.length}, left `);
      const again = podgraft(["check", "--fix", ...given], { cwd });
      assert.match(again.err, "fixed 0, left ");
    }),
});

suite("check --fix", (test) => {
  const misspelt = withMetadata("annotations: {sidecar.istio.io/logLevl: info}");
  const files = { "ns.yaml": ns, "web.yaml": misspelt, "c.yaml": istioSidecar };
  const args = ["check", "--fix", "-f", "ns.yaml", "-f", "web.yaml", "-c", "c.yaml"];
  test("says what it fixed and what is left", () =>
    withFiles({ ...files, "web.yaml": misspelt.replace("      containers:", "      dnsPolicy: Default\n      containers:") }, (cwd) => {
      const { out, err, code } = podgraft(args, { cwd });
      assert.is(
        out,
        `info Fixed: Fixed UnknownAnnotation: sidecar.istio.io/logLevl is sidecar.istio.io/logLevel now
  at Deployment shop/web (web.yaml:12)
warning DnsPolicy: The proxy may not find istiod: dnsPolicy is Default; expected ClusterFirst
  at Deployment shop/web (web.yaml:14)
  fix: set spec.dnsPolicy to ClusterFirst, or name a control plane that this policy resolves
`,
      );
      assert.is(err, "podgraft: fixed 1, left 1 warning\n");
      assert.is(code, 1);
    }));
  test("keeps modes, and writes no file that does not change", () =>
    withFiles(files, (cwd) => {
      chmodSync(join(cwd, "web.yaml"), 0o640);
      const before = statSync(join(cwd, "ns.yaml")).ino;
      assert.is(podgraft(args, { cwd }).code, 0);
      assert.is(statSync(join(cwd, "web.yaml")).mode & 0o777, 0o640);
      assert.is(statSync(join(cwd, "ns.yaml")).ino, before);
    }));
  test("writes its report where -o says", () =>
    withFiles(files, (cwd) => {
      const { out } = podgraft([...args, "--report", "sarif", "-o", "report.sarif"], { cwd });
      assert.is(out, "");
      assert.match(readFileSync(join(cwd, "web.yaml"), "utf8"), "logLevel: info");
      const { runs } = JSON.parse(readFileSync(join(cwd, "report.sarif"), "utf8"));
      assert.equal(
        runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId),
        ["Fixed"],
      );
    }));
  test("says what it fixed where its report cannot be written", () =>
    withFiles(files, (cwd) => {
      const { code, err } = podgraft([...args, "-o", "no/report"], { cwd });
      assert.is(code, 2);
      assert.match(err, /^podgraft: fixed 1, left nothing, 1 error\n {2}error InvalidInput: Cannot write no\/report/);
      assert.match(readFileSync(join(cwd, "web.yaml"), "utf8"), "logLevel: info");
    }));
  test("leaves all files as they are where one cannot be read", () =>
    withFiles({ ...files, "bad.yaml": "kind: [\n" }, (cwd) => {
      const { code, err, out } = podgraft([...args, "-f", "bad.yaml"], { cwd });
      assert.is(code, 2, err);
      assert.is(out, "");
      assert.is(readFileSync(join(cwd, "web.yaml"), "utf8"), misspelt);
    }));
  test("takes no standard input", () =>
    withFiles(files, (cwd) => {
      const { code, out, err } = podgraft(["check", "--fix", "-f", "-", "-c", "c.yaml"], { cwd, input: misspelt });
      assert.is(code, 2);
      assert.is(out, "");
      assert.match(err, "--fix has no file to write standard input back to; name files with -f");
    }));
});
