import { chmodSync, copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { build } from "esbuild";

const chunkName = (path) => basename(path).replace(/(?:\.chunk)?\.[jt]s$/, "");

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
  outdir: "plugin/chunks",
  entryNames: "[name]",
  bundle: true,
  splitting: true,
  write: false,
  platform: "node",
  format: "esm",
  target: "node20",
  logLevel: "warning",
  metafile: true,
  // Without it esbuild keeps import(), whose ES module loader costs milliseconds; require() does not.
  supported: { "dynamic-import": false },
  plugins: [chunks],
};

/**
 * Builds plugin/podgraft, which starts plugin/chunks/main.cjs, and beside that a chunk for each `*.chunk.ts`, loaded
 * when the input calls for it. What several chunks need stands in main.cjs alone. CommonJS, because an ESM entry starts
 * 6% slower; not minified, which gains nothing.
 *
 * @returns what esbuild tells of the bundles
 */
export async function buildPlugin() {
  rmSync("plugin/chunks", { recursive: true, force: true });
  mkdirSync("plugin/chunks");
  const inputs = readdirSync("src", { recursive: true }).filter((path) => path.endsWith(".chunk.ts"));
  const entryPoints = ["cli/main.ts", ...inputs].map((path) => `src/${path}`);
  const { outputFiles, metafile } = await build({ ...options, entryPoints });
  const isEntry = ({ path }) => Object.entries(metafile.outputs).some(([name, { entryPoint }]) => entryPoint && path.endsWith(`/${name}`));
  const shared = outputFiles.filter((file) => !isEntry(file));
  for (const file of outputFiles.filter(isEntry)) {
    const name = chunkName(file.path);
    writeFileSync(`plugin/chunks/${name}.cjs`, name === "main" ? mainChunk(file, shared) : chunk(file));
  }
  copyFileSync("src/cli/start.cjs", "plugin/podgraft");
  chmodSync("plugin/podgraft", 0o755);
  return [metafile];
}

/** What Node wraps around a module; src/cli/start.cjs calls it with its own `require`. */
const wrapped = (text) => `(function (require, module, process) {"use strict";\n${text}})`;

const chunk = ({ text }) => wrapped(`const shared = require("./chunks/main");\n${inFunction(text, "module.exports =")}`);

/** With everything that is shared, each run when it is needed first. */
function mainChunk({ text }, shared) {
  const parts = shared.map((file) => `${partName(file.path)}: once(function () {\n${inFunction(file.text, "return")}})`);
  const once = "const once = (run) => { let made; return () => (made ??= run()); };\n";
  return wrapped(`${once}const shared = (module.exports = {\n${parts.join(",\n")}\n});\n${inFunction(text, "module.exports =")}`);
}

const partName = (path) => basename(path, ".js").replace("-", "_");

/** The text of an ES module as esbuild writes it, as statements of a function that gets and gives its names as objects. */
function inFunction(text, give) {
  const taken = (list) => list.replace(/([\w$]+) as ([\w$]+)/g, "$1: $2");
  const given = (list) => list.replace(/([\w$]+) as ([\w$]+)/g, "$2: $1");
  const made = text
    .replace(/^import "\.\/chunk-\w+\.js";\n/gm, "")
    .replace(/^import \{([^}]*)\} from "\.\/(chunk-\w+\.js)";$/gm, (_, list, path) => `var {${taken(list)}} = shared.${partName(path)}();`)
    .replace(/^import \{([^}]*)\} from ("node:[\w/]+");$/gm, (_, list, path) => `var {${taken(list)}} = require(${path});`)
    .replace(/^export \{([^}]*)\};$/m, (_, list) => `${give} {${given(list)}};`);
  const left = /^(?:import|export) .*/m.exec(made);
  if (left) throw new Error(`Cannot put into a chunk: ${left[0]}`);
  return made;
}
