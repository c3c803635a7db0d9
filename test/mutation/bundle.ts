import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build, type Plugin } from "esbuild";
import { root } from "../files.ts";
import type { Mutant } from "./mutants.ts";

/**
 * Bundles test files with all mutants in the sources, each behind a switch: `mutant(7) ? (its text) : (the source's)`. So one
 * bundle serves every run, and a run loads in a fraction of the time that compiling takes.
 *
 * @returns the tests' bundles
 */
export async function bundleTests(tests: readonly string[], mutants: readonly Mutant[], outdir: string): Promise<readonly string[]> {
  await build({
    entryPoints: ["mutation/worker.ts", ...tests].map((test) => join(root, "test", test)),
    outbase: join(root, "test"),
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    logLevel: "error",
    plugins: [switches(mutants)],
  });
  return tests.map((test) => join(outdir, test.replace(/\.ts$/, ".mjs")));
}

function switches(mutants: readonly Mutant[]): Plugin {
  return {
    name: "mutants",
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^uvu$/ }, () => ({ path: join(root, "test/mutation/uvu.ts") }));
      onLoad({ filter: /\/(?:src|test|tools|bench)\/[^?]*\.ts$/ }, ({ path }) => {
        const own = [...mutants.entries()].filter(([, { file }]) => join(root, "src", file) === path);
        return { contents: atHome(switched(readFileSync(path, "utf8"), own), path), loader: "ts" };
      });
    },
  };
}

/** A source with its mutants behind switches; they are apart from each other. */
function switched(text: string, mutants: readonly (readonly [number, Mutant])[]): string {
  const backwards = [...mutants].sort(([, a], [, b]) => b.start - a.start);
  return backwards.reduce((all, [number, { start, end, from, to }]) => {
    return `${all.slice(0, start)}(globalThis.mutant(${number}) ? (${to}) : (${from}))${all.slice(end)}`;
  }, text);
}

/** Files that are read from beside a source are still found. */
function atHome(text: string, path: string): string {
  return text
    .replaceAll("import.meta.dirname", JSON.stringify(dirname(path)))
    .replaceAll("import.meta.url", JSON.stringify(`file://${path}`));
}
