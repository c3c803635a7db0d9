import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import manifest from "../../package.json" with { type: "json" };
import { buildExecutable, bundle } from "../../tools/executable.ts";
import { platforms, runtimeVersion, thisPlatform } from "../../tools/runtimes.ts";
import { assert, suite } from "../cases.ts";
import { root, withFiles } from "../files.ts";
import { hostSuite, run } from "../hosts/hosts.ts";
import { deployment, injector } from "../hosts/manifests.ts";
import { resourceList } from "../hosts/resource-list.ts";
import { isExecutable, program } from "../program.ts";

const list = resourceList([deployment("web", { namespace: "shop" })]);
const plugin = join(root, "plugin/podgraft");

suite("what an executable holds", (test) => {
  test("each chunk as a function, which runs when it is required", () => {
    const ran: string[] = [];
    const chunks = {
      main: '(function (require, module) { tell("main"); module.exports = require("./chunks/other"); })',
      other: '(function (require, module) { tell("other"); module.exports = require("node:os").EOL; })',
      unused: '(function () { tell("unused"); })',
    };
    new Function("tell", "require", "process", "module", bundle(chunks))(
      (name: string) => ran.push(name),
      () => ({ EOL: "\n" }),
      process,
      {},
    );
    assert.equal(ran, ["main", "other"]);
  });

  test("each chunk with its functions kept from the last compiler", () => {
    const kept: string[] = [];
    const main = [
      "(function (require, module) {",
      "const shared = {",
      "part: function () {",
      "function first() {",
      "  function inner() {}",
      "}",
      "return {",
      "  first",
      "};",
      "}};",
      "shared.part();",
      "function second() {}",
      "function third() {}",
      "module.exports = {",
      "  third",
      "};",
      "})",
    ];
    new Function("require", "process", "module", bundle({ main: main.join("\n") }))(
      () => ({ noFTL: ({ name }: { name: string }) => kept.push(name) }),
      process,
      {},
    );
    assert.equal(kept, ["first", "second", "third"]);
  });

  test("the runtimes of seven platforms, all of one version", () => {
    assert.is(platforms.length, 7);
    assert.ok(platforms.includes(thisPlatform()));
    assert.match(readFileSync(join(root, "docs/EXECUTABLE.md"), "utf8"), `Bun ${runtimeVersion}`);
  });
});

if (isExecutable)
  hostSuite(["bun"], "the executable", (test) => {
    test("gives what plugin/podgraft gives", () =>
      withFiles({}, (cwd) => {
        for (const args of [["--version"], ["--help"], ["schema"], ["completion", "bash"]])
          assert.equal(run(program, args, { cwd }), run(plugin, args, { cwd }), args.join(" "));
        assert.equal(run(program, [], { cwd, stdin: list }), run(plugin, [], { cwd, stdin: list }));
        assert.is(run(program, ["--version"], { cwd }).stdout, `podgraft ${manifest.version}\n`);
      }));

    test("is the same bytes each time it is built", () =>
      withFiles({}, (folder) => {
        buildExecutable(thisPlatform(), join(folder, "again"));
        assert.ok(readFileSync(join(folder, "again")).equals(readFileSync(realpathSync(program))));
      }));

    test("needs no Node, reads no file beside the input, and leaves none", () =>
      withFiles(
        { ".env": "NO_COLOR=\nPODGRAFT_X=1\n", "bunfig.toml": 'preload = ["./other.js"]\n', "other.js": 'console.log("other");\n' },
        (cwd) => {
          const before = readdirSync(cwd);
          const { code, stdout } = run("env", ["-i", "PATH=/nowhere", realpathSync(program)], { cwd, stdin: list });
          assert.is(code, 0);
          assert.is(stdout, run(plugin, [], { cwd, stdin: list }).stdout);
          assert.equal(readdirSync(cwd), before);
        },
      ));

    const isRoot = process.getuid?.() === 0 && process.platform === "linux";
    const inChroot = (name: string, body: () => void) =>
      isRoot ? test(name, body) : test.skip(name, "only root may change the root directory");
    inChroot("runs in a root directory that holds nothing but it and the C library, without a network", () =>
      withFiles({ "bin/own.yaml": injector() }, (cwd) => {
        copyFileSync(realpathSync(program), join(cwd, "podgraft"));
        for (const library of librariesOf(program)) {
          mkdirSync(join(cwd, dirname(library)), { recursive: true });
          cpSync(library, join(cwd, library), { dereference: true });
        }
        mkdirSync(join(cwd, "proc"));
        const script = 'mount --bind /proc "$PWD/proc" && exec chroot "$PWD" /podgraft';
        const { code, stdout, stderr } = run("unshare", ["--mount", "--net", "sh", "-c", script], { cwd, stdin: list });
        assert.is(code, 0, stderr);
        assert.is(stdout, run(plugin, [], { cwd, stdin: list }).stdout);
        assert.equal(readdirSync(join(cwd, "proc")), []);
      }),
    );
  });

/** The paths of the shared libraries that it asks for: those of the C library. */
function librariesOf(path: string): readonly string[] {
  const { stdout } = run("ldd", [path], { cwd: root });
  return [...stdout.matchAll(/(\/\S+) \(0x/g)].map(([, library]) => library as string);
}
