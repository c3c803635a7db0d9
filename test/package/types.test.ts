import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { assert, suite } from "../cases.ts";
import { run } from "../hosts/hosts.ts";
import { filesIn, installed, root } from "./pack.ts";

const consumer = `
import { type Diagnostic, defineSidecar, inject, type Sidecar, type SidecarInjector } from "podgraft";

interface PodSpec { containers: { name: string; image?: string }[] }
const spec: PodSpec = { containers: [{ name: "shipper", image: "example.com/shipper:1" }] };
const shipper: Sidecar = defineSidecar({ name: "shipper", policy: "enabled", template: { spec } });
const config: SidecarInjector = { apiVersion: "podgraft.dev/v1alpha1", kind: "SidecarInjector", spec: { sidecars: [shipper] } };

export async function errors(text: string): Promise<readonly Diagnostic[]> {
  const { diagnostics } = await inject([{ file: "web.yaml", text }], config, { namespace: "shop" });
  return diagnostics.filter(({ severity, location }) => severity === "error" && (location?.line ?? 0) > 0);
}
`;

const wrong = [
  { name: "an unknown field", text: 'defineSidecar({ name: "a", polcy: "enabled" });', message: "'polcy' does not exist" },
  { name: "a value that is not a choice", text: 'defineSidecar({ name: "a", policy: "always" });', message: '"always"' },
  { name: "a text without a name", text: 'void inject(["kind: Pod"], { file: "c", text: "" });', message: "NamedText" },
];

/** What TypeScript says about a file in a folder that has only the package; "" where it finds nothing. */
function complaints(place: string, name: string, options: readonly string[]): string {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const strict = [
    "--noEmit",
    "--pretty",
    "false",
    "--strict",
    "--exactOptionalPropertyTypes",
    "--skipLibCheck",
    "false",
    "--types",
    "",
    "--lib",
    "es2020",
  ];
  return run(process.execPath, [tsc, ...strict, ...options, name], { cwd: place }).stdout;
}

suite("the package's types", (test) => {
  const resolutions = [
    { file: "consumer.mts", options: ["--module", "nodenext"] },
    { file: "consumer.cts", options: ["--module", "nodenext"] },
    { file: "consumer.ts", options: ["--module", "esnext", "--moduleResolution", "bundler"] },
  ];
  for (const { file, options } of resolutions) {
    test(`take a program that has nothing else: ${file}`, () => {
      const { place } = installed();
      writeFileSync(join(place, file), consumer);
      assert.is(complaints(place, file, options), "");
    });
  }

  for (const { name, text, message } of wrong) {
    test(`refuse ${name}`, () => {
      const { place } = installed();
      writeFileSync(
        join(place, "wrong.mts"),
        `import { defineSidecar, inject } from "podgraft";\n${text}\nvoid [defineSidecar, inject];\n`,
      );
      const said = complaints(place, "wrong.mts", ["--module", "nodenext"]);
      assert.match(said, "wrong.mts(2,");
      assert.match(said, message);
    });
  }

  test("import nothing but each other", () => {
    const types = filesIn(installed().tarball).filter((path) => path.endsWith(".d.ts"));
    assert.ok(types.includes("lib/index.d.ts"));
    for (const path of types) {
      const text = readFileSync(join(root, path), "utf8");
      for (const [, specifier] of text.matchAll(/(?:from|import\(|types=) ?"([^"]+)"/g)) {
        const reached = join(path, "..", (specifier as string).replace(/\.js$/, ".d.ts"));
        assert.ok(types.includes(reached), `${path} imports ${specifier}`);
      }
    }
  });
});
