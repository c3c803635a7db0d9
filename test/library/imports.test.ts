import { builtinModules } from "node:module";
import { createContext, Script } from "node:vm";
import { build, type Format } from "esbuild";
import { assert, suite } from "../cases.ts";
import { deployment, injector } from "../hosts/manifests.ts";

/** What tools/build-library.mjs bundles; what it would not bundle is listed instead of refused. */
function bundle(format: Format) {
  return build({
    entryPoints: ["src/index.ts"],
    bundle: true,
    platform: "neutral",
    mainFields: ["module", "main"],
    external: ["node:*"],
    format,
    globalName: "podgraft",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
}

suite("what src/index.ts reaches", (test) => {
  test("imports nothing of Node's and nothing that is not bundled", async () => {
    const { metafile } = await bundle("esm");
    const inputs = Object.entries(metafile.inputs);
    assert.ok(inputs.length > 100);
    const left = inputs.flatMap(([from, { imports }]) =>
      imports.filter(({ path, external }) => external || builtinModules.includes(path)).map(({ path }) => `${from}: ${path}`),
    );
    assert.equal(left, []);
    assert.equal(
      inputs.map(([path]) => path).filter((path) => /^src\/(cli|report)\//.test(path)),
      [],
    );
  });

  test("runs where there is nothing but the language and the encoding of text", async () => {
    const { outputFiles } = await bundle("iife");
    const context = createContext({ TextEncoder, TextDecoder });
    new Script(outputFiles[0]!.text).runInContext(context);
    const { inject } = context.podgraft as typeof import("../../src/index.ts");
    const config = injector({ template: "{}" }).replace("template:\n      {}", TEMPLATE_TEXT);
    const given = { file: "web.yaml", text: deployment("web", { namespace: "shop" }) };
    const { texts, failed } = await inject([given], { file: "injector.yaml", text: config });
    assert.is(failed, false);
    assert.match(texts[0]!.text, "image: example.com/web-shipper:1\n");
  });
});

/** Calls for every chunk: the template engine, regular expressions, the reader for all of YAML. */
const TEMPLATE_TEXT = `templateText: |
      spec:
        containers:
        - name: shipper
          image: !!str "example.com/{{ regexReplaceAll "^(.*)$" .Workload.Name "\${1}-shipper" }}:1"`;
