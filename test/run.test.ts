import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { assert, suite } from "./cases.ts";
import { root, withFiles } from "./files.ts";

const head = `import { assert, suite } from ${JSON.stringify(join(root, "test/cases.ts"))};\n`;
const tests = (body: string) => `${head}suite("s", (test) => {\n${body}\n});\n`;
const good = tests('test("one", () => {}); test("two", () => {});');

/** Files that fail, each with how many of its tests passed, and what is said of it. */
const faults: Readonly<Record<string, readonly [text: string, count: string, says: string]>> = {
  "fails.test.ts": [tests('test("bad", () => assert.is(1, 2)); test("good", () => {});'), "1 / 2", '"bad"'],
  "finds-nothing.test.ts": [tests(""), "0 / 1", "s found no case"],
  "runs-nothing.test.ts": ["export {};\n", "0 / 0", "the file runs no test"],
  "throws.test.ts": ['throw new Error("boo");\n', "0 / 1", "cannot load the file: Error: boo"],
  "ends.test.ts": ["process.exit(0);\n", "0 / 1", "the process ended early"],
};

suite("running tests", (test) => {
  const run = (files: Readonly<Record<string, string>>) =>
    withFiles({ ...files, "package.json": '{"type": "module"}' }, (folder) =>
      spawnSync(process.execPath, ["--import", "tsx", "test/run.ts", `--in=${folder}`], { cwd: root, encoding: "utf8" }),
    );
  const totals = (stdout: string) =>
    ["Total", "Passed", "Skipped"].map((label) => new RegExp(`^ +${label}: +(\\d+)$`, "m").exec(stdout)?.[1]);

  test("sums up what passed, and says once why others were skipped", () => {
    const skipped = tests('for (const name of "abc") test.skip(name, "there is no x");');
    const { status, stdout } = run({ "a.test.ts": good, "below/b.test.ts": good, "c.test.ts": skipped });
    assert.is(status, 0, stdout);
    assert.equal(totals(stdout), ["4", "4", "3"]);
    assert.match(stdout, /^3 tests skipped: there is no x$/m);
  });
  test("fails for each file that does, and goes on", () => {
    const { status, stdout } = run({
      "good.test.ts": good,
      ...Object.fromEntries(Object.entries(faults).map(([name, [text]]) => [name, text])),
    });
    assert.is(status, 1, stdout);
    for (const [name, [, count, says]] of Object.entries(faults)) {
      assert.match(stdout, `FAILED ${name}  (${count})`);
      assert.match(stdout, says);
    }
    assert.equal(totals(stdout), ["7", "3", "0"]);
  });
  test("fails where no file matches", () => assert.is(run({ "a.ts": good }).status, 1));
});
