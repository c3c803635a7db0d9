import { assert, table } from "../cases.ts";
import { deployment, ownSidecar } from "../cli/manifests.ts";
import { podgraft, withFiles } from "../cli/run.ts";

const broken = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports: [{port: 80}\n";
const unclosed = "Flow sequence in block collection must be sufficiently indented and end with a ]";
const toldOf = (fault: string, ...places: readonly string[]) => [
  `warning BrokenDocument: Cannot read the document: ${fault}; expected YAML. It is left as it is`,
  ...places.map((place) => `at ${place}`),
  "fix: correct the text at this place",
];
const told = (...places: readonly string[]) => toldOf(unclosed, ...places);

const item = (text: string) => text.replace(/^/gm, "  ").replace("  ", "- ").trimEnd();
const list = (...items: readonly string[]) =>
  `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n${items.map((text) => `${item(text)}\n`).join("")}`;

const configMap = (data: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata: ${data}\n`;

const files = {
  "own.yaml": ownSidecar.replace("    optIn: ship\n", "    policy: enabled\n").replace(/ {4}namespaceSelector:\n.*\n/, ""),
  "web.yaml": `${deployment("web")}---\n${broken}`,
  "both.yaml": `${broken}---\n${deployment("web")}      volumes: [\n`,
  "list.yaml": list(deployment("web"), broken),
  "anchors.yaml": list(deployment("web"), configMap("&data {a: b}"), configMap("*data")),
  "odd.yaml": `${deployment("web")}---\n${configMap("!vault {a: !!binary aGVsbG8=}")}`,
  "twice.yaml": configMap("{a: b, a: c}"),
  "tab.yaml": configMap("\n\ta: b"),
  "tail.yaml": `${broken}---\n${broken}`,
};

interface Row {
  readonly name: string;
  readonly args: readonly string[];
  readonly told: readonly string[];
  readonly code?: number;
  /** What standard output ends with. */
  readonly ends?: string;
}

const rows: readonly Row[] = [
  { name: "inject", args: ["inject", "-f", "web.yaml"], told: told("web.yaml:23:1"), ends: `---\n${broken}` },
  { name: "uninject", args: ["uninject", "-f", "web.yaml"], told: told("web.yaml:23:1"), ends: `---\n${broken}` },
  { name: "uninject of one configuration", args: ["uninject", "-f", "web.yaml", "--only", "logging"], told: told("web.yaml:23:1") },
  { name: "diff", args: ["diff", "-f", "web.yaml"], told: told("web.yaml:23:1"), code: 1 },
  { name: "diff of two configurations, once", args: ["diff", "-f", "web.yaml", "--against", "own.yaml"], told: told("web.yaml:23:1") },
  { name: "explain", args: ["explain", "-f", "web.yaml"], told: told("web.yaml:23:1") },
  { name: "each document", args: ["inject", "-f", "tail.yaml"], told: told("tail.yaml:7:1", "tail.yaml:14:1") },
  { name: "an item of a list", args: ["inject", "-f", "list.yaml"], told: told("list.yaml:25:1"), ends: `${item(broken)}\n` },
  { name: "no item that names another's anchor", args: ["inject", "-f", "anchors.yaml"], told: [] },
  {
    name: "a key that stands twice",
    args: ["inject", "-f", "twice.yaml"],
    told: toldOf("The key a stands twice in one map", "twice.yaml:5:14"),
  },
  { name: "a tab as indentation", args: ["inject", "-f", "tab.yaml"], told: toldOf("Tabs are not allowed as indentation", "tab.yaml:6:1") },
  { name: "nothing that only the full reader takes", args: ["inject", "-f", "odd.yaml"], told: [] },
  { name: "check", args: ["check", "-f", "web.yaml"], told: told("web.yaml:23:1"), code: 1 },
  { name: "beside a workload's fault", args: ["inject", "-f", "both.yaml"], told: told("both.yaml:7:1"), code: 2 },
];

table("a document that is no YAML, and no workload, is left and told of", rows, {
  title: ({ name }) => name,
  run: ({ args, told: expected, code = 0, ends }) => {
    const config = args[0] === "uninject" ? [] : ["-c", "own.yaml"];
    const { code: status, out, err } = withFiles(files, (cwd) => podgraft([...args, ...config], { cwd }));
    assert.is(status, code, err);
    const lines = (args[0] === "check" ? out : err).split("\n").map((line) => line.trim());
    const first = lines.findIndex((line) => line.startsWith("warning BrokenDocument"));
    assert.equal(first === -1 ? [] : lines.slice(first, first + expected.length), expected, err);
    if (ends !== undefined) assert.ok(out.endsWith(ends), out);
  },
});
