import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { assert, suite } from "../cases.ts";

const root = join(import.meta.dirname, "../..");
const module = join(root, "tools/kube-schema");

suite("generated files are what their generator writes", (test) => {
  const obstacle = whyNotGo();
  if (obstacle !== undefined) test.skip("all of them", obstacle);
  else {
    test("src/kube/schema.gen.ts", () => assert.is(go("run", "."), read("src/kube/schema.gen.ts")));
    for (const name of ["strategic-merge", "quantity"])
      test(`test/data/${name}/rows.jsonl, its first rows`, () => {
        const made = go("run", `./${name}-rows`, "-n", "50");
        assert.is(made, read(`test/data/${name}/rows.jsonl`).slice(0, made.length));
        assert.is(made.split("\n").length, 51);
      });
  }
});

function whyNotGo(): string | undefined {
  const { error, status } = spawnSync("go", ["mod", "download"], { cwd: module });
  if (error !== undefined) return "Go is not on PATH";
  return status === 0 ? undefined : "the Go modules cannot be downloaded";
}

function go(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync("go", args, { cwd: module, encoding: "utf8", maxBuffer: 1 << 24 });
  assert.is(status, 0, stderr);
  return stdout;
}

function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}
