import { injectTexts } from "../../src/app/inject/texts.ts";
import { assert, table } from "../cases.ts";

interface Row {
  readonly what: string;
  /** Lines of the template, from line 10 of the configuration on. */
  readonly text: readonly string[];
  readonly annotations?: Readonly<Record<string, string>>;
  /** Of each error: its code, the line of the configuration, its message, and the rendered line that it marks. */
  readonly told?: readonly (readonly [code: string, line: number, message: RegExp, marked?: RegExp])[];
  /** What the pod of the output holds, where there is no error. */
  readonly gives?: RegExp;
}

const ANNOTATION = '{{ index .ObjectMeta.Annotations "a" }}';

const rows: readonly Row[] = [
  { what: "a list", text: ["- {op: add, path: /spec/hostname, value: {{ lower .Workload.Kind }}}"], gives: /"hostname": ?"deployment"/ },
  { what: "JSON", text: [`[{"op": "add", "path": "/spec/hostname", "value": "b"}]`], gives: /"hostname": ?"b"/ },
  { what: "nothing", text: ["{{- if false }}", "- {op: add, path: /spec/hostname, value: x}", "{{- end }}"], gives: /"image": ?"a"/ },
  { what: "comments only", text: ["# nothing for this pod"], gives: /"image": ?"a"/ },
  {
    what: "an index of the pod with what the template brought",
    text: ["{{ range $i, $c := .Spec.Containers }}", "- {op: add, path: /spec/containers/{{ $i }}/tty, value: true}", "{{ end }}"],
    gives: /"image": ?"a",\s*"tty": ?true[\s\S]*"image": ?"p",\s*"tty": ?true/,
  },
  {
    what: "an object of the input",
    text: [`- {op: add, path: /spec/hostname, value: {{ (lookup "v1" "ConfigMap" "n" "c").data.host }}}`],
    gives: /"hostname": ?"found"/,
  },
  {
    what: "no template",
    text: ["- {{ if }}"],
    told: [["InvalidTemplate", 10, /^Cannot parse line 1 of the template s \(spec.sidecars\[0\]/]],
  },
  {
    what: "an execution that fails",
    text: ["# first", "- {{ .Spec.Nothing }}"],
    told: [["InvalidTemplate", 11, /^Cannot execute line 2 of the template s .*can't evaluate field Nothing/]],
  },
  { what: "no YAML", text: ["- [", "- a"], told: [["InvalidTemplate", 11, /^Cannot read what line 2 of the template s/]] },
  {
    what: "a partial pod",
    text: ["spec:", "  hostname: x"],
    told: [["InvalidTemplate", 9, /renders: it is a map; expected a list of operations of a JSON Patch$/, /> 1 \| spec:/]],
  },
  {
    what: "text of a pod that would be one more operation",
    text: [`- {op: add, path: /spec/hostname, value: ${ANNOTATION}}`],
    annotations: { a: "x}\n- {op: remove, path: /spec/securityContext" },
    told: [["UnsafeValue", 10, /changes the YAML around it/]],
  },
  {
    what: "all faults of operations",
    text: [
      "- add",
      "- op: merge",
      "  path: /spec",
      "- {op: add, path: spec/hostname}",
      "- {op: copy, path: /spec/hostname, form: /spec/x}",
    ],
    told: [
      [
        "InvalidTemplate",
        10,
        /^Cannot use operation 1 of the JSON patch of s: it is "add"; expected an operation, such as/,
        /> 1 \| - add/,
      ],
      ["InvalidTemplate", 11, /^Cannot use op of operation 2 of .*: it is "merge"; expected one of add, remove,/, /> 2 \| - op: merge/],
      ["InvalidTemplate", 13, /^Cannot use path of operation 3 of .*: it is "spec\/hostname"; expected a JSON pointer/],
      [
        "InvalidTemplate",
        13,
        /^Cannot use value of operation 3 of .*: it is absent; expected a value. Line 4 of what its template renders:$/,
      ],
      ["InvalidTemplate", 14, /^Cannot use form of operation 4 of .*: it is "\/spec\/x"; expected no such field\. /],
    ],
  },
  {
    what: "a place that this pod does not have",
    text: ["- {op: add, path: /spec/hostname, value: x}", "- {op: remove, path: /spec/volumes/0}"],
    told: [
      [
        "PatchFailed",
        11,
        /^Cannot apply the JSON patch of s: operation 2, remove \/spec\/volumes\/0: there is nothing at \/spec\/volumes\/0\. Line 2 of/,
        /> 2 \| - \{op: remove/,
      ],
    ],
  },
  {
    what: "a test that fails",
    text: ["- {op: test, path: /spec/containers/0/image, value: b}"],
    told: [["PatchFailed", 10, /operation 1, test .*image has another value/]],
  },
  {
    what: "a field that Kubernetes does not have",
    text: ["- {op: add, path: /spec/hostname, value: x}", "- op: add", "  path: /spec/containers/-", "  value: {name: q, imgae: q}"],
    told: [
      ["InvalidTemplate", 11, /^Cannot use spec.containers\[\].imgae, written by operation 2 of .*does not have this field. Line 2 of/],
    ],
  },
  {
    what: "a value of another type than its field",
    text: ["- {op: add, path: /spec/hostNetwork, value: maybe}"],
    told: [["InvalidTemplate", 10, /^Cannot use spec.hostNetwork, written by operation 1 of .*: it is "maybe"; expected/]],
  },
  {
    what: "a value of the pod's own",
    text: ["- {op: replace, path: /spec/containers/0/image, value: b}"],
    told: [["ContainerConflict", 9, /has the image a, the sidecar s's one has b/]],
  },
  {
    what: "more operations than there may be",
    text: ["{{ range until 10001 }}", "- {op: test, path: /spec/containers/0/image, value: a}", "{{ end }}"],
    told: [["PatchFailed", 11, /the JSON patch of s: operation 10001, .*: a patch has at most 10000 operations, this one has 10001/]],
  },
  {
    what: "copies that double each time",
    text: [
      "- {op: add, path: /metadata/labels, value: {a: b}}",
      "{{ range until 40 }}",
      "- {op: copy, from: /metadata, path: /metadata/x{{ . }}}",
      "{{ end }}",
    ],
    told: [["PatchFailed", 12, /operation \d+, copy .*the patch copies more than 3145728 characters/]],
  },
  {
    what: "operations that nest deeply",
    text: [
      "- {op: add, path: /spec/y, value: {}}",
      "{{ range until 3333 }}",
      "- {op: add, path: /spec/x, value: {}}",
      "- {op: move, from: /spec/y, path: /spec/x/y}",
      "- {op: move, from: /spec/x, path: /spec/y}",
      "{{ end }}",
    ],
    told: [["InvalidTemplate", 10, /^Cannot use spec.y, written by operation 1 /]],
  },
];

function configOf(text: readonly string[]): string {
  return `apiVersion: podgraft.dev/v1alpha1
kind: SidecarInjector
metadata: {name: mesh}
spec:
  sidecars:
  - name: s
    policy: enabled
    template: {spec: {containers: [{name: p, image: p}]}}
    jsonPatchText: |
${text.map((line) => `      ${line}\n`).join("")}`;
}

table("a template of a JSON patch:", rows, {
  title: ({ what }) => what,
  run: ({ text, annotations = {}, told = [], gives }) => {
    const template = { metadata: { annotations }, spec: { containers: [{ name: "a", image: "a" }] } };
    const workload = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "w", namespace: "n" }, spec: { template } };
    const map = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "c", namespace: "n" }, data: { host: "found" } };
    const { diagnostics, texts } = injectTexts({
      inputs: [{ file: "w.yaml", text: [workload, map].map((object) => JSON.stringify(object)).join("\n---\n") }],
      config: { file: "c.yaml", text: configOf(text) },
    });
    const found = diagnostics.filter(({ severity }) => severity !== "info");
    assert.equal(
      found.map(({ code, originLocation, location }) => [code, (originLocation ?? location)?.line]),
      told.map(([code, line]) => [code, line]),
      found.map(({ message }) => message).join("\n"),
    );
    told.forEach(([, , message, marked], i) => {
      assert.match(found[i]?.message ?? "", message);
      if (marked) assert.match((found[i]?.excerpt ?? []).join("\n"), marked);
    });
    if (gives) assert.match(texts?.[0] ?? "", gives);
  },
});
