import { assert, suite, table } from "../cases.ts";
import { deployment, istioSidecar, namespace, ownSidecar } from "./manifests.ts";
import { podgraft, withFiles } from "./run.ts";

const ns = namespace("shop", "logging: enabled, istio-injection: enabled");
const newer = ownSidecar.replace("fluent-bit:3", "fluent-bit:4");
const annotated = (name: string, line: string) =>
  deployment(name).replace("    spec:\n", `      annotations:\n        ${line}\n    spec:\n`);
const misspelt = annotated("web", 'sidecar.istio.io/proxyCpu: "1"');
const misplaced = deployment("web").replace("  namespace: shop\n", "  namespace: shop\n  annotations: {sidecar.istio.io/proxyCPU: 1m}\n");

/** What inject makes, as something committed. */
function injected(text: string, config: string): string {
  return withFiles(
    { "in.yaml": `${ns}---\n${text}`, "c.yaml": config },
    (cwd) => podgraft(["inject", "-f", "in.yaml", "-c", "c.yaml"], { cwd }).out,
  );
}

const job = `apiVersion: batch/v1
kind: Job
metadata:
  name: once
  namespace: shop
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
      - name: once
        image: job:1
`;
const native = ownSidecar.replace(
  "        containers:\n        - name",
  "        initContainers:\n        - restartPolicy: Always\n          name",
);
const canary = (name: string) => `apiVersion: flagger.app/v1beta1
kind: Canary
metadata: {name: web, namespace: shop}
spec:
  targetRef: {apiVersion: apps/v1, kind: Deployment, name: ${name}}
`;
const strict = `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: all, namespace: shop}
spec: {mtls: {mode: STRICT}}
`;
const webhook = `apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: {name: istio-sidecar-injector}
webhooks:
- name: namespace.sidecar-injector.istio.io
  namespaceSelector: {matchLabels: {istio-injection: enabled}}
`;
const farm = `apiVersion: example.com/v1
kind: Farm
metadata: {name: f, namespace: shop}
pods:
- template:
    metadata:
      annotations: {sidecar.istio.io/logLevl: info}
    spec: {containers: [{name: a, image: "a:1"}]}
`;

interface Row {
  readonly name: string;
  readonly input: string;
  readonly config?: string;
  readonly args?: readonly string[];
  /** Severity, code and line of every finding. */
  readonly found: readonly string[];
  readonly code: number;
}

/** As the API server gives a Deployment back, but for the marks of a cluster. */
const filledIn = (text: string) =>
  text.replace(
    "        image: fluent-bit:3\n",
    "        image: fluent-bit:3\n        imagePullPolicy: IfNotPresent\n        terminationMessagePath: /dev/termination-log\n        terminationMessagePolicy: File\n",
  );
const live = (text: string) => filledIn(text).replace("  name: web\n", "  name: web\n  uid: u\n");
const pod = (image: string) => `apiVersion: v1
kind: Pod
metadata:
  name: web-1
  namespace: shop
  ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web, uid: u, controller: true}]
spec:
  containers:
  - {name: web, image: "nginx:1.27.3"}
  - {name: shipper, image: "${image}", resources: {requests: {cpu: 10m, memory: 32Mi}}}
`;

