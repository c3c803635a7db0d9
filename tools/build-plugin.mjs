import { chmodSync, copyFileSync, readdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { build } from "esbuild";

const chunkName = (path) => basename(path).replace(/(?:\.chunk)?\.ts$/, "");

/** Leaves `import("./x.chunk.ts")` out of the bundle and names the chunk as src/cli/start.cjs loads it. */
const chunks = {
  name: "chunks",
  setup({ onResolve }) {
    onResolve({ filter: /\/engines\.ts$/ }, ({ path, resolveDir }) => ({ path: join(resolveDir, dirname(path), "engines.lazy.ts") }));
    onResolve({ filter: /\.chunk\.ts$/ }, ({ kind, path }) =>
      kind === "dynamic-import" || kind === "require-call" ? { path: `./chunks/${chunkName(path)}`, external: true } : undefined,
    );
  },
};

const options = {
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  logLevel: "warning",
  metafile: true,
  // Without it esbuild keeps import(), whose ES module loader costs milliseconds; require() does not.
  supported: { "dynamic-import": false },
  // What Node wraps around a module; src/cli/start.cjs calls it with its own `require`.
  banner: { js: "(function (require, module, process) {" },
  footer: { js: "})" },
  plugins: [chunks],
};

/**
 * Builds plugin/podgraft, which starts plugin/chunks/main.cjs, and beside that a chunk for each `*.chunk.ts`, loaded
 * when the input calls for it. CommonJS, because an ESM entry starts 6% slower; not minified, which gains nothing.
 *
 * @returns what esbuild tells of each bundle
 */
export async function buildPlugin() {
  rmSync("plugin/chunks", { recursive: true, force: true });
  const inputs = readdirSync("src", { recursive: true }).filter((path) => path.endsWith(".chunk.ts"));
  const results = await Promise.all(
    ["cli/main.ts", ...inputs].map((path) =>
      build({ ...options, entryPoints: [`src/${path}`], outfile: `plugin/chunks/${chunkName(path)}.cjs` }),
    ),
  );
  copyFileSync("src/cli/start.cjs", "plugin/podgraft");
  chmodSync("plugin/podgraft", 0o755);
  return results.map(({ metafile }) => metafile);
}
