import { assert, suite, table } from "../cases.ts";
import { deployment, istioSidecar, namespace, ownSidecar } from "./manifests.ts";
import { podgraft, withFiles } from "./run.ts";

const files = {
  "ns.yaml": namespace("shop", "logging: enabled, istio-injection: enabled"),
  "web.yaml": deployment("web"),
  "cache.yaml": deployment("cache", { labels: 'ship: "false", sidecar.istio.io/inject: "false"' }),
  "job.yaml": deployment("job", { namespace: "tools" }),
  "own.yaml": ownSidecar,
  "istio.yaml": istioSidecar,
  "known.yaml": ownSidecar.replace(
    "spec:\n",
    `spec:
  istio: {tag: 1.30.5}
  kubernetesVersion: "1.34"
  namespaces:
    known:
    - name: shop
      labels:
        logging: enabled
        istio-injection: enabled
    - name: tools
`,
  ),
  "selecting.yaml": `${istioSidecar.replace("tag: 1.30.5", "tag: 1.30.5, namespaceSelector: {matchLabels: {logging: enabled}}")}  namespaces:
    known:
    - {name: tools, labels: {logging: enabled}}
`,
};
const all = ["-f", "ns.yaml", "-f", "web.yaml", "-f", "cache.yaml"];

interface Row {
  readonly name: string;
  readonly args: readonly string[];
  readonly out: string;
  readonly code?: number;
}

const rows: readonly Row[] = [
  {
    name: "a line for each decision",
    args: [...all, "-c", "own.yaml"],
    out: `Deployment shop/web (web.yaml:1): shipper 3 is injected: the selectors match
Deployment shop/cache (cache.yaml:1): shipper is not injected: the pod opts out
`,
  },
  {
    name: "every fact with its place, and what would turn it round",
    args: ["-v", ...all, "-c", "istio.yaml"],
    out: `Deployment shop/web (web.yaml:1): istio 1.30.5 is injected: its namespace or its revision belongs to the mesh
    pod hostNetwork: false
    -> namespace: shop
    -> pod label or annotation sidecar.istio.io/inject: absent
    -> namespace label istio-injection: enabled (ns.yaml:5)
    -> neverInjectSelector matches the pod: false
    -> alwaysInjectSelector matches the pod: false
    -> policy: enabled
    -> injected (InMesh)
    it would not be injected with the label sidecar.istio.io/inject=false on the pod template
Deployment shop/cache (cache.yaml:1): istio is not injected: the pod opts out
    pod hostNetwork: false
    -> namespace: shop
    -> pod label sidecar.istio.io/inject: false (cache.yaml:11)
    -> not injected (OptedOut)
    it would be injected with the label sidecar.istio.io/inject=true on the pod template; or the pod template without metadata.labels[sidecar.istio.io/inject]
`,
  },
  {
    name: "only what would turn it round as things are supposed to be",
    args: ["-v", "-f", "cache.yaml", "-c", "istio.yaml", "--namespace-labels", "istio-injection=disabled"],
    out: `Deployment shop/cache (cache.yaml:1): istio is not injected: the pod opts out
    pod hostNetwork: false
    -> namespace: shop
    -> pod label sidecar.istio.io/inject: false (cache.yaml:11)
    -> not injected (OptedOut)
    it would be injected with the label sidecar.istio.io/inject=true on the pod template
`,
  },
  {
    name: "labels of a namespace that only the configuration knows",
    args: ["-v", "-f", "web.yaml", "-f", "job.yaml", "-c", "known.yaml"],
    out: `Deployment shop/web (web.yaml:1): shipper 3 is injected: the selectors match
    pod label or annotation ship: absent
    -> namespace shop labels: logging=enabled,istio-injection=enabled,kubernetes.io/metadata.name=shop: selected (known.yaml:11)
    -> injected (Selected)
    it would not be injected with the label ship=false on the pod template
Deployment shop/web (web.yaml:1): istio 1.30.5 is injected: its namespace or its revision belongs to the mesh
    pod hostNetwork: false
    -> namespace: shop
    -> pod label or annotation sidecar.istio.io/inject: absent
    -> namespace label istio-injection: enabled (known.yaml:13)
    -> neverInjectSelector matches the pod: false
    -> alwaysInjectSelector matches the pod: false
    -> policy: enabled
    -> injected (InMesh)
    it would not be injected with the label sidecar.istio.io/inject=false on the pod template
Deployment tools/job (job.yaml:1): shipper is not injected: its namespace is not selected
    pod label or annotation ship: absent
    -> namespace tools labels: logging In (enabled) does not hold: logging is absent (known.yaml:14)
    -> not injected (NamespaceNotSelected)
    it would be injected with the label ship=true on the pod template; or the label logging=enabled on the namespace
Deployment tools/job (job.yaml:1): istio is not injected: neither its namespace nor the pod asks for injection
    pod hostNetwork: false
    -> namespace: tools
    -> pod label or annotation sidecar.istio.io/inject: absent
    -> namespace label istio-injection: absent
    -> namespace label istio.io/rev: absent
    -> pod label istio.io/rev: absent
    -> istio.enableNamespacesByDefault: false
    -> not injected (NamespaceNotLabelled)
    it would be injected with the label sidecar.istio.io/inject=true on the pod template; or the label istio-injection=enabled on the namespace
`,
  },
  {
    name: "a selector of namespaces, in a Namespace and in the configuration",
    args: ["-v", "-f", "web.yaml", "-f", "job.yaml", "-f", "ns.yaml", "-c", "selecting.yaml"],
    out: `Deployment shop/web (web.yaml:1): istio 1.30.5 is injected: its namespace or its revision belongs to the mesh
    pod hostNetwork: false
    -> namespace: shop
    -> pod label or annotation sidecar.istio.io/inject: absent
    -> istio.namespaceSelector matches the namespace shop: true (ns.yaml:5)
    -> neverInjectSelector matches the pod: false
    -> alwaysInjectSelector matches the pod: false
    -> policy: enabled
    -> injected (InMesh)
    it would not be injected with the label sidecar.istio.io/inject=false on the pod template
Deployment tools/job (job.yaml:1): istio 1.30.5 is injected: its namespace or its revision belongs to the mesh
    pod hostNetwork: false
    -> namespace: tools
    -> pod label or annotation sidecar.istio.io/inject: absent
    -> istio.namespaceSelector matches the namespace tools: true (selecting.yaml:10)
    -> neverInjectSelector matches the pod: false
    -> alwaysInjectSelector matches the pod: false
    -> policy: enabled
    -> injected (InMesh)
    it would not be injected with the label sidecar.istio.io/inject=false on the pod template
`,
  },
  {
    name: "supposed labels of the namespace",
    args: ["-f", "job.yaml", "-c", "own.yaml", "--namespace-labels", "logging=enabled"],
    out: "Deployment tools/job (job.yaml:1): shipper is injected: the selectors match\n",
  },
  {
    name: "a pod that is only supposed",
    args: ["-c", "istio.yaml", "--pod-labels", "sidecar.istio.io/inject=true,app=x"],
    out: "Pod supposed: istio is injected: the pod opts in\n",
  },
  {
    name: "-n is the namespace of what names none",
    args: ["-c", "istio.yaml", "-n", "kube-system", "--pod-labels", "app=x"],
    out: "Pod supposed: istio is not injected: its namespace is one of the system's\n",
  },
  {
    name: "a picture",
    args: ["-f", "ns.yaml", "-f", "cache.yaml", "-c", "own.yaml", "--format", "mermaid"],
    out: `flowchart TD
  w0["Deployment shop/cache (cache.yaml:1)"]
  w0g0f0["pod label ship: false (cache.yaml:11)"]
  w0g0end(["shipper is not injected: the pod opts out"]):::no
  w0 --> w0g0f0 --> w0g0end
  classDef yes fill:#d7f0dc,stroke:#2e7d32,color:#000
  classDef no fill:#eee,stroke:#777,color:#000
`,
  },
];