const rows: readonly Row[] = [
  { name: "what is injected as it should be", input: injected(deployment("web"), ownSidecar), found: [], code: 0 },
  {
    name: "a configuration that has moved on",
    input: injected(deployment("web"), ownSidecar),
    config: newer,
    found: ["error StaleInjection 7"],
    code: 1,
  },
  {
    name: "a sidecar of a workload that opts out by now",
    input: injected(deployment("web"), ownSidecar).replace("labels: {app: web}", 'labels: {app: web, ship: "false"}'),
    found: ["error StaleInjection 7"],
    code: 1,
  },
  { name: "nothing injected, nobody asks", input: `${ns}---\n${deployment("web")}`, found: [], code: 0 },
  {
    name: "nothing injected where it is required",
    input: `${ns}---\n${deployment("web")}`,
    args: ["--require-injected"],
    found: ["error MissingInjection 7"],
    code: 1,
  },
  {
    name: "what is required is not, where it opts out",
    input: `${ns}---\n${deployment("web", { labels: 'ship: "false"' })}`,
    args: ["--require-injected"],
    found: [],
    code: 0,
  },
  { name: "what the API server fills in is none", input: live(injected(deployment("web"), ownSidecar)), found: [], code: 0 },
  {
    name: "the same in a file that comes from no cluster is what somebody wrote",
    input: filledIn(injected(deployment("web"), ownSidecar)),
    found: ["warning ForeignEditKept 26", "warning ForeignEditKept 27", "warning ForeignEditKept 28"],
    code: 1,
  },
  { name: "a running pod with the image", input: `${ns}---\n${pod("fluent-bit:3")}`, found: [], code: 0 },
  { name: "a running pod with an older image", input: `${ns}---\n${pod("fluent-bit:2")}`, found: ["warning OutdatedPod 7"], code: 1 },
  { name: "a misspelt annotation, at its line", input: misspelt, config: istioSidecar, found: ["warning UnknownAnnotation 13"], code: 1 },
  {
    name: "a misplaced annotation, at its line",
    input: misplaced,
    config: istioSidecar,
    found: ["warning MisplacedAnnotation 6"],
    code: 1,
  },
  {
    name: "a suppressed code",
    input: misspelt,
    config: istioSidecar,
    args: ["--suppress", "UnknownAnnotation"],
    found: [],
    code: 0,
  },
  {
    name: "Istio's code suppressed for one resource",
    input: misspelt,
    config: istioSidecar,
    args: ["--suppress", "IST0108=Deployment/shop/web"],
    found: [],
    code: 0,
  },
  {
    name: "a code suppressed for another resource",
    input: misspelt,
    config: istioSidecar,
    args: ["--suppress", "IST0108=Deployment/shop/other"],
    found: ["warning UnknownAnnotation 13"],
    code: 1,
  },
  {
    name: "what the workload itself suppresses",
    input: misspelt.replace("      annotations:\n", "      annotations:\n        galley.istio.io/analyze-suppress: IST0108\n"),
    config: istioSidecar,
    found: [],
    code: 0,
  },
  {
    name: "warnings do not fail where only errors do",
    input: misspelt,
    config: istioSidecar,
    args: ["--fail-on", "error"],
    found: ["warning UnknownAnnotation 13"],
    code: 0,
  },
  {
    name: "a namespace that the configuration knows otherwise",
    input: `${ns}---\n${deployment("web")}`,
    config: ownSidecar.replace("spec:\n", "spec:\n  namespaces: {known: [{name: shop, labels: {logging: disabled}}]}\n"),
    found: ["warning KnownNamespaceDiffers 1"],
    code: 1,
  },
];

