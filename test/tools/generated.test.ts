import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { dialectTexts } from "../../tools/dialect-texts.ts";
import { assert, suite } from "../cases.ts";

const root = join(import.meta.dirname, "../..");
const kube = join(root, "tools/kube-schema");
const mesh = join(root, "tools/mesh-messages");

/** Those that another test compares. */
const elsewhere = ["src/app/config/sidecar-injector.gen.ts", ...dialectTexts().keys()];

suite("generated files are what their generator writes", (test) => {
  test("each is compared by some test", () => {
    const tested = readFileSync(import.meta.filename, "utf8");
    const all = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".gen.ts"));
    assert.ok(all.length > 0);
    for (const name of all) assert.ok(elsewhere.includes(`src/${name}`) || tested.includes(`read("src/${name}")`), name);
  });
  const obstacle = whyNotGo();
  if (obstacle !== undefined) test.skip("all of them", obstacle);
  else {
    test("src/kube/schema.gen.ts", () => assert.is(go(kube, "run", "."), read("src/kube/schema.gen.ts")));
    test("src/kube/descriptions.gen.ts", () => assert.is(go(kube, "run", "./descriptions"), read("src/kube/descriptions.gen.ts")));
    test("src/kube/validate/since.gen.ts", () => assert.is(go(kube, "run", "./since"), read("src/kube/validate/since.gen.ts")));
    test("src/istio/config/messages.gen.ts", () => assert.is(go(mesh, "run", "."), read("src/istio/config/messages.gen.ts")));
    for (const name of ["strategic-merge", "quantity"])
      test(`test/data/${name}/rows.jsonl, its first rows`, () => {
        const made = go(kube, "run", `./${name}-rows`, "-n", "50");
        assert.is(made, read(`test/data/${name}/rows.jsonl`).slice(0, made.length));
        assert.is(made.split("\n").length, 51);
      });
  }
});

function whyNotGo(): string | undefined {
  for (const [cwd, ...modules] of [[kube], [kube, "k8s.io/api@v0.20.0"], [mesh]] as const) {
    const { error, status } = spawnSync("go", ["mod", "download", ...modules], { cwd });
    if (error !== undefined) return "Go is not on PATH";
    if (status !== 0) return "the Go modules cannot be downloaded";
  }
  return undefined;
}

function go(cwd: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync("go", args, { cwd, encoding: "utf8", maxBuffer: 1 << 24 });
  assert.is(status, 0, stderr);
  return stdout;
}

function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}
