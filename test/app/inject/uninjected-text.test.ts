import { injectTexts, uninjectTexts } from "../../../src/app/inject/texts.ts";
import { assert, table } from "../../cases.ts";

function configOf(name: string, spec: string) {
  const text = `apiVersion: podgraft.dev/v1alpha1\nkind: SidecarInjector\nmetadata: {name: ${name}}\nspec:\n  kubernetesVersion: "1.34"\n  namespaces: {default: shop}\n${spec}`;
  return { file: `${name}.yaml`, text };
}

const own = configOf(
  "own",
  `  sidecars:
  - name: shipper
    policy: enabled
    template:
      metadata: {annotations: {example.com/shipped: "true"}}
      spec:
        containers: [{name: shipper, image: shipper, args: [--all], volumeMounts: [{name: logs, mountPath: /logs}]}]
        volumes: [{name: logs, emptyDir: {}}]
    appContainers: {volumeMounts: [{name: logs, mountPath: /var/log/app}]}
`,
);
const istio = configOf("mesh", "  istio: {tag: 1.30.5, enableNamespacesByDefault: true}\n");

const pod = (spec: string, metadata = "{name: web, namespace: shop}") =>
  `apiVersion: v1\nkind: Pod\nmetadata: ${metadata}\nspec:\n  containers:\n${spec}`;
const app = "  - name: web\n    image: web:1\n";

/** A text that gets both configurations' sidecars, one after the other. */
const rows: readonly { readonly name: string; readonly text: string }[] = [
  { name: "quotes of what is replaced", text: pod(`${app}    readinessProbe:\n      httpGet: {path: '/', port: !!str "80" }\n`) },
  {
    name: "the order of a probe's keys, with their comments",
    text: pod(
      `${app}    livenessProbe:\n      periodSeconds: 3 # often\n      # what\n      grpc: # how\n        port: 0x50\n      failureThreshold: 2\n`,
    ),
  },
  { name: "an empty map under annotations", text: pod(app, "\n  name: web\n  annotations: {  } # none\n") },
  { name: "nothing under annotations", text: pod(app, "\n  name: web\n  annotations: # none yet\n  namespace: shop\n") },
  { name: "null in a tilde's form", text: pod(app, "\n  name: web\n  annotations: ~\n") },
  { name: "lists without anything", text: pod(`${app}    args:\n    volumeMounts:  [ ]\n  volumes: # none\n  initContainers: []\n`) },
  {
    name: "comments inside of a proxy of the pod's own",
    text: pod(
      `${app}# the proxy\n  - name: istio-proxy # ours\n    image: auto\n    # much\n    resources: {limits: {cpu: '2'}}\n# the end\n  restartPolicy: Always\n`,
    ),
  },
  {
    name: "aliases that are written out",
    text: pod(
      `  - &web\n    name: web\n    image: web:1\n    volumeMounts: &mounts\n    - {name: data, mountPath: /data}\n  - <<: *web\n    name: other\n  - name: third\n    image: third:1\n    volumeMounts: *mounts\n  volumes:\n  - {name: data, emptyDir: {}}\n`,
    ),
  },
  {
    name: "spaces in flow",
    text: `{ apiVersion: v1, kind: Pod,\n  metadata: {name:   web }, # who\n  spec: { containers: [ {name: web, image: 'web:1'} ,  ] }  }\n`,
  },
  {
    name: "JSON without spaces",
    text: '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web"},"spec":{"containers":[{"name":"web","image":"web:1","args":[]}]}}',
  },
  {
    name: "explicit keys",
    text: `? apiVersion\n: v1\n? kind\n: Pod\n? metadata\n:   ? name\n    : web\n? spec\n: ? containers\n  : - ? name\n      : web\n      ? image\n      : web:1`,
  },
  { name: "carriage returns, and no line break at the end", text: pod(app).replaceAll("\n", "\r\n").trimEnd() },
  {
    name: "blank lines and comments above what gets a new neighbour",
    text: pod(`${app}\n  volumes:\n\n    # mine\n    - name: data\n      emptyDir: {}\n\n  # the end\n`),
  },
  {
    name: "a literal at the end that keeps its blank lines",
    text: pod(`${app}    args:\n    - |+\n      x\n\n\n`),
  },
  {
    name: "a block scalar above lines of spaces",
    text: pod(app, "\n  name: web\n  annotations:\n    note: |2-\n\n         x\n \n"),
  },
  {
    name: "objects of a List",
    text: `apiVersion: v1\nkind: List\nitems:\n${["a", "b"].map((name) => `-   apiVersion: v1\n    kind: Pod\n    metadata: {name: ${name}, annotations: }\n    spec: {containers: [{name: 'web', image: web}]}\n`).join("# between\n")}`,
  },
  {
    name: "objects of a List whose last lines change their order",
    text: `apiVersion: v1\nkind: List\nitems:\n${["a", "b"].map((name) => `- apiVersion: v1\n  kind: Pod\n  metadata: {name: ${name}}\n  spec:\n    containers:\n    - name: web\n      image: web\n      livenessProbe:\n        grpc:\n          port: 9\n        failureThreshold: 2\n`).join("")}`,
  },
  {
    name: "an item that names another's anchor",
    text: `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: a}\n  spec: &spec\n    containers:\n    - {name: web, image: web}\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: b}\n  spec: *spec\n`,
  },
];

function once(config: typeof own, text: string): string {
  const { texts, diagnostics } = injectTexts({ config, inputs: [{ file: "in.yaml", text }] });
  assert.equal(
    diagnostics.filter(({ severity }) => severity === "error"),
    [],
  );
  return texts?.[0] as string;
}

const without = (text: string, only?: string) => uninjectTexts([{ file: "in.yaml", text }], { only }).texts?.[0];

table("the very bytes", rows, {
  title: ({ name }) => name,
  run: ({ text }) => {
    const mesh = once(istio, text);
    const both = once(own, mesh);
    assert.is(without(once(own, text)), text);
    assert.is(without(mesh), text);
    assert.is(without(both, "own"), mesh);
    assert.is(without(both), text);
    assert.is(once(own, both), both);
    assert.is(once(istio, both), both);
  },
});

/** What others write since then stays, and the rest comes back as it was. */
const edited: readonly { readonly name: string; readonly text: string; readonly edit: readonly [string, string] }[] = [
  { name: "a line above", text: pod(app, "\n  name: web\n  annotations: # none\n"), edit: ["kind: Pod\n", "kind: Pod\n# new\n"] },
  { name: "another image", text: pod(app, "\n  name: web\n  annotations: # none\n"), edit: ["web:1", "web:2"] },
  {
    name: "another label, in a place that is restored",
    text: pod(app, "\n  name: web\n  annotations: { } # none\n  labels: {a: 'b'}\n"),
    edit: ["a: 'b'", "a: 'c'"],
  },
];

table("with others' edits", edited, {
  title: ({ name }) => name,
  run: ({ text, edit: [from, to] }) => {
    const grafted = once(own, text);
    assert.ok(grafted.includes(from));
    assert.is(without(grafted.replace(from, to)), text.replace(from, to));
  },
});
