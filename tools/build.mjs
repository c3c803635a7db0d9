// Builds plugin/podgraft, which starts plugin/chunks/main.cjs, and beside that a chunk for each `*.chunk.ts`, loaded
// when the input calls for it. CommonJS, because an ESM entry starts 6% slower; not minified, which gains nothing.
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, openSync, readdirSync, rmSync } from "node:fs";
import { basename } from "node:path";
import { build } from "esbuild";

const chunkName = (path) => basename(path).replace(/(?:\.chunk)?\.ts$/, "");

/** Leaves `import("./x.chunk.ts")` out of the bundle and names the chunk as src/cli/start.cjs loads it. */
const chunks = {
  name: "chunks",
  setup({ onResolve }) {
    onResolve({ filter: /\.chunk\.ts$/ }, ({ kind, path }) =>
      kind === "dynamic-import" ? { path: `./chunks/${chunkName(path)}`, external: true } : undefined,
    );
  },
};

const options = {
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  logLevel: "warning",
  // Without it esbuild keeps import(), whose ES module loader costs milliseconds; require() does not.
  supported: { "dynamic-import": false },
  // What Node wraps around a module; src/cli/start.cjs calls it with its own `require`.
  banner: { js: "(function (require, module, process) {" },
  footer: { js: "})" },
  plugins: [chunks],
};

rmSync("plugin/chunks", { recursive: true, force: true });
const inputs = readdirSync("src", { recursive: true }).filter((path) => path.endsWith(".chunk.ts"));
await Promise.all(
  ["cli/main.ts", ...inputs].map((path) =>
    build({ ...options, entryPoints: [`src/${path}`], outfile: `plugin/chunks/${chunkName(path)}.cjs` }),
  ),
);
copyFileSync("src/cli/start.cjs", "plugin/podgraft");
chmodSync("plugin/podgraft", 0o755);
const example = "examples/log-shipper";
const runs = [
  { input: "tools/warm-up.yaml", args: [] },
  { input: "tools/warm-up-templates.yaml", args: [] },
  { input: "tools/warm-up.yaml", args: ["explain", "-f", example, "-c", `${example}/injector.yaml`] },
];
for (const { input, args } of runs) {
  const { status, stderr } = spawnSync(process.execPath, ["tools/compile.cjs", ...args], { stdio: [openSync(input), "ignore", "pipe"] });
  if (status !== 0) throw new Error(`Cannot compile plugin/chunks: ${stderr}`);
}
