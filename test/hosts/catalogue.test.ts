import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { assert, caseDirs, suite } from "../cases.ts";
import { blocksOf } from "../docs/code-blocks.ts";
import { follow } from "../docs/follow.ts";
import { images } from "./built.ts";
import { hostSuite } from "./hosts.ts";
import { filesBelow, type Package, withPackage } from "./package.ts";

/** With UPDATE_EXPECTED=1 diffs and results are written instead of compared. */
const catalogue = join(import.meta.dirname, "../../plugin/kpt");
const examples = caseDirs(join(catalogue, "examples"));

/** What kpt's own runner of such examples reads from `.expected/config.yaml`. */
interface ExampleConfig {
  readonly testType: "render" | "eval";
  readonly allowExec?: boolean;
}

function commandOf(dir: string): string {
  const { testType, allowExec } = parse(readFileSync(join(dir, ".expected/config.yaml"), "utf8")) as ExampleConfig;
  if (testType === "render") return `kpt fn render --results-dir ../results${allowExec ? " --allow-exec" : ""}`;
  return readFileSync(join(dir, ".expected/exec.sh"), "utf8");
}

/** Runs the example's command as the catalogue does, in a repository of its own beside the folder of results. */
function runExample({ dir, run }: Package, command: string): void {
  rmSync(join(dir, "results"), { recursive: true, force: true });
  const { code, stderr } = run("bash", ["-euo", "pipefail", "-c", `cd example\n${command}`]);
  assert.is(code, 0, stderr);
}

const git = "git -c core.abbrev=7 -c init.defaultBranch=main -C example";
const gitEnv = { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };

function gitIn({ run }: Package, args: string): string {
  const { code, stdout, stderr } = run("sh", ["-c", `${git} ${args}`], { env: gitEnv });
  assert.is(code, 0, stderr);
  return stdout;
}

function compare(dir: string, file: string, text: string): void {
  const path = join(dir, ".expected", file);
  if (process.env.UPDATE_EXPECTED === "1") writeFileSync(path, text);
  else assert.is(text, readFileSync(path, "utf8"), file);
}

for (const { name, dir } of examples) {
  hostSuite(["kpt"], `plugin/kpt/examples/${name}`, (test) => {
    test("gives its diff and its results, and the second time nothing new", () => {
      const files = Object.fromEntries(Object.entries(filesBelow(dir)).map(([path, text]) => [`example/${path}`, text]));
      withPackage(files, (pkg) => {
        gitIn(pkg, "init -q");
        gitIn(pkg, "add -A");
        runExample(pkg, commandOf(dir));
        compare(dir, "diff.patch", gitIn(pkg, "diff --no-color"));
        compare(dir, "results.yaml", pkg.read("results/results.yaml"));
        const once = pkg.files("example");
        runExample(pkg, commandOf(dir));
        assert.equal(pkg.files("example"), once);
      });
    });
  });
}

suite("plugin/kpt", (test) => {
  const metadata = parse(readFileSync(join(catalogue, "metadata.yaml"), "utf8")) as Readonly<Record<string, unknown>>;
  const headings = (page: string) => [...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);

  test("its metadata has the catalogue's fields, and names every example", () => {
    assert.equal(Object.keys(metadata), ["image", "description", "tags", "examplePackageURLs", "license", "hidden"]);
    assert.equal(
      metadata.examplePackageURLs,
      examples.map(({ name }) => `examples/${name}`),
    );
  });

  test("its README has the catalogue's sections", () =>
    assert.equal(headings(readFileSync(join(catalogue, "README.md"), "utf8")), ["Overview", "Usage", "FunctionConfig"]));

  for (const { name, dir } of examples) {
    test(`the README of ${name} gives the command that is run`, () => {
      const readme = readFileSync(join(dir, "README.md"), "utf8");
      assert.equal(headings(readme), ["Overview", "Usage", "Expected result"]);
      const [shown] = blocksOf(readme);
      const ran = commandOf(dir)
        .replace(/^#!.*\n/, "")
        .replace(" --results-dir ../results", "")
        .trim();
      assert.is(shown?.text, `${ran}\n`);
    });

    test(`${name} keeps what is expected of it out of the package`, () => {
      assert.is(readFileSync(join(dir, ".krmignore"), "utf8"), ".expected\n");
      assert.ok(existsSync(join(dir, "Kptfile")));
      assert.ok(readdirSync(join(dir, ".expected")).includes("diff.patch"));
    });
  }
});

hostSuite(["kpt"], "plugin/kpt/README.md", (test) => {
  test("every command in it grafts what it says", () => {
    const directory = mkdtempSync(join(tmpdir(), "podgraft-catalogue-"));
    try {
      assert.is(follow(readFileSync(join(catalogue, "README.md"), "utf8"), directory).length, 3);
      const [web, shipper, proxy] = images(readFileSync(join(directory, "shop/web.yaml"), "utf8"))["shop/web"] ?? [];
      assert.equal([web, shipper, proxy], ["nginx:1.27.3", "fluent/fluent-bit:3.1.9", undefined]);
      assert.match(readFileSync(join(directory, "shop/web.yaml"), "utf8"), "image: registry.istio.io/release/proxyv2:1.30.5");
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
