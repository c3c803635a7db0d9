import { copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import manifest from "../../package.json" with { type: "json" };
import { assert, suite } from "../cases.ts";
import { type Outcome, run } from "../hosts/hosts.ts";
import { deployment, injector } from "../hosts/manifests.ts";
import { resourceList } from "../hosts/resource-list.ts";
import { filesIn, inFolder, installed, npm, root } from "./pack.ts";

const golden = join(import.meta.dirname, "files.txt");

/** With UPDATE_EXPECTED=1 the list of files is written instead of compared. */
function checkFiles(files: readonly string[]): void {
  // The chunks: the program's are checked below, the library's are named by esbuild after their content.
  const named = files.map((path) =>
    path.replace(/^lib\/[\w.-]+-[0-9A-Z]{8}\.js$/, "lib/*-*.js").replace(/^(plugin\/chunks\/)[\w-]+\.cjs$/, "$1*.cjs"),
  );
  const text = [...new Set(named)].map((path) => `${path}\n`).join("");
  if (process.env.UPDATE_EXPECTED === "1") writeFileSync(golden, text);
  else assert.is(text, readFileSync(golden, "utf8"));
}

/** The program's chunks, as the sources name them. */
function chunks(): readonly string[] {
  const sources = (readdirSync(join(root, "src"), { recursive: true }) as string[]).filter((path) => path.endsWith(".chunk.ts"));
  return ["common", "main", ...sources.map((path) => basename(path, ".chunk.ts"))].map((name) => `plugin/chunks/${name}.cjs`).sort();
}

/** Runs the installed program with what a bare system has in its environment. */
function onBareSystem(args: readonly string[], stdin = ""): Outcome {
  const { place } = installed();
  const program = join(place, "node_modules/.bin/podgraft");
  return run("env", ["-i", `PATH=${dirname(process.execPath)}:/usr/bin:/bin`, program, ...args], { cwd: place, stdin });
}

suite("npm pack", (test) => {
  test("takes the program, the library with its types, the schema and the licences, and nothing else", () => {
    const { tarball } = installed();
    const files = filesIn(tarball);
    checkFiles(files);
    assert.equal(
      files.filter((path) => path.startsWith("plugin/chunks/")),
      chunks(),
    );
    assert.ok(statSync(tarball).size < 1_100_000, "less than 1.1 MB");
  });

  test("needs nothing beside it", () => {
    const packages = readdirSync(join(installed().place, "node_modules")).filter((name) => !name.startsWith("."));
    assert.equal(packages, ["podgraft"]);
    assert.not("dependencies" in manifest);
  });

  test("names the packages whose code it holds", () => {
    const notices = readFileSync(join(root, "plugin/THIRD-PARTY-LICENSES"), "utf8");
    for (const name of ["re2js", "zod"]) assert.match(notices, new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(\\w+`, "m"));
  });
});

suite("the installed program", (test) => {
  test("npx runs it from the tarball, in an empty directory", () =>
    inFolder((folder) => {
      copyFileSync(installed().tarball, join(folder, "podgraft.tgz"));
      const { code, stdout, stderr } = npm(["npx", "--yes", "./podgraft.tgz", "--version"], folder);
      assert.is(code, 0, stderr);
      assert.is(stdout.trim(), `podgraft ${manifest.version}`);
    }));

  test("is the function and the commands, with compiled code of another build beside it or without", () => {
    const podgraft = join(installed().place, "node_modules/podgraft");
    const list = resourceList([deployment("web", { namespace: "shop" })]);
    const first = onBareSystem([], list);
    assert.equal([first.code, first.stderr], [0, "podgraft: 1 injected (shipper 3.1)\n  Deployment shop/web: shipper 3.1\n"]);
    assert.match(first.stdout, "        image: fluent/fluent-bit:3.1\n");
    assert.is(onBareSystem(["schema"]).stdout, readFileSync(join(podgraft, "lib/podgraft.schema.json"), "utf8"));
    for (const name of ["main", "commands"])
      writeFileSync(join(podgraft, `plugin/chunks/${name}-${process.version}-${process.arch}.bin`), "of another build");
    assert.equal(onBareSystem([], list), first);
    assert.equal(onBareSystem(["--version"]), { code: 0, stdout: `podgraft ${manifest.version}\n`, stderr: "" });
  });
});

suite("the installed library", (test) => {
  for (const load of ['import("podgraft")', 'Promise.resolve(require("podgraft"))']) {
    test(`is loaded by ${load}`, () => {
      const script = `${load}.then(async ({ inject }) => {
        const { texts, failed } = await inject([{ file: "w", text: process.argv[1] }], { file: "c", text: process.argv[2] });
        process.stdout.write(failed ? "failed" : texts[0].text);
      });`;
      const args = ["--input-type=commonjs", "-e", script, deployment("web"), injector()];
      const { code, stdout, stderr } = run(process.execPath, args, { cwd: installed().place });
      assert.equal([code, stderr], [0, ""]);
      assert.match(stdout, "        image: fluent/fluent-bit:3.1\n");
    });
  }
});
