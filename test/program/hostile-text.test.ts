import { assert, suite, table } from "../cases.ts";
import { ownSidecar } from "../cli/manifests.ts";
import { podgraft, type Run, withFiles } from "../cli/run.ts";

/** A line break and a forged command of each CI server, what moves the cursor, and what is not seen. */
const HOSTILE =
  "x\n::error::forged\r\n##vso[task.complete]\u001b[2J\u009b1m\u202e\u2066\u200b\ufeff\u2028::warning::x\u0085##[error]y\u007f\ud800";
const json = JSON.stringify(HOSTILE);

/** Every text that an app's author writes is hostile. */
const workload = (name: string, more = "") => `# ##vso[task.complete] \u202e\u200b
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: ${json}
  labels: {${json}: ${json}}
  annotations:
    ${json}: ${json}
    sidecar.istio.io/injekt: ${json}
spec:
  replicas: 1
  selector: {matchLabels: {app: ${json}}}
  template:
    metadata:
      labels: {app: ${json}, ship: "true", note: ${json}}
      annotations:
        sidecar.istio.io/proxyCPU: ${json}
        sidecar.istio.io/injekt: ${json}
        traffic.sidecar.istio.io/includeInboundPorts: ${json}
    spec:
      containers:
      - name: ${json}
        image: ${json}
        env:
        - {name: ${json}, value: ${json}}
        args:
        - |
          text
          ::error::forged
        - ::error::forged
        - "##vso[task.complete]"
${more}`;

const istio = `${ownSidecar}  - name: told
    policy: enabled
    templateText: |
      metadata: {annotations: {said: "{{ index .ObjectMeta.Labels "note" }}"}}
  istio: {tag: 1.30.5}
`;

const FILE = "a\n::error::forged ##vso[x]\u202e.yaml";
const files = {
  [FILE]: workload("web"),
  "conflict.yaml": workload(json, `      - {name: shipper, image: ${json}}\n`),
  "other.yaml": ownSidecar.replaceAll("fluent-bit:3", json),
  "istio.yaml": istio,
  "broken.yaml": "a: [\n::error::forged\n##vso[x] \u202e",
  "list.yaml": `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nfunctionConfig:\n${istio.replace(/^/gm, "  ")}\nitems:\n- ${workload(
    json,
  )
    .replace(/^#.*\n/, "")
    .trim()
    .replace(/\n/g, "\n  ")}\n`,
};

const commands: readonly (readonly string[])[] = [
  ...["text", "json", "mermaid", "html"].map((format) => ["explain", "-v", "--format", format]),
  ...["text", "json", "sarif", "junit"].map((report) => ["check", "-v", "--require-injected", "--fail-on", "info", "--report", report]),
  ["check", "--suppress", "x\n::error::y"],
  ["diff"],
  ["diff", "--format", "json"],
  ["diff", "--against", "other.yaml"],
  ["diff", "--summary"],
  ["inject", "-v", "-o", "out"],
  ["uninject", "-v", "-o", "out"],
];

function isHarmless({ out, err, code }: Run): void {
  for (const text of [out, err]) {
    assert.not.match(text, /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|##\w*\[/u);
    assert.not.match(text, /^\s*::\w+.*::/m);
  }
  assert.ok(code !== null && code < 3, err);
  assert.ok(out !== "" || err !== "", "something is reported");
}

const inputs = [
  ["-f", FILE],
  ["-f", FILE, "-f", "conflict.yaml"],
  ["-f", "broken.yaml", "-f", "not there ##vso[x]\n::error::x"],
];

suite("hostile text", (test) => {
  for (const command of commands)
    test(`podgraft ${command.join(" ")} tells it so that nothing obeys`, () =>
      withFiles(files, (cwd) => {
        const config = command[0] === "uninject" ? [] : ["-c", "istio.yaml"];
        for (const input of inputs) isHarmless(podgraft([...command, ...config, ...input], { cwd }));
      }));
  test("the function's report does, too", () => isHarmless({ ...podgraft([], { input: files["list.yaml"] as string }), out: "" }));
});

table(
  "a hostile command line",
  [
    ["x\n::error::y"],
    ["help", "x\n::error::y"],
    ["inject", "--x\n::error::y"],
    ["inject", "-f", "a", "\u202e"],
    ["build", "x\n::error::y"],
    ["build", ".", "--timeout", "\u202e"],
  ],
  {
    title: (args) => args.map((arg) => JSON.stringify(arg)).join(" "),
    run: (args) => isHarmless(podgraft(args)),
  },
);
