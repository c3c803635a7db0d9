import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { assert, suite } from "./cases.ts";
import { type Host, hostSuite } from "./hosts/hosts.ts";
import { filesBelow, withPackage } from "./hosts/package.ts";

/** With UPDATE_EXPECTED=1 the expected files are written instead of compared. */
const root = join(import.meta.dirname, "..");
const BUILD = "kustomize build --enable-alpha-plugins --enable-exec";

interface Example {
  readonly folder: string;
  readonly hosts: readonly Host[];
  /** Run in the folder; what it prints is the file in `.expected`, or else the whole package is what `.expected` holds. */
  readonly commands: readonly { readonly command: string; readonly stdout?: string }[];
}

const examples: readonly Example[] = [
  {
    folder: "examples/istio",
    hosts: [],
    commands: [{ command: "podgraft inject -f . -c injector.yaml", stdout: "inject.yaml" }],
  },
  {
    folder: "examples/log-shipper",
    hosts: [],
    commands: [
      { command: "podgraft inject -f . -c injector.yaml", stdout: "inject.yaml" },
      { command: "podgraft diff --exit-zero -f . -c injector.yaml", stdout: "diff.txt" },
    ],
  },
  {
    folder: "kustomization-examples/init-container-and-volume",
    hosts: ["kustomize"],
    commands: [{ command: `${BUILD} .`, stdout: "build.yaml" }],
  },
  { folder: "kustomization-examples/kpt-package-with-setters", hosts: ["kpt"], commands: [{ command: "kpt fn render --allow-exec" }] },
  {
    folder: "kustomization-examples/log-shipper-in-two-namespaces",
    hosts: ["kustomize"],
    commands: [{ command: `${BUILD} .`, stdout: "build.yaml" }],
  },
  {
    folder: "kustomization-examples/one-injector-for-two-apps",
    hosts: ["kustomize"],
    commands: [
      { command: `${BUILD} shop`, stdout: "shop.yaml" },
      { command: `${BUILD} bank`, stdout: "bank.yaml" },
    ],
  },
  { folder: "kustomization-examples/opt-out", hosts: ["kustomize"], commands: [{ command: `${BUILD} .`, stdout: "build.yaml" }] },
];

for (const { folder, hosts, commands } of examples) {
  hostSuite(hosts, folder, (test) => {
    for (const { command, stdout } of commands) {
      test(`${command}: byte for byte as expected`, () => {
        const expected = filesBelow(join(root, folder, ".expected"));
        withPackage(join(root, folder), (pkg) => {
          const outcome = pkg.run("sh", ["-c", command]);
          assert.is(outcome.code, 0, outcome.stderr);
          for (const path of stdout === undefined ? Object.keys(expected) : [stdout]) {
            const text = stdout === undefined ? pkg.read(path) : outcome.stdout;
            if (process.env.UPDATE_EXPECTED === "1") writeFileSync(join(root, folder, ".expected", path), text);
            else assert.is(text, expected[path], path);
          }
        });
      });
    }
  });
}

suite("examples", (test) => {
  test("each directory is run by a test", () => {
    const found = ["examples", "kustomization-examples"].flatMap((folder) =>
      readdirSync(join(root, folder)).map((name) => `${folder}/${name}`),
    );
    assert.equal(
      found,
      examples.map(({ folder }) => folder),
    );
  });

  for (const { folder, hosts, commands } of examples) {
    if (hosts.length === 0) continue;
    test(`${folder}: its README is a screen long and gives the commands that are run`, () => {
      const readme = readFileSync(join(root, folder, "README.md"), "utf8");
      assert.ok(readme.split("\n").length <= 30);
      assert.match(readme, `\`\`\`sh\n${commands.map(({ command }) => command).join("\n")}\n\`\`\`\n`);
    });
  }
});
