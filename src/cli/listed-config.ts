import { existsSync, readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { KIND } from "../app/config/config.ts";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { isList } from "../value/value.ts";
import { isDirectory } from "./file-fault.ts";
import { kustomizationIn, listed } from "./kustomization-file.ts";
import { mirrored } from "./mirror.ts";
import { builtConfig, type ConfigTexts, twoConfigs } from "./read-config.ts";
import type { Program } from "./run-program.ts";

/** An app whose kustomization lists the configuration under `transformers`, for kustomize to run podgraft. */
export interface ListedConfig {
  readonly config: ConfigTexts;
  /** Where kustomize builds the rest of it. */
  readonly cwd: Program["cwd"];
}

/**
 * The configuration that a directory's own kustomization lists, as kustomize renders it; undefined if it lists none.
 * Those of bases and components do not count: they would run before the app's own namespace, prefix and images.
 */
export async function listedConfig(directory: string): Promise<ListedConfig | { diagnostics: readonly Diagnostic[] } | undefined> {
  const file = kustomizationIn(directory);
  const found: { entry: string; config: ConfigTexts }[] = [];
  for (const entry of file ? listed(file, "transformers") : []) {
    if (!mayHoldConfig(directory, entry)) continue;
    const config = await builtConfig(directory, [{ directory, entry }]);
    if (config && "diagnostics" in config) return config;
    if (config) found.push({ entry, config });
  }
  const [own, second] = found;
  if (!file || !own) return undefined;
  if (second) return { diagnostics: [twoConfigs(directory)] };
  const { entry, config } = own;
  if (config.beside.some(({ text }) => (text.match(/^kind: /gm) ?? []).length > 1)) return { diagnostics: [notAlone(directory, entry)] };
  const others = isList(file.value.transformers) ? file.value.transformers.filter((other) => other !== entry) : [];
  const text = JSON.stringify({ ...file.value, transformers: others });
  return { config, cwd: (scratch) => mirrored(scratch, directory, { file: basename(file.path), text }) };
}

/** Inline entries and files are read directly; kustomize must build a directory or a URL. */
function mayHoldConfig(directory: string, entry: string): boolean {
  if (entry.includes("\n")) return entry.includes(KIND);
  const path = resolve(directory, entry);
  return !existsSync(path) || isDirectory(path) || readFileSync(path, "utf8").includes(KIND);
}

function notAlone(directory: string, entry: string): Diagnostic {
  return diagnostic("InvalidConfiguration", {
    message: `Cannot build ${directory}: ${entry}, which its kustomization lists under transformers, builds other objects besides the SidecarInjector; expected it alone`,
    fix: "list what is beside it in a directory of its own",
    location: { file: directory },
  });
}