/** What breaks once it is applied, each at its line. */
const surroundings: readonly Row[] = [
  {
    name: "a port that a sidecar and the app both listen on",
    input: `${ns}---\n${deployment("web")}        ports: [{containerPort: 2020}]\n`,
    config: ownSidecar.replace("          resources:", "          ports: [{containerPort: 2020}]\n          resources:"),
    found: ["error PortConflict 7"],
    code: 1,
  },
  {
    name: "a volume of another source",
    input: `${ns}---\n${deployment("web")}      volumes:\n      - name: logs\n        emptyDir: {}\n`,
    config: `${ownSidecar}        volumes: [{name: logs, hostPath: {path: /var/log}}]\n`.replace("        volumes", "        volumes"),
    found: ["error VolumeConflict 23"],
    code: 1,
  },
  {
    name: "a container of the sidecar's name with another image",
    input: `${ns}---\n${deployment("web")}      - name: shipper\n        image: other:1\n`,
    found: ["error ContainerConflict 23"],
    code: 1,
  },
  {
    name: "a port of the proxy's",
    input: `${ns}---\n${deployment("web")}        ports:\n        - name: admin\n          containerPort: 15000\n`,
    config: istioSidecar,
    found: ["warning ReservedPort 24"],
    code: 1,
  },
  {
    name: "the proxy's user, of a container",
    input: `${ns}---\n${deployment("web")}        securityContext:\n          runAsUser: 1337\n`,
    config: istioSidecar,
    found: ["warning ProxyUser 23"],
    code: 1,
  },
  {
    name: "the proxy's user, of the pod",
    input: `${ns}---\n${deployment("web")}      securityContext: {runAsUser: 1337}\n`,
    config: istioSidecar,
    found: ["warning ProxyUser 22"],
    code: 1,
  },
  {
    name: "a proxy of another revision in what is committed",
    input: `${ns}---\n${annotated("web", `sidecar.istio.io/status: '{"revision":"old"}'`)}`,
    config: istioSidecar,
    found: ["warning OtherRevision 19"],
    code: 1,
  },
  {
    name: "a proxy of another revision in a running pod",
    input: `${ns}---\n${pod("x").replace("  namespace: shop\n", `  namespace: shop\n  annotations: {sidecar.istio.io/status: '{"revision":"old"}'}\n`)}`,
    config: istioSidecar,
    found: ["warning OtherRevision 12"],
    code: 1,
  },
  {
    name: "a proxy of the revision that serves",
    input: `${ns}---\n${annotated("web", `sidecar.istio.io/status: '{"revision":"default"}'`)}`,
    config: istioSidecar,
    found: [],
    code: 0,
  },
  {
    name: "a revision that nobody serves",
    input: `${namespace("shop", "istio.io/rev: gone")}---\n${deployment("web")}`,
    config: istioSidecar,
    found: ["error UnservedRevision 7"],
    code: 1,
  },
  {
    name: "a Job that is stale, which a cluster does not take",
    input: injected(job, ownSidecar),
    config: newer,
    found: ["error SidecarKeepsJob 21", "error StaleInjection 7", "warning ImmutableTemplate 7"],
    code: 1,
  },
  { name: "a Job with an ordinary sidecar", input: `${ns}---\n${job}`, found: ["error SidecarKeepsJob 7"], code: 1 },
  { name: "a Job with a native sidecar", input: injected(job, native), config: native, found: [], code: 0 },
  {
    name: "a Job that says that its sidecar ends",
    input: `${ns}---\n${job.replace("  namespace: shop\n", "  namespace: shop\n  annotations: {galley.istio.io/analyze-suppress: SidecarKeepsJob}\n")}`,
    found: [],
    code: 0,
  },
  {
    name: "stale injection of a workload that does not want to hear of it",
    input: injected(annotated("web", 'galley.istio.io/analyze-suppress: "*"'), ownSidecar),
    config: newer,
    found: [],
    code: 0,
  },
  {
    name: "a Job with an ordinary proxy",
    input: `${ns}---\n${job}`,
    config: istioSidecar.replace("1.34", "1.30"),
    found: ["error SidecarKeepsJob 7"],
    code: 1,
  },
  {
    name: "a Pod Security level that forbids the init container",
    input: `${namespace("shop", "istio-injection: enabled, pod-security.kubernetes.io/enforce: restricted")}---\n${deployment("web")}`,
    config: istioSidecar,
    found: ["warning PodSecurityRejects 7"],
    code: 1,
  },
  {
    name: "a workload that Flagger copies",
    input: `${ns}---\n${deployment("web")}---\n${canary("web")}`,
    config: istioSidecar,
    found: ["warning ClonedIdentity 27"],
    code: 1,
  },
  {
    name: "a workload that Flagger copies without proxy",
    input: `${ns}---\n${deployment("web")}---\n${canary("web")}`,
    found: [],
    code: 0,
  },
  {
    name: "another workload that Flagger copies",
    input: `${ns}---\n${deployment("web")}---\n${canary("api")}`,
    config: istioSidecar,
    found: [],
    code: 0,
  },
  {
    name: "mutual TLS that a pod without proxy does not speak",
    input: `${namespace("shop", "")}---\n${deployment("web")}---\n${strict}`,
    config: istioSidecar,
    found: ["warning StrictWithoutSidecar 7"],
    code: 1,
  },
  {
    name: "a proxy made by hand",
    input: `${ns}---\n${deployment("web")}      - name: istio-proxy\n        image: example.com/proxyv2:1.20.0\n`,
    config: istioSidecar,
    found: ["warning HandMadeProxy 23"],
    code: 1,
  },
  {
    name: "a workload that was renamed after its injection",
    input: `${namespace("shop", "")}---\n${annotated("web", "sidecar.istio.io/status: '{}'")}      - name: istio-proxy\n        image: auto\n        env: [{name: ISTIO_META_WORKLOAD_NAME, value: base}]\n`,
    config: istioSidecar,
    found: ["warning StaleIdentity 26"],
    code: 1,
  },
  {
    name: "an injected pod that a webhook injects once more",
    input: `${ns}---\n${deployment("web")}---\n${webhook}`,
    config: istioSidecar,
    found: ["warning WebhookWillReinject 7"],
    code: 1,
  },
  {
    name: "an annotation whose value Istio refuses",
    input: `${ns}---\n${annotated("web", "sidecar.istio.io/proxyCPU: much")}`,
    config: istioSidecar,
    found: ["error InvalidAnnotation 19", "warning ResourcesReplaced 19"],
    code: 1,
  },
  {
    name: "a misspelt annotation of a kind of the user's",
    input: farm,
    config: istioSidecar.replace(
      "spec:\n",
      'spec:\n  namespaces: {known: [{name: shop}]}\n  workloads: [{apiVersion: example.com/v1, kind: Farm, podTemplates: ["pods[].template"]}]\n',
    ),
    found: ["warning UnknownAnnotation 7"],
    code: 1,
  },
];

