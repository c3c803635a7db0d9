// Builds plugin/podgraft, which starts plugin/chunks/main.cjs, and beside that a chunk for each `*.chunk.ts`, loaded
// when the input calls for it. CommonJS, because an ESM entry starts 6% slower; not minified, which gains nothing.
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, openSync, readdirSync, rmSync } from "node:fs";
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
  // Without it esbuild keeps import(), whose ES module loader costs milliseconds; require() does not.
  supported: { "dynamic-import": false },
};

rmSync("plugin/chunks", { recursive: true, force: true });
await build({
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
await Promise.all(
  readdirSync("src", { recursive: true })
    .filter((path) => path.endsWith(".chunk.ts"))
    .map((path) =>
      build({ ...options, entryPoints: [`src/${path}`], outfile: `plugin/chunks/${chunkName(path)}`, plugins: [chunks(".")] }),
    ),
);

const { status, stderr } = spawnSync(process.execPath, ["tools/compile.cjs"], {
  stdio: [openSync("tools/warm-up.yaml"), "ignore", "pipe"],
});
if (status !== 0) throw new Error(`Cannot compile plugin/chunks/main.cjs: ${stderr}`);
