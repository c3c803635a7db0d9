import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeTree } from "../../src/cli/write-tree.ts";
import { assert, suite } from "../cases.ts";
import { withFiles } from "../files.ts";
import { filesBelow } from "../hosts/package.ts";

const files = (...paths: readonly string[]) => paths.map((path) => ({ path, text: `# ${path}\n` }));

suite("a directory that is written as a whole", (test) => {
  test("a new one holds the files, and a kustomization that lists them", () =>
    withFiles({}, (cwd) => {
      const directory = join(cwd, "out/production");
      assert.equal(writeTree({ directory, files: files("shop/b.yaml", "a.yaml") }), []);
      const { "kustomization.yaml": index, ...others } = filesBelow(directory);
      assert.equal(others, { "a.yaml": "# a.yaml\n", "shop/b.yaml": "# shop/b.yaml\n" });
      assert.match(index ?? "", "\nresources:\n- shop/b.yaml\n- a.yaml\n");
    }));

  test("written again, what is gone is removed, with the folders that it leaves empty", () =>
    withFiles({ ".git": "a" }, (directory) => {
      writeTree({ directory, files: files("shop/b.yaml", "bank/b.yaml", "a.yaml") });
      writeFileSync(join(directory, "bank/mine.yaml"), "");
      assert.equal(writeTree({ directory, files: files("a.yaml") }), []);
      assert.equal(Object.keys(filesBelow(directory)), [".git", "a.yaml", "bank/mine.yaml", "kustomization.yaml"]);
      assert.equal(writeTree({ directory, files: [] }), []);
      assert.match(readFileSync(join(directory, "kustomization.yaml"), "utf8"), "resources: []\n");
    }));
});

suite("a directory that is not written", (test) => {
  for (const name of ["web.yaml", "kustomization.yaml"])
    test(`one that holds another's ${name} is left alone`, () =>
      withFiles({ [name]: "mine" }, (directory) => {
        const [problem] = writeTree({ directory, files: files("a.yaml") });
        assert.match(problem?.message ?? "", "it holds files that podgraft build -o did not write");
        assert.equal(filesBelow(directory), { [name]: "mine" });
      }));

  test("what the kustomization lists outside of it is not removed", () =>
    withFiles({ "mine.yaml": "" }, (cwd) => {
      const directory = join(cwd, "out");
      writeTree({ directory, files: files("a.yaml") });
      const index = join(directory, "kustomization.yaml");
      writeFileSync(index, `${readFileSync(index, "utf8")}- ../mine.yaml\n- ${cwd}/mine.yaml\n- ./../mine.yaml\n`);
      assert.equal(writeTree({ directory, files: [] }), []);
      assert.is(readFileSync(join(cwd, "mine.yaml"), "utf8"), "");
    }));

  test("a run that was killed is repeated: nothing is left of it, whatever it had done", () =>
    withFiles({}, (cwd) => {
      const [directory, whole] = [join(cwd, "out"), join(cwd, "whole")];
      writeTree({ directory, files: files("a.yaml", "shop/b.yaml") });
      const index = readFileSync(join(directory, "kustomization.yaml"), "utf8");
      writeFileSync(join(directory, "kustomization.yaml"), `${index}- bank/c.yaml\n- d.yaml\n`);
      mkdirSync(join(directory, "bank"));
      for (const folder of ["", "shop", "bank"]) writeFileSync(join(directory, folder, `.podgraft-other.1-7-${"0".repeat(32)}.tmp`), "a");
      writeFileSync(join(directory, "d.yaml"), "");
      for (const one of [directory, whole]) assert.equal(writeTree({ directory: one, files: files("bank/c.yaml", "a.yaml") }), []);
      assert.equal(filesBelow(directory), filesBelow(whole));
    }));

  test("one that is up to date is not written again", () =>
    withFiles({}, (directory) => {
      const tree = { directory, files: files("a.yaml", "shop/b.yaml") };
      writeTree(tree);
      const written = () => ["a.yaml", "shop/b.yaml", "kustomization.yaml"].map((path) => statSync(join(directory, path)).ino);
      const before = written();
      assert.equal(writeTree(tree), []);
      assert.equal(written(), before);
    }));

  test("where a name is too long nothing is left", () =>
    withFiles({}, (directory) => {
      const [problem] = writeTree({ directory, files: files("shop/c.yaml", `${"b".repeat(300)}.yaml`) });
      assert.match(problem?.message ?? "", "name too long; no file was changed");
      assert.equal(readdirSync(directory), []);
    }));

  test("where one file cannot be written nothing is", () =>
    withFiles({}, (directory) => {
      writeTree({ directory, files: files("a.yaml") });
      symlinkSync("/nowhere/at/all", join(directory, "b.yaml"));
      const before = readFileSync(join(directory, "kustomization.yaml"), "utf8");
      assert.is(writeTree({ directory, files: files("b.yaml", "c.yaml") }).length, 1);
      assert.is(readFileSync(join(directory, "kustomization.yaml"), "utf8"), before);
    }));
});
