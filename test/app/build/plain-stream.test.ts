import { plainStream } from "../../../src/app/build/plain-stream.ts";
import { assert, table } from "../../cases.ts";

interface Row {
  readonly name: string;
  readonly text: string;
  readonly documents?: readonly string[];
  /** Messages, each with its line. */
  readonly told?: readonly string[];
}

const config = "apiVersion: podgraft.dev/v1alpha1\nkind: SidecarInjector\nmetadata: {name: a}\n";
const object = (name: string, metadata = "") => `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\n${metadata}`;
const local = object("l", "  annotations:\n    config.kubernetes.io/local-config: 'true'\n");

const rows: readonly Row[] = [
  {
    name: "documents keep their text",
    text: `# first\n${object("a")}---\n${object("b", "# last\n")}`,
    documents: [`# first\n${object("a")}`, object("b", "# last\n")],
  },
  { name: "a document without a line break at its end gets one", text: object("a").trimEnd(), documents: [object("a")] },
  { name: "CRLF stays", text: object("a").replaceAll("\n", "\r\n"), documents: [object("a").replaceAll("\n", "\r\n")] },
  { name: "a byte order mark goes", text: `\ufeff${object("a")}`, documents: [object("a")] },
  { name: "documents of comments, null and nothing go", text: `# a\n---\nnull\n---\n---\n${object("a")}...\n`, documents: [object("a")] },
  { name: "the configuration goes", text: `${config}---\n${object("a")}`, documents: [object("a")] },
  {
    name: "a configuration of another group stays",
    text: config.replace("podgraft.dev", "example.com"),
    documents: [config.replace("podgraft.dev", "example.com")],
  },
  { name: "local configuration goes", text: `${local}---\n${object("a")}`, documents: [object("a")] },
  { name: "what is marked as not local stays", text: local.replace("'true'", "'false'"), documents: [local.replace("'true'", "'false'")] },
  {
    name: "a List comes apart, lists in it too",
    text: `apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Service, metadata: {name: a}}\n- apiVersion: v1\n  kind: ServiceList\n  items: [{apiVersion: v1, kind: Service, metadata: {name: b}}]\n`,
    documents: ["a", "b"].map(plain),
  },
  { name: "an empty List gives nothing", text: "apiVersion: v1\nkind: List\nitems: []\n", documents: [] },
  {
    name: "a configuration and local configuration in a List go",
    text: `apiVersion: v1\nkind: List\nitems:\n- {apiVersion: podgraft.dev/v1alpha1, kind: SidecarInjector}\n- {apiVersion: v1, kind: Service, metadata: {name: l, annotations: {config.kubernetes.io/local-config: "true"}}}\n`,
    documents: [],
  },
  {
    name: "a ResourceList comes apart",
    text: `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n- apiVersion: v1\n  kind: Service\n  metadata:\n    name: a\n    annotations: {config.kubernetes.io/index: '0'}\nfunctionConfig: {apiVersion: v1, kind: ConfigMap}\n`,
    documents: [plain("a")],
  },
  {
    name: "JSON is written as YAML",
    text: '{"apiVersion": "v1", "kind": "Service",\n\t"metadata": {"name": "a"}}',
    documents: [plain("a")],
  },
  {
    name: "a directive between documents goes",
    text: `${object("a")}...\n%YAML 1.1\n---\n${object("b")}`,
    documents: [object("a"), object("b")],
  },
  {
    name: "a directive that no host takes is reported",
    text: `%YAML 1.1\n---\n${object("a")}`,
    documents: [object("a")],
    told: ["1 Cannot read the YAML: the line is a directive (%), which Kubernetes' readers refuse"],
  },
  {
    name: "strings that a reader of YAML 1.1 would take for others are quoted in what is written",
    text: '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "n"}, "data": {"on": "yes", "b": "1_0", "c": "12:30"}}',
    documents: ['apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: "n"\ndata:\n  "on": "yes"\n  b: "1_0"\n  c: "12:30"\n'],
  },
  {
    name: "a build's annotations go, with their comments; others stay with theirs",
    text: object(
      "a",
      "  annotations:\n    # ours\n    example.com/a: b # kept\n    # theirs\n    config.kubernetes.io/index: '0'\n    internal.config.kubernetes.io/path: a.yaml\n    config.k8s.io/id: '1'\n    kustomize.config.k8s.io/id: |\n      a\n    config.kubernetes.io/depends-on: x\n",
    ),
    documents: [object("a", "  annotations:\n    # ours\n    example.com/a: b # kept\n    config.kubernetes.io/depends-on: x\n")],
  },
  {
    name: "annotations that are all a build's go as a whole",
    text: object("a", "  annotations:\n    config.kubernetes.io/path: a.yaml\n"),
    documents: [object("a")],
  },
  {
    name: "what is not an object is reported",
    text: `${object("a")}---\n# values\n\nreplicas: 3\n`,
    documents: [object("a")],
    told: ["8 Cannot print the document: it has no kind and apiVersion"],
  },
  {
    name: "an object that is not YAML is passed on as it is, others beside it",
    text: `${object("a")}---\n${object("b", "spec: {ports: [\n")}---\n${object("c", "  labels:\n\ta: b\n")}`,
    documents: [object("a"), object("b", "spec: {ports: [\n"), object("c", "  labels:\n\ta: b\n")],
  },
  {
    name: "tags of another program are left alone",
    text: object("a", "spec: !vault {a: !!binary aGVsbG8=}\n"),
    documents: [object("a", "spec: !vault {a: !!binary aGVsbG8=}\n")],
  },
  { name: "text is reported", text: "hello\n", told: ["1 Cannot print the document: it has no kind and apiVersion"] },
];

function plain(name: string): string {
  return `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\n`;
}

table("a plain stream", rows, {
  title: ({ name }) => name,
  run: async ({ text, documents = [], told = [] }) => {
    const result = await plainStream([{ file: "a.yaml", text }]);
    assert.equal(
      result.diagnostics.map(({ message, location }) => `${location?.line} ${message.split(";")[0]}`),
      told,
    );
    assert.equal(result.documents, documents);
  },
});