table("explain", rows, {
  title: ({ name }) => name,
  run: ({ args, out, code = 0 }) =>
    withFiles(files, (cwd) => {
      const run = podgraft(["explain", ...args], { cwd });
      assert.is(run.out, out, run.err);
      assert.is(run.code, code);
    }),
});

suite("explain as HTML", (test) => {
  test("--mask keeps secrets out of it", () => {
    const secret = `${ownSidecar}          env: [{name: API_TOKEN, value: hunter22}]\n`;
    withFiles({ ...files, "secret.yaml": secret }, (cwd) => {
      const args = ["explain", "--format", "html", ...all, "-c", "secret.yaml"];
      assert.match(podgraft(args, { cwd }).out, "hunter22");
      const { out, code } = podgraft([...args, "--mask"], { cwd });
      assert.is(code, 0);
      assert.match(out, "value: &quot;***1&quot;");
      assert.not.match(out, "hunter22");
    });
  });
  test("is a page that names the workload and its sidecar", () =>
    withFiles(files, (cwd) => {
      const { out, code } = podgraft(["explain", "--format", "html", ...all, "-c", "own.yaml"], { cwd });
      assert.is(code, 0);
      assert.match(out, /^<!doctype html>/i);
      for (const name of ["web", "cache", "shipper"]) assert.match(out, new RegExp(`<bdi[^>]*>${name}</bdi>`));
    }));
});

suite("explain as JSON", (test) => {
  test("holds what the text says", () =>
    withFiles(files, (cwd) => {
      const { out } = podgraft(["explain", "--format", "json", "-f", "cache.yaml", "-f", "ns.yaml", "-c", "own.yaml"], { cwd });
      assert.equal(JSON.parse(out), [
        {
          resource: { apiVersion: "apps/v1", kind: "Deployment", name: "cache", namespace: "shop" },
          location: { file: "cache.yaml", line: 1 },
          namespace: "shop",
          podTemplate: "spec.template",
          decisions: [
            {
              graft: "shipper",
              inject: false,
              code: "OptedOut",
              reason: "the pod opts out",
              evidence: [{ fact: "pod label ship", found: "false", source: { file: "cache.yaml", line: 11 } }],
              wouldChange: ["the label ship=true on the pod template"],
            },
          ],
        },
      ]);
    }));
  test("what is only supposed is not counted as if it were so", () =>
    withFiles(files, (cwd) => {
      const args = ["explain", "-f", "job.yaml", "-c", "own.yaml", "--namespace-labels", "logging=enabled"];
      assert.not.match(podgraft(args, { cwd }).err, /injected|skipped/);
      assert.is(podgraft(["explain", "-c", "own.yaml", "--pod-labels", "ship=true"], { cwd }).err, "");
    }));
  test("an already injected workload is explained as it was before", () =>
    withFiles(files, (cwd) => {
      const injected = podgraft(["inject", ...all, "-c", "istio.yaml"], { cwd });
      const args = ["explain", "-f", "-", "-c", "istio.yaml"];
      const lines = podgraft(args, { cwd, input: injected.out }).out.replace(/\(stdin:\d+\)/g, "");
      assert.is(lines, podgraft(["explain", ...all, "-c", "istio.yaml"], { cwd }).out.replace(/\([a-z]+\.yaml:\d+\)/g, ""));
    }));
});
