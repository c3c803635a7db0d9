import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { assert, suite } from "../cases.ts";
import { type Package, withPackage } from "../hosts/package.ts";
import { blocksOf } from "./code-blocks.ts";

const root = resolve(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/LIBRARY.md"), "utf8");

interface Step {
  readonly command: string;
  readonly output: string;
}

/** The page's files, and its commands with the output that it shows below each. */
function read(): { files: Readonly<Record<string, string>>; steps: readonly Step[] } {
  const blocks = blocksOf(page);
  const files: Record<string, string> = {};
  const steps: Step[] = [];
  for (const [i, { language, text }] of blocks.entries()) {
    const name = /^(?:#|\/\/) file: (\S+)\n/.exec(text);
    if (name) files[name[1] as string] = text.slice(name[0].length);
    if (language === "sh") steps.push({ command: text, output: blocks[i + 1]?.language === "text" ? (blocks[i + 1]?.text ?? "") : "" });
  }
  return { files, steps };
}

const TSC = [
  "--module",
  "nodenext",
  "--target",
  "es2023",
  "--strict",
  "--exactOptionalPropertyTypes",
  "--lib",
  "es2023,dom",
  "--types",
  "",
];

function compile(pkg: Package, files: readonly string[]): void {
  const { code, stdout } = pkg.run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), ...TSC, ...files]);
  assert.is(code, 0, stdout);
}

suite("docs/LIBRARY.md", (test) => {
  test("every example runs and says what the page says", () => {
    const { files, steps } = read();
    assert.ok(steps.length > 0);
    withPackage({ ...files, "package.json": '{"type": "module"}\n' }, (pkg) => {
      mkdirSync(join(pkg.dir, "node_modules"));
      symlinkSync(root, join(pkg.dir, "node_modules/podgraft"));
      compile(
        pkg,
        Object.keys(files).filter((name) => name.endsWith(".ts")),
      );
      for (const { command, output } of steps) {
        const { code, stdout, stderr } = pkg.run("bash", ["-euo", "pipefail", "-c", command], { env: { FORCE_COLOR: "0" } });
        assert.is(code, 0, stderr);
        assert.is(stdout, output, command);
      }
    });
  });

  test("it names every function", async () => {
    const names = Object.keys(await import("../../src/index.ts"));
    assert.equal(
      names.filter((name) => !page.includes(`\n| \`${name}(`)),
      [],
    );
  });
});
