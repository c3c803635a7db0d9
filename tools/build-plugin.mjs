import { chmodSync, copyFileSync, readdirSync, rmSync } from "node:fs";
import { basename } from "node:path";
import { build } from "esbuild";

const chunkName = (path) => `${basename(path).replace(/\.chunk\.ts$/, "")}.cjs`;

/** Leaves `import("./x.chunk.ts")` out of the bundle and points it at the chunk's own file. */
const chunks = (folder) => ({
  name: "chunks",
  setup({ onResolve }) {
    onResolve({ filter: /\.chunk\.ts$/ }, ({ kind, path }) =>
      kind === "dynamic-import" ? { path: `${folder}/${chunkName(path)}`, external: true } : undefined,
    );
  },
});

const options = {
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  logLevel: "warning",
  metafile: true,
  // Without it esbuild keeps import(), whose ES module loader costs milliseconds; require() does not.
  supported: { "dynamic-import": false },
};

/**
 * Builds plugin/podgraft, which starts plugin/chunks/main.cjs, and beside that a chunk for each `*.chunk.ts`, loaded
 * when the input calls for it. CommonJS, because an ESM entry starts 6% slower; not minified, which gains nothing.
 *
 * @returns what esbuild tells of each bundle
 */
export async function buildPlugin() {
  rmSync("plugin/chunks", { recursive: true, force: true });
  const main = build({
    ...options,
    entryPoints: ["src/cli/main.ts"],
    outfile: "plugin/chunks/main.cjs",
    // What Node wraps around a module; src/cli/start.cjs calls it with its own `require`.
    banner: { js: "(function (require, module, process) {" },
    footer: { js: "})" },
    plugins: [chunks("./chunks")],
  });
  copyFileSync("src/cli/start.cjs", "plugin/podgraft");
  chmodSync("plugin/podgraft", 0o755);
  const others = readdirSync("src", { recursive: true })
    .filter((path) => path.endsWith(".chunk.ts"))
    .map((path) =>
      build({ ...options, entryPoints: [`src/${path}`], outfile: `plugin/chunks/${chunkName(path)}`, plugins: [chunks(".")] }),
    );
  return (await Promise.all([main, ...others])).map(({ metafile }) => metafile);
}
