import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";

/**
 * Bundles files of src/, test/ and tools/, so that a process loads them in less than half the time that compiling each takes.
 * Files that are read from beside a source are still found. `edit` changes a source on its way.
 */
export async function bundle(options: BuildOptions, edit: (text: string, path: string) => string = (text) => text): Promise<void> {
  const sources: Plugin = {
    name: "sources",
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        return { contents: atHome(edit(readFileSync(path, "utf8"), path), path), loader: "ts" };
      });
    },
  };
  const plugins = [...(options.plugins ?? []), sources];
  await build({ bundle: true, format: "esm", platform: "node", target: "node20", logLevel: "error", ...options, plugins });
}

function atHome(text: string, path: string): string {
  const own: Readonly<Record<string, string>> = { dirname: dirname(path), filename: path, url: `file://${path}` };
  return text.replace(/\bimport\.meta\.(dirname|filename|url)\b/g, (_, name) => JSON.stringify(own[name]));
}
