import { symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { readInputs } from "../../src/cli/read-inputs.ts";
import { assert, suite, table } from "../cases.ts";
import { withFiles } from "../files.ts";

const files = {
  "b.yaml": "b",
  "a.yml": "a",
  "c.json": "{}",
  "note.txt": "",
  ".hidden.yaml": "",
  "kustomization.yaml": "",
  Kptfile: "",
  "sub/d.yaml": "d",
  "sub/left-alone.yaml": "",
  ".podgraftignore": "left-alone.yaml\n/skipped/\n",
  "skipped/e.yaml": "",
  "sub/skipped/f.yaml": "f",
};

const rows: readonly { readonly given: readonly string[]; readonly isShallow?: true; readonly read: readonly string[] }[] = [
  { given: ["b.yaml", "note.txt"], read: ["b.yaml", "note.txt"] },
  { given: ["."], read: ["a.yml", "b.yaml", "c.json", "sub/d.yaml", "sub/skipped/f.yaml"] },
  { given: ["."], isShallow: true, read: ["a.yml", "b.yaml", "c.json"] },
  { given: ["b.yaml", "."], isShallow: true, read: ["b.yaml", "a.yml", "c.json"] },
  { given: ["skipped"], read: ["skipped/e.yaml"] },
];

table("inputs", rows, {
  title: ({ given, isShallow }) => `${given}${isShallow ? ", shallow" : ""}`,
  run: ({ given, isShallow = false, read }) =>
    withFiles(files, (cwd) => {
      const { inputs, diagnostics } = readInputs(
        given.map((file) => join(cwd, file)),
        { isShallow },
      );
      assert.equal(diagnostics, []);
      assert.equal(
        inputs.map(({ file }) => file.slice(cwd.length + 1)),
        read,
      );
    }),
});

suite("inputs that cannot be read", (test) => {
  const problems = (given: readonly string[], options: Parameters<typeof readInputs>[1] = {}) =>
    readInputs(given, options).diagnostics.map(({ message, location }) => `${location?.file}: ${message}`);
  test("each is reported", () => {
    const [first, second, ...more] = problems(["/not/there", "https://example.com/web.yaml"]);
    assert.match(first ?? "", "/not/there: Cannot read /not/there: no such directory: /not");
    assert.match(second ?? "", "URL");
    assert.equal(more, []);
  });
  test("a directory without manifests besides the configuration", () =>
    withFiles({ "c.yaml": "" }, (cwd) => assert.is(problems([cwd], { except: [resolve(cwd, "c.yaml")] }).length, 1)));
  test("a link that leads out of the repository", () =>
    withFiles({ "in/a.yaml": "a", "secret.yaml": "s" }, (cwd) => {
      symlinkSync("../secret.yaml", join(cwd, "in/link.yaml"));
      const { inputs, diagnostics } = readInputs([join(cwd, "in")], { within: join(cwd, "in") });
      assert.equal([inputs.map(({ text }) => text), diagnostics.length], [["a"], 1]);
    }));
});
