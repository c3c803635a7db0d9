import { oneList } from "../../../src/app/inject/one-list.ts";
import { assert, table } from "../../cases.ts";

const head = "apiVersion: v1\nkind: List\n";
const pod = (name: string) => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}  # n\n`;
const item = (name: string) => `- apiVersion: v1\n  kind: Pod\n  metadata:\n    name: ${name}  # n\n`;
const plain = (name: string) => `- apiVersion: v1\n  kind: Pod\n  metadata:\n    name: ${name}\n`;

const rows: readonly { readonly title: string; readonly texts: readonly string[]; readonly list: string }[] = [
  { title: "nothing", texts: [""], list: `${head}items: []\n` },
  {
    title: "documents keep their text",
    texts: [`${pod("a")}---\n${pod("b")}`, pod("c")],
    list: `${head}items:\n${item("a")}${item("b")}${item("c")}`,
  },
  { title: "items of a List", texts: [`${head}items:\n${item("a")}`], list: `${head}items:\n${plain("a")}` },
  {
    title: "items of a ResourceList",
    texts: [`apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n${item("a")}`],
    list: `${head}items:\n${plain("a")}`,
  },
  { title: "JSON", texts: ['{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}}'], list: `${head}items:\n${plain("a")}` },
  {
    title: "blank lines of a literal",
    texts: ["apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n    x\n\n    y\n"],
    list: `${head}items:\n- apiVersion: v1\n  kind: ConfigMap\n  data:\n    a: |\n      x\n\n      y\n`,
  },
];

table("one List of several texts", rows, { title: ({ title }) => title, run: ({ texts, list }) => assert.is(oneList(texts), list) });
