import { chmodSync, copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
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
 * when the input calls for it. What several chunks need is there once: in main.cjs where that needs it too, else in common.cjs.
 * CommonJS, because an ESM entry starts 6% slower; not minified, which gains nothing.
 *
 * @returns what esbuild reports about the bundles
 */
export async function buildPlugin() {
  rmSync("plugin/chunks", { recursive: true, force: true });
  mkdirSync("plugin/chunks");
  const inputs = readdirSync("src", { recursive: true }).filter((path) => path.endsWith(".chunk.ts"));
  const entryPoints = ["cli/main.ts", ...inputs].map((path) => `src/${path}`);
  const { outputFiles, metafile } = await build({ ...options, entryPoints });
  const { outputs } = metafile;
  const ofMain = importedBy(outputs, `${options.outdir}/main.js`);
  const files = outputFiles.map(({ path, text }) => ({ path: relative(".", path), text }));
  const isShared = ({ path }) => outputs[path].entryPoint === undefined;
  const inMain = files.filter((file) => isShared(file) && ofMain.has(file.path));
  const common = files.filter((file) => isShared(file) && !ofMain.has(file.path));
  const holderOf = (path) => (common.some((file) => file.path.endsWith(`/${path}`)) ? "common()" : "shared");
  for (const file of files.filter((file) => !isShared(file))) {
    const text = inFunction(file.text, "module.exports =", holderOf);
    write(chunkName(file.path), file.path.endsWith("/main.js") ? `const shared = ${partsOf(inMain, holderOf)}${text}` : text);
  }
  write("common", partsOf(common, holderOf));
  copyFileSync("src/cli/start.cjs", "plugin/podgraft");
  chmodSync("plugin/podgraft", 0o755);
  return [metafile];
}

/** An output of esbuild's and all that it imports. */
function importedBy(outputs, path, found = new Set([path])) {
  const next = outputs[path].imports.filter((one) => !one.external && !found.has(one.path)).map((one) => one.path);
  for (const one of next) importedBy(outputs, one, found.add(one));
  return found;
}

/** What Node wraps around a module; src/cli/start.cjs calls it with its own `require`. Each part runs when it is needed first. */
function write(name, text) {
  const once = "const once = (run) => { let made; return () => (made ??= run()); };\n";
  const others = 'const shared = require("./chunks/main");\nconst common = () => require("./chunks/common");\n';
  const head = name === "main" ? once : name === "common" ? once + others : others;
  writeFileSync(`plugin/chunks/${name}.cjs`, `(function (require, module, process) {"use strict";\n${head}${text}})`);
}

/** What several chunks need, as functions by name. */
function partsOf(files, holderOf) {
  const parts = files.map(({ path, text }) => `${partName(path)}: once(function () {\n${inFunction(text, "return", holderOf)}})`);
  return `(module.exports = {\n${parts.join(",\n")}\n});\n`;
}

const partName = (path) => basename(path, ".js").replace("-", "_");

/** The text of an ES module as esbuild writes it, as statements of a function that gets and gives its names as objects. */
function inFunction(text, give, holderOf) {
  const taken = (list) => list.replace(/([\w$]+) as ([\w$]+)/g, "$1: $2");
  const given = (list) => list.replace(/([\w$]+) as ([\w$]+)/g, "$2: $1");
  const made = text
    .replace(/^import "\.\/chunk-\w+\.js";\n/gm, "")
    .replace(
      /^import \{([^}]*)\} from "\.\/(chunk-\w+\.js)";$/gm,
      (_, list, path) => `var {${taken(list)}} = ${holderOf(path)}.${partName(path)}();`,
    )
    .replace(/^import \{([^}]*)\} from ("node:[\w/]+");$/gm, (_, list, path) => `var {${taken(list)}} = require(${path});`)
    .replace(/^export \{([^}]*)\};$/m, (_, list) => `${give} {${given(list)}};`);
  const left = /^(?:import|export) .*/m.exec(made);
  if (left) throw new Error(`Cannot put into a chunk: ${left[0]}`);
  return made;
}
