import { spawnSync } from "node:child_process";
import { emptyInput, isEmptyStream, objectlessInput } from "../../src/cli/empty-input.ts";
import { assert, suite, table } from "../cases.ts";
import { program } from "../program.ts";
import { deployment, ownSidecar } from "./manifests.ts";
import { podgraft, withFiles } from "./run.ts";

const texts: readonly { readonly text: string; readonly isEmpty: boolean }[] = [
  { text: "", isEmpty: true },
  { text: "\n", isEmpty: true },
  { text: " \t\r\n\r\n", isEmpty: true },
  { text: "\ufeff", isEmpty: true },
  { text: "# only\n# comments", isEmpty: true },
  { text: "---\n# Source: chart/templates/none.yaml\n---\n", isEmpty: true },
  { text: "--- # a mark\n...\n", isEmpty: true },
  { text: "kind: List\nitems: []\n", isEmpty: false },
  { text: "# a\n--- {}\n", isEmpty: false },
  { text: "{}", isEmpty: false },
  { text: "---text\n", isEmpty: false },
  { text: `${"#".repeat(100_000)}\n`.repeat(20), isEmpty: true },
];

table("a stream without a document", texts, {
  title: ({ text, isEmpty }) => `${JSON.stringify(text.slice(0, 40))}: ${isEmpty ? "empty" : "not empty"}`,
  run: ({ text, isEmpty }) => assert.is(isEmptyStream(text), isEmpty),
});

const others: readonly (readonly [file: string, text: string, name: string, fix?: string])[] = [
  ["a.yaml", "a: 1", "a.yaml", "name a file with manifests"],
  ["-", "kustomize: command not found\n", "standard input", "check the program before podgraft in the pipe, it may have failed"],
  ["dir/values.yaml", "mankind: 1", "dir/values.yaml", "build it first: podgraft build DIR builds kustomizations and charts"],
  ["b.json", '{"kind": "List"}', "b.json"],
  ["c.yaml", "# kind\n", "c.yaml"],
];

suite("the message for empty input", (test) => {
  test("is missing without a text, which was not read", () => assert.is(emptyInput("x", []), undefined));
  test("is missing where one of several has a document", () =>
    assert.is(
      emptyInput("x", [
        { file: "x/a", text: "" },
        { file: "x/b", text: "a: 1" },
      ]),
      undefined,
    ));
  for (const [file, text, name, fix] of others)
    test(`says whether ${file} has an object`, () => {
      const { code = "NoKubernetesObject", message, fix: found } = objectlessInput(file, [{ file, text }]) ?? {};
      assert.is(code, "NoKubernetesObject");
      assert.equal(
        [message, found],
        fix === undefined ? [undefined, undefined] : [`Nothing in ${name} has a kind: it is left as it is`, fix],
      );
    });
  test("tells comments from nothing", () => {
    assert.match(emptyInput("x", [{ file: "x", text: "# a" }])?.message ?? "", "x: it has only comments");
    assert.match(emptyInput("-", [{ file: "stdin", text: "" }])?.message ?? "", "standard input: it is empty");
  });
});

const commands: readonly (readonly string[])[] = [
  ["inject", "-c", "c.yaml"],
  ["explain", "-c", "c.yaml"],
  ["check", "-c", "c.yaml"],
  ["diff", "-c", "c.yaml"],
  ["uninject"],
  ["init"],
];
const files = {
  "c.yaml": ownSidecar,
  "none.yaml": "",
  "comments.yaml": "# later\n",
  "web.yaml": deployment("web"),
  "nothing/a.yaml": "",
  "nothing/b.yaml": "---\n",
  "some/a.yaml": "# later\n",
  "some/web.yaml": deployment("web"),
};
const given: readonly { readonly name: string; readonly args: readonly string[]; readonly input?: string; readonly isEmpty: boolean }[] = [
  { name: "nothing on standard input", args: ["-f", "-"], input: "", isEmpty: true },
  { name: "a line break on standard input", args: ["-f", "-"], input: "\n", isEmpty: true },
  { name: "comments on standard input", args: ["-f", "-"], input: "# Source: chart/templates/none.yaml\n", isEmpty: true },
  { name: "nothing on standard input, beside a file", args: ["-f", "-", "-f", "web.yaml"], input: "", isEmpty: true },
  { name: "an empty file", args: ["-f", "none.yaml"], isEmpty: true },
  { name: "an empty file beside another", args: ["-f", "none.yaml", "-f", "web.yaml"], isEmpty: true },
  { name: "a file of comments", args: ["-f", "comments.yaml"], isEmpty: true },
  { name: "a directory of empty files", args: ["-f", "nothing"], isEmpty: true },
  { name: "an empty file in a directory", args: ["-f", "some"], isEmpty: false },
  { name: "an empty List", args: ["-f", "-"], input: "apiVersion: v1\nkind: List\nitems: []\n", isEmpty: false },
  {
    name: "a ResourceList without items",
    args: ["-f", "-"],
    input: "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems: []\n",
    isEmpty: false,
  },
];

for (const command of commands)
  table(`podgraft ${command[0]}`, given, {
    title: ({ name, isEmpty }) => `${name} is ${isEmpty ? "refused, but with --allow-empty" : "input like any other"}`,
    run: ({ args, input = "", isEmpty }) =>
      withFiles(files, (cwd) => {
        const [name, ...rest] = command as [string, ...string[]];
        const strict = podgraft([name, ...args, ...rest], { cwd, input });
        const lenient = podgraft([name, ...args, ...rest, "--allow-empty"], { cwd, input });
        // Findings and differences of what is there.
        assert.ok(lenient.code === 0 || (lenient.code === 1 && lenient.out !== ""), lenient.err);
        assert.not.match(lenient.err, "empty");
        if (!isEmpty) return assert.equal(strict, lenient);
        assert.is(strict.code, 2);
        assert.is(strict.out, "");
        assert.match(strict.err, /Cannot read manifests from .*: it (is empty|has only comments); expected a manifest/);
      }),
  });

suite("a file that the shell has emptied for the command's own output", (test) => {
  for (const command of ["inject -c c.yaml", "uninject"])
    test(`podgraft ${command} names --in-place`, () =>
      withFiles({ ...files, "shop/web.yaml": deployment("web") }, (cwd) => {
        const line = `${JSON.stringify(program)} ${command} -f shop/web.yaml > shop/web.yaml`;
        const { status, stderr } = spawnSync("sh", ["-c", line], { cwd, encoding: "utf8" });
        assert.is(status, 2);
        assert.match(stderr, "fix: restore shop/web.yaml, then use --in-place or -o shop/web.yaml instead of > shop/web.yaml");
      }));
});
