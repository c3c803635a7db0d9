import { join } from "node:path";
import type { Plugin } from "esbuild";
import { bundle } from "../bundle.ts";
import { root } from "../files.ts";
import type { Mutant } from "./mutants.ts";

/**
 * Bundles test files with all mutants in the sources, each behind a switch: `mutant(7) ? (its text) : (the source's)`. So one
 * bundle serves every run.
 *
 * @returns the tests' bundles
 */
export async function bundleTests(tests: readonly string[], mutants: readonly Mutant[], outdir: string): Promise<readonly string[]> {
  const options = {
    entryPoints: ["mutation/worker.ts", ...tests].map((test) => join(root, "test", test)),
    outbase: join(root, "test"),
    outdir,
    outExtension: { ".js": ".mjs" },
    splitting: true,
    packages: "external" as const,
    plugins: [ownUvu],
  };
  await bundle(options, (text, path) => {
    const own = [...mutants.entries()].filter(([, { file }]) => join(root, "src", file) === path);
    return switched(text, own);
  });
  return tests.map((test) => join(outdir, test.replace(/\.ts$/, ".mjs")));
}

const ownUvu: Plugin = {
  name: "own uvu",
  setup: ({ onResolve }) => onResolve({ filter: /^uvu$/ }, () => ({ path: join(root, "test/mutation/uvu.ts") })),
};

/** A source with its mutants behind switches; they are apart from each other. */
function switched(text: string, mutants: readonly (readonly [number, Mutant])[]): string {
  const backwards = [...mutants].sort(([, a], [, b]) => b.start - a.start);
  return backwards.reduce((all, [number, { start, end, from, to }]) => {
    return `${all.slice(0, start)}(globalThis.mutant(${number}) ? (${to}) : (${from}))${all.slice(end)}`;
  }, text);
}