table("check", [...rows, ...surroundings], {
  title: ({ name }) => name,
  run: ({ input, config = ownSidecar, args = [], found, code }) =>
    withFiles({ "in.yaml": input, "c.yaml": config }, (cwd) => {
      const given = ["-f", "in.yaml", "-c", "c.yaml"];
      const run = podgraft(["check", ...given, "--report", "json", ...args], { cwd });
      const findings = JSON.parse(run.out) as { severity: string; code: string; location?: { line: number } }[];
      const told = findings.filter(({ severity, code: name }) => severity !== "info" && name !== "UnknownNamespace");
      assert.equal(
        told.map((one) => `${one.severity} ${one.code} ${one.location?.line}`),
        found,
        run.out,
      );
      if (told.length === findings.length) assert.is(run.code, code);
    }),
});

suite("the reports of check", (test) => {
  const files = { "in.yaml": `${ns}---\n${misspelt}`, "c.yaml": istioSidecar };
  const report = (format: string) =>
    withFiles(files, (cwd) => podgraft(["check", "-f", "in.yaml", "-c", "c.yaml", "--report", format], { cwd }));
  test("text", () => {
    const { out, err, code } = report("text");
    assert.is(
      out,
      `warning UnknownAnnotation (IST0108): Cannot heed the annotation sidecar.istio.io/proxyCpu: Istio knows none of that name; expected perhaps sidecar.istio.io/proxyCPU
  at Deployment shop/web (in.yaml:19)
  to mend it: Write sidecar.istio.io/proxyCPU, or remove the annotation.
`,
    );
    assert.is(err, "podgraft: found 1 warning\n");
    assert.is(code, 1);
  });
  test("SARIF", () => {
    const { runs, version } = JSON.parse(report("sarif").out);
    assert.is(version, "2.1.0");
    assert.equal(runs[0].tool.driver.rules, [
      {
        id: "UnknownAnnotation",
        shortDescription: { text: "An annotation of Istio's is misspelt, or in another prefix." },
        defaultConfiguration: { level: "warning" },
      },
    ]);
    const [result] = runs[0].results;
    assert.equal(result.locations, [
      {
        physicalLocation: { artifactLocation: { uri: "in.yaml" }, region: { startLine: 19 } },
        logicalLocations: [{ fullyQualifiedName: "Deployment shop/web metadata.annotations[sidecar.istio.io/proxyCpu]", kind: "resource" }],
      },
    ]);
    assert.equal([result.ruleId, result.level, result.ruleIndex], ["UnknownAnnotation", "warning", 0]);
  });
  test("JUnit", () => {
    assert.is(
      report("junit").out,
      `<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="1" failures="1">
  <testsuite name="podgraft" tests="1" failures="1">
    <testcase classname="UnknownAnnotation" name="Deployment shop/web (in.yaml:19)"><failure type="UnknownAnnotation">Cannot heed the annotation sidecar.istio.io/proxyCpu: Istio knows none of that name; expected perhaps sidecar.istio.io/proxyCPU
to mend it: Write sidecar.istio.io/proxyCPU, or remove the annotation.</failure></testcase>
  </testsuite>
</testsuites>
`,
    );
  });
  test("standard input that is empty is a mistake: what came before it may have failed", () =>
    withFiles({ "c.yaml": ownSidecar }, (cwd) => {
      const { out, err, code } = podgraft(["check", "-f", "-", "-c", "c.yaml", "--require-injected"], { cwd, input: "\n" });
      assert.is(out, "");
      assert.match(err, "Cannot check standard input: it is empty; expected manifests");
      assert.is(code, 2);
    }));
  test("an unknown code to suppress is a mistake", () =>
    withFiles(files, (cwd) => {
      const { code, err } = podgraft(["check", "-f", "in.yaml", "-c", "c.yaml", "--suppress", "IST0109"], { cwd });
      assert.is(code, 2);
      assert.match(err, /there is no code "IST0109"; did you mean IST010/);
    }));
});

suite("check", (test) => {
  test("tells a changed value of several lines in one line", () => {
    const config = ownSidecar.replace("    template:\n", '    template:\n      metadata: {annotations: {note: "a\\nb"}}\n');
    withFiles({ "in.yaml": injected(deployment("web"), config), "c.yaml": config.replace("a\\nb", "a\\nc") }, (cwd) => {
      const { out } = podgraft(["check", "-f", "in.yaml", "-c", "c.yaml"], { cwd });
      assert.match(out, "note: a b -> a c)");
    });
  });
});
