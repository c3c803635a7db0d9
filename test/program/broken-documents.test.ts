import { assert, table } from "../cases.ts";
import { deployment, ownSidecar } from "../cli/manifests.ts";
import { podgraft, withFiles } from "../cli/run.ts";

const broken = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports: [{port: 80}\n";
const toldOf = (fault: string, fix: string, ...places: readonly string[]) => [
  `warning BrokenDocument: A document is not YAML and is left as it is: ${fault}`,
  ...places.map((place) => `at ${place}`),
  `fix: ${fix}`,
];
const told = (...places: readonly string[]) => toldOf("the [ is not closed", "close it with ]", ...places);

const item = (text: string) => text.replace(/^/gm, "  ").replace("  ", "- ").trimEnd();
const list = (...items: readonly string[]) =>
  `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n${items.map((text) => `${item(text)}\n`).join("")}`;

const configMap = (data: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata: ${data}\n`;

const files = {
  "own.yaml": ownSidecar.replace("    optIn: ship\n", "    policy: enabled\n").replace(/ {4}namespaceSelector:\n.*\n/, ""),
  "web.yaml": `${deployment("web")}---\n${broken}`,
  "both.yaml": `${broken}---\n${deployment("web")}      volumes: [\n`,
  "list.yaml": list(deployment("web"), broken),
  "frame.yaml": `${list(deployment("web"))}functionConfig:\n  ports: [{port: 80}\n`,
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
  { name: "inject", args: ["inject", "-f", "web.yaml"], told: told("web.yaml:22:10"), ends: `---\n${broken}` },
  { name: "uninject", args: ["uninject", "-f", "web.yaml"], told: told("web.yaml:22:10"), ends: `---\n${broken}` },
  { name: "uninject of one configuration", args: ["uninject", "-f", "web.yaml", "--only", "logging"], told: told("web.yaml:22:10") },
  { name: "diff", args: ["diff", "-f", "web.yaml"], told: told("web.yaml:22:10"), code: 1 },
  { name: "diff of two configurations, once", args: ["diff", "-f", "web.yaml", "--against", "own.yaml"], told: told("web.yaml:22:10") },
  { name: "explain", args: ["explain", "-f", "web.yaml"], told: told("web.yaml:22:10") },
  { name: "each document", args: ["inject", "-f", "tail.yaml"], told: told("tail.yaml:6:10", "tail.yaml:13:10") },
  { name: "an item of a list", args: ["inject", "-f", "list.yaml"], told: told("list.yaml:24:12"), ends: `${item(broken)}\n` },
  { name: "what is around a list's items", args: ["inject", "-f", "frame.yaml"], told: told("frame.yaml:20:10") },
  { name: "no item that names another's anchor", args: ["inject", "-f", "anchors.yaml"], told: [] },
  {
    name: "a key that is repeated",
    args: ["inject", "-f", "twice.yaml"],
    told: toldOf("the map has the key a twice", "remove one of them", "twice.yaml:5:14"),
  },
  {
    name: "a tab as indentation",
    args: ["inject", "-f", "tab.yaml"],
    told: toldOf("a tab is in the indentation, where YAML takes only spaces", "replace the tab with spaces", "tab.yaml:6:1"),
  },
  { name: "nothing that only the full reader takes", args: ["inject", "-f", "odd.yaml"], told: [] },
  { name: "check", args: ["check", "-f", "web.yaml"], told: told("web.yaml:22:10"), code: 1 },
  { name: "beside a workload's fault", args: ["inject", "-f", "both.yaml"], told: told("both.yaml:6:10"), code: 2 },
];

table("a document that is not YAML, and no workload, is left and told of", rows, {
  title: ({ name }) => name,
  run: ({ args, told: expected, code = 0, ends }) => {
    const config = args[0] === "uninject" ? [] : ["-c", "own.yaml"];
    const { code: status, out, err } = withFiles(files, (cwd) => podgraft([...args, ...config], { cwd }));
    assert.is(status, code, err);
    const lines = (args[0] === "check" ? out : err)
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => !/^(?:> )?\d* ?\| /.test(line));
    const first = lines.findIndex((line) => line.startsWith("warning BrokenDocument"));
    assert.equal(first === -1 ? [] : lines.slice(first, first + expected.length), expected, err);
    if (ends !== undefined) assert.ok(out.endsWith(ends), out);
  },
});
