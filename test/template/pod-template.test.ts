import type { Diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { podTemplate } from "../../src/template/pod-template.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";
import { podData, tools } from "./tools.ts";

interface Row {
  readonly name: string;
  readonly text: string;
  readonly annotations?: Record<string, string>;
  readonly values?: unknown;
  /** The partial pod, or the code with the whole message and its excerpt. */
  readonly want: unknown;
  readonly message?: string;
}

const labels = (value: unknown) => ({ metadata: { labels: { level: value } } });
const printing = (place: string) => `metadata:\n  labels:\n    level: ${place}\nspec: {}\n`;
const printed = (value: unknown) => ({ ...labels(value), spec: {} });
const level = "{{ .ObjectMeta.Annotations.level }}";

const rows: readonly Row[] = [
  { name: "a partial pod", text: printing(level), annotations: { level: "info" }, want: printed("info") },
  {
    name: "what is plain is read as YAML",
    text: `spec:\n  hostNetwork: ${level}\n`,
    annotations: { level: "yes" },
    want: { spec: { hostNetwork: true } },
  },
  { name: "of equal keys the last counts", text: "spec: {}\nmetadata: {a: 1, a: 2}\n", want: { metadata: { a: 2 }, spec: {} } },
  {
    name: "text that quote prints",
    text: printing(`${level.replace(" }}", " | quote }}")}`),
    annotations: { level: 'a" b: \\' },
    want: printed('a" b: \\'),
  },
  {
    name: "values may be YAML",
    text: "spec:\n  nodeSelector: {{ .Values.map }}\n",
    values: { map: "{a: b}" },
    want: { spec: { nodeSelector: { a: "b" } } },
  },
  {
    name: "what toYaml prints may be YAML",
    text: "spec:\n  containers:\n  - name: a\n    args: {{ toYaml (fromJson .ObjectMeta.Annotations.level) | nindent 6 }}\n",
    annotations: { level: '["b: c"]' },
    want: { spec: { containers: [{ name: "a", args: ["b: c"] }] } },
  },
  { name: "a comma between quotes is text", text: printing(`"${level}"`), annotations: { level: "a, b: c" }, want: printed("a, b: c") },
  {
    name: "no template",
    text: "metadata:\n  labels: {{ if }}\n",
    want: "InvalidTemplate",
    message:
      "Cannot parse line 2 of the template sidecar (spec.test): missing value for if; expected a Go template\n  1 | metadata:\n> 2 |   labels: {{ if }}",
  },
  {
    name: "an execution that fails",
    text: "a: b\nspec: {{ .Spec.Nothing }}\n",
    want: "InvalidTemplate",
    message:
      "Cannot execute line 2 of the template sidecar (spec.test): at <.Spec.Nothing>: can't evaluate field Nothing in type v1.PodSpec; expected a template for this pod\n  1 | a: b\n> 2 | spec: {{ .Spec.Nothing }}",
  },
  {
    name: "no YAML",
    text: `spec:\n  a: b\n  containers: ["${level}]\n`,
    annotations: { level: "x" },
    want: "InvalidTemplate",
    message:
      'Cannot read what line 3 of the template sidecar (spec.test) renders: the " is not closed. Line 3 of it:\n  1 | spec:\n  2 |   a: b\n> 3 |   containers: ["x]',
  },
  {
    name: "a value of another type",
    text: `spec:\n  containers:\n  - image: app\n    name: ${level}\n`,
    annotations: { level: "no" },
    want: "InvalidTemplate",
    message:
      "Cannot read what line 4 of the template sidecar (spec.test) renders: spec.containers[0].name is false, expected a string. Line 4 of it:\n  2 |   containers:\n  3 |   - image: app\n> 4 |     name: no",
  },
  {
    name: "a fault of the template's own text behind what it prints",
    text: `metadata:\n  labels: {level: ${level}}\nspec:\n  a: b: c\n`,
    annotations: { level: "info" },
    want: "InvalidTemplate",
    message:
      'Cannot read what line 4 of the template sidecar (spec.test) renders: an unquoted value contains ": ". Line 4 of it:\n  2 |   labels: {level: info}\n  3 | spec:\n> 4 |   a: b: c',
  },
  {
    name: "a fault of text behind trimmed line breaks",
    text: `metadata:\n  labels: {level: ${level}}\n{{- if true -}}\n\n\n  x: y\n{{- end }}\nspec: {}\n`,
    annotations: { level: "info" },
    want: "InvalidTemplate",
    message:
      "Cannot read what line 6 of the template sidecar (spec.test) renders: text follows the end of the value. Line 2 of it:\n  1 | metadata:\n> 2 |   labels: {level: info}x: y\n  3 | spec: {}",
  },
  {
    name: "a fault of text of a template that is defined within",
    text: `{{ define "spec" }}\nspec:\n  hostNetwork: maybe\n{{ end }}metadata: {labels: {level: ${level}}}\n{{ template "spec" . }}`,
    annotations: { level: "info" },
    want: "InvalidTemplate",
    message:
      'Cannot read what line 3 of the template sidecar (spec.test) renders: spec.hostNetwork is "maybe", expected true or false. Line 4 of it:\n  2 | \n  3 | spec:\n> 4 |   hostNetwork: maybe',
  },
  {
    name: "a fault of text in the second round of a loop",
    text: `spec:\n  containers:\n  {{- range tuple "a" "b" }}\n  - name: {{ . }}\n    tty: {{ if eq . "a" }}true{{ else }}\n      maybe\n      {{- end }}\n  {{- end }}\n`,
    want: "InvalidTemplate",
    message:
      'Cannot read what line 6 of the template sidecar (spec.test) renders: spec.containers[1].tty is "maybe", expected true or false. Line 7 of it:\n  5 |   - name: b\n  6 |     tty: \n> 7 |       maybe',
  },
  {
    name: "a fault where the text ends",
    text: `metadata: {labels: {level: ${level}}}\nspec: {\n  a: b\n`,
    annotations: { level: "info" },
    want: "InvalidTemplate",
    message:
      "Cannot read what line 2 of the template sidecar (spec.test) renders: the { is not closed. Line 2 of it:\n  1 | metadata: {labels: {level: info}}\n> 2 | spec: {\n  3 |   a: b",
  },
  {
    name: "a name that Kubernetes refuses",
    text: `spec:\n  containers:\n  - image: app\n    name: ${level}\n`,
    annotations: { level: "Log_Shipper" },
    want: "InvalidTemplate",
    message:
      'Cannot read what line 4 of the template sidecar (spec.test) renders: spec.containers[0].name is "Log_Shipper", expected a name of at most 63 lower-case letters, digits and -, a letter or digit first and last. Line 4 of it:\n  2 |   containers:\n  3 |   - image: app\n> 4 |     name: Log_Shipper',
  },
  {
    name: "a volume without a name",
    text: "spec:\n  volumes:\n  - emptyDir: {}\n",
    want: "InvalidTemplate",
    message:
      "Cannot read what line 3 of the template sidecar (spec.test) renders: spec.volumes[0].name is missing, expected a name of at most 63 lower-case letters, digits and -, a letter or digit first and last. Line 3 of it:\n  1 | spec:\n  2 |   volumes:\n> 3 |   - emptyDir: {}",
  },
  {
    name: "nothing",
    text: "{{ if false }}spec: {}{{ end }}\n",
    want: "InvalidTemplate",
    message: "Cannot inject what the template sidecar (spec.test) renders: it is nothing; expected a partial pod with metadata or spec",
  },
  {
    name: "comments only",
    text: "# a sidecar\n\n  # or none\n",
    want: "InvalidTemplate",
    message:
      "Cannot inject what the template sidecar (spec.test) renders: it is nothing but comments; expected a partial pod with metadata or spec\n> 1 | # a sidecar\n  2 | \n  3 |   # or none",
  },
  {
    name: "null",
    text: "null\n",
    want: "InvalidTemplate",
    message:
      "Cannot inject what the template sidecar (spec.test) renders: it is null; expected a partial pod with metadata or spec\n> 1 | null",
  },
  {
    name: "text",
    text: "a sidecar\n",
    want: "InvalidTemplate",
    message:
      'Cannot inject what the template sidecar (spec.test) renders: it is "a sidecar"; expected a partial pod with metadata or spec\n> 1 | a sidecar',
  },
  {
    name: "a list",
    text: "- a\n",
    want: "InvalidTemplate",
    message:
      "Cannot inject what the template sidecar (spec.test) renders: it is a list; expected a partial pod with metadata or spec\n> 1 | - a",
  },
  {
    name: "another map",
    text: "containers: []\n",
    want: "InvalidTemplate",
    message:
      "Cannot inject what the template sidecar (spec.test) renders: it is a map with neither metadata nor spec; expected a partial pod with metadata or spec\n> 1 | containers: []",
  },
  {
    name: "a value that ends its quotes",
    text: printing(`"${level}"`),
    annotations: { level: 'a"\n    evil: "b' },
    want: "UnsafeValue",
    message:
      'Cannot inject what line 3 of the template sidecar (spec.test) renders: the value "a\\"\\n    evil: \\"b" changes the YAML around it; expected text. Line 3 of it:\n  1 | metadata:\n  2 |   labels:\n> 3 |     level: "a"\n  4 |     evil: "b"\n  5 | spec: {}',
  },
  { name: "a value that is a map", text: printing(level), annotations: { level: "{evil: true}" }, want: "UnsafeValue" },
  { name: "a value that is a list", text: printing(level), annotations: { level: "[evil]" }, want: "UnsafeValue" },
  { name: "a value that begins a line", text: printing(level), annotations: { level: "a\n    evil: b" }, want: "UnsafeValue" },
  { name: "a value that names an anchor", text: printing(level), annotations: { level: "&evil b" }, want: "UnsafeValue" },
  {
    name: "a value that is a merge",
    text: "metadata:\n  labels: {a: b}\nspec:\n  {{ .ObjectMeta.Annotations.level }}: {a: b}\n",
    annotations: { level: "<<" },
    want: "UnsafeValue",
  },
  { name: "a value that makes a key", text: printing(level), annotations: { level: "\n      evil: b" }, want: "UnsafeValue" },
  {
    name: "a value with an item",
    text: `spec:\n  containers:\n  - name: ${level}\n`,
    annotations: { level: "a\n  - name: evil" },
    want: "UnsafeValue",
  },
  {
    name: "a value that escapes its quote",
    text: `spec:\n  args: ["${level}", "b"]\n`,
    annotations: { level: "a\\" },
    want: "UnsafeValue",
  },
  {
    name: "a value that escapes the quote at a line's end",
    text: `spec:\n  args:\n  - "${level}"\n  - "b"\n`,
    annotations: { level: "a\\" },
    want: "UnsafeValue",
  },
  {
    name: "a value between single quotes",
    text: `spec:\n  args: ['${level}', 'b']\n`,
    annotations: { level: "a', 'evil" },
    want: "UnsafeValue",
  },
  {
    name: "values that join between quotes",
    text: `spec:\n  args: ["{{ .ObjectMeta.Annotations.one }}", "{{ .ObjectMeta.Annotations.two }}"]\n`,
    annotations: { one: "a\\", two: ', evil, "b' },
    want: "UnsafeValue",
  },
  {
    name: "values that take a key's place between quotes",
    text: `spec: {nodeSelector: {a: "{{ .ObjectMeta.Annotations.one }}", arrow: "{{ .ObjectMeta.Annotations.two }}"}}\n`,
    annotations: { one: "a\\", two: ', evil: "b' },
    want: "UnsafeValue",
  },
  {
    name: "a value by way of a variable and a function",
    text: `{{ $x := .ObjectMeta.Annotations.level | lower }}spec:\n  args: [{{ $x }}]\n`,
    annotations: { level: "A, B" },
    want: "UnsafeValue",
  },
  {
    name: "a value in a flow map",
    text: `metadata: {labels: {level: ${level}}}\n`,
    annotations: { level: "a, evil: b" },
    want: "UnsafeValue",
  },
];

table("what a template renders", rows, {
  title: ({ name }) => name,
  run: ({ text, annotations = {}, values, want, message }) => {
    const render = podTemplate({ name: "sidecar", source: "spec.test", text }, tools);
    const got = typeof render === "function" ? render(podData({ pod: { metadata: { annotations }, spec: {} }, values })) : render;
    if ("partial" in got) return assert.equal(got.partial, toValue(want));
    assert.equal(
      got.diagnostics.map(({ code }) => code),
      [want],
    );
    const { message: told, excerpt = [] } = got.diagnostics[0] as Diagnostic;
    if (message) assert.is([told, ...excerpt].join("\n"), message);
  },
});

const twice = `spec:
{{- if eq ${level.slice(3, -3)} "own" }}
  hostNetwork: true
{{- else }}
{{ ${level.slice(3, -3)} }}
{{- end }}
`;

table(
  "what a template renders for one pod after the other",
  [
    {
      name: "a value that prints what the template wrote for the pod before",
      levels: ["own", "  hostNetwork: true"],
      want: [[], ["UnsafeValue"]],
    },
    {
      name: "the template's own text where a value has printed it before",
      levels: ["  hostNetwork: true", "own"],
      want: [["UnsafeValue"], []],
    },
    {
      name: "a value that prints it with another scalar",
      levels: ["own", "  hostNetwork: false"],
      want: [[], ["UnsafeValue"]],
    },
    {
      name: "a value that prints it twice",
      levels: ["  hostNetwork: true", "  hostNetwork: true"],
      want: [["UnsafeValue"], ["UnsafeValue"]],
    },
  ],
  {
    title: ({ name }) => name,
    run: ({ levels, want }) => {
      const render = podTemplate({ name: "sidecar", source: "spec.test", text: twice }, tools);
      assert.type(render, "function");
      if (typeof render !== "function") return;
      const got = levels.map((found) => render(podData({ pod: { metadata: { annotations: { level: found } }, spec: {} } })));
      assert.equal(
        got.map((pod) => ("partial" in pod ? [] : pod.diagnostics.map(({ code }) => code))),
        want,
      );
    },
  },
);
