import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { assert, suite } from "./cases.ts";
import { hostSuite } from "./hosts/hosts.ts";
import { filesBelow, withPackage } from "./hosts/package.ts";

/** With UPDATE_EXPECTED=1 the expected files are written instead of compared. */
const folder = join(import.meta.dirname, "../kustomization-examples");
const BUILD = "kustomize build --enable-alpha-plugins --enable-exec";

interface Example {
  readonly name: string;
  readonly host: "kustomize" | "kpt";
  /** Each command of its README; what it prints is the file in `.expected`, or else the whole package is what `.expected` holds. */
  readonly commands: readonly { readonly command: string; readonly stdout?: string }[];
}

const examples: readonly Example[] = [
  { name: "init-container-and-volume", host: "kustomize", commands: [{ command: `${BUILD} .`, stdout: "build.yaml" }] },
  { name: "kpt-package-with-setters", host: "kpt", commands: [{ command: "kpt fn render --allow-exec" }] },
  { name: "log-shipper-in-two-namespaces", host: "kustomize", commands: [{ command: `${BUILD} .`, stdout: "build.yaml" }] },
  {
    name: "one-injector-for-two-apps",
    host: "kustomize",
    commands: [
      { command: `${BUILD} shop`, stdout: "shop.yaml" },
      { command: `${BUILD} bank`, stdout: "bank.yaml" },
    ],
  },
  { name: "opt-out", host: "kustomize", commands: [{ command: `${BUILD} .`, stdout: "build.yaml" }] },
];

for (const { name, host, commands } of examples) {
  hostSuite([host], `kustomization-examples/${name}`, (test) => {
    for (const { command, stdout } of commands) {
      test(`${command}: byte for byte as expected`, () => {
        const expected = filesBelow(join(folder, name, ".expected"));
        withPackage(join(folder, name), (pkg) => {
          const outcome = pkg.run("sh", ["-c", command]);
          assert.is(outcome.code, 0, outcome.stderr);
          for (const path of stdout === undefined ? Object.keys(expected) : [stdout]) {
            const text = stdout === undefined ? pkg.read(path) : outcome.stdout;
            if (process.env.UPDATE_EXPECTED === "1") writeFileSync(join(folder, name, ".expected", path), text);
            else assert.is(text, expected[path], path);
          }
        });
      });
    }
  });
}

suite("kustomization-examples", (test) => {
  test("each directory is run by a test", () => {
    assert.equal(
      readdirSync(folder),
      examples.map(({ name }) => name),
    );
  });

  for (const { name, commands } of examples) {
    test(`${name}: its README is a screen long and gives the commands that are run`, () => {
      const readme = readFileSync(join(folder, name, "README.md"), "utf8");
      assert.ok(readme.split("\n").length <= 30);
      assert.match(readme, `\`\`\`sh\n${commands.map(({ command }) => command).join("\n")}\n\`\`\`\n`);
    });
  }
});
