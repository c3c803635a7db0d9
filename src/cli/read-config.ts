import { copyFileSync, existsSync, realpathSync, statSync, writeFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { findConfigs } from "../app/build/find-configs.ts";
import { parseText } from "../app/embedded-yaml.ts";
import type { NamedText } from "../app/named-text.ts";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { isMap } from "../value/value.ts";
import { kustomizePrograms } from "./app-programs.ts";
import { isDirectory } from "./file-fault.ts";
import { kustomizationIn, listed } from "./kustomization-file.ts";
import { readText } from "./read-text.ts";
import { runFirst } from "./run-first.ts";

/** A configuration, and the other objects that its kustomization builds. */
export interface ConfigTexts {
  readonly config: NamedText;
  readonly beside: readonly NamedText[];
}

type Unusable = { readonly diagnostics: readonly Diagnostic[] };

const SECONDS = 40;

/** The configuration that a path names: a file, or a directory with a kustomization. */
export async function readConfigAt(path: string): Promise<ConfigTexts | Unusable> {
  if (path !== "-" && isDirectory(path)) return kustomizedConfig(path);
  const config = readText(path);
  return "diagnostics" in config ? config : { config, beside: [] };
}

/**
 * The configuration from a directory with a kustomization, with the overlay's changes: one that it builds, or lists
 * under `transformers`; otherwise the same is tried in the directories that it builds on.
 */
async function kustomizedConfig(directory: string): Promise<ConfigTexts | Unusable> {
  if (!kustomizationIn(directory)) return { diagnostics: [noKustomization(directory)] };
  const transformers = transformersOf(directory, new Set());
  const found = await builtConfig(directory, transformers.length > 0 ? transformers : [{ directory, entry: "." }]);
  return found ?? { diagnostics: [noConfig(directory)] };
}

/** An entry of a list in the kustomization of a directory: a path, or an object inline. */
export interface Entry {
  readonly directory: string;
  readonly entry: string;
}

/** What a kustomization lists under `transformers`, or else those that it builds on. */
function transformersOf(directory: string, seen: Set<string>): readonly Entry[] {
  const file = kustomizationIn(directory);
  if (!file || seen.has(file.path)) return [];
  seen.add(file.path);
  const own = listed(file, "transformers").map((entry) => ({ directory, entry }));
  if (own.length > 0) return own;
  return [...listed(file, "resources"), ...listed(file, "components")].flatMap((entry) => transformersOf(join(directory, entry), seen));
}

/** What the entries build together; undefined if that has no configuration. */
export async function builtConfig(directory: string, entries: readonly Entry[]): Promise<ConfigTexts | Unusable | undefined> {
  const programs = kustomizePrograms((scratch) => wrapped(scratch, entries));
  const built = await runFirst(programs, {
    seconds: SECONDS,
    whenEmpty: "use kustomize 5 or newer: older ones leave out what is marked as local configuration",
  });
  if ("diagnostics" in built) return built;
  const named = { file: `kustomize build ${directory}`, text: built.text };
  const [config, second] = findConfigs([named]);
  if (second) return { diagnostics: [twoConfigs(directory)] };
  return config && { config, beside: [named] };
}

/**
 * Makes a kustomization in a folder that builds the entries as resources. Kustomize leaves out what is marked as local configuration,
 * unless it is marked with "false".
 */
function wrapped(scratch: string, entries: readonly Entry[]): string {
  const patch = {
    apiVersion: "v1",
    kind: "any",
    metadata: { name: "any", annotations: { "config.kubernetes.io/local-config": "false" } },
  };
  const kustomization = {
    resources: entries.map((entry, i) => resourceIn(scratch, entry, `${i}.yaml`)),
    patches: [{ target: { kind: ".*" }, patch: JSON.stringify(patch) }],
  };
  writeFileSync(join(scratch, "kustomization.yaml"), JSON.stringify(kustomization));
  return scratch;
}

/**
 * An entry for a kustomization in another folder: a directory stays in its place, a file or an inline object is copied.
 * kustomize refuses a file that is not below the kustomization.
 */
function resourceIn(scratch: string, { directory, entry }: Entry, file: string): string {
  if (isMap(parseText(entry))) {
    writeFileSync(join(scratch, file), entry);
    return file;
  }
  // Left to kustomize: it may be a URL, or nothing.
  if (!existsSync(resolve(directory, entry))) return entry;
  const path = realpathSync(resolve(directory, entry));
  const isBelow = path.startsWith(`${realpathSync(directory)}${sep}`);
  if (statSync(path).isDirectory() || !isBelow) return relative(realpathSync(scratch), path);
  copyFileSync(path, join(scratch, file));
  return file;
}

function noKustomization(directory: string): Diagnostic {
  return refused(directory, "it is a directory without a kustomization; expected a file, or a directory with one", "name the file in it");
}

function noConfig(directory: string): Diagnostic {
  const why = "its kustomization neither builds a SidecarInjector nor lists one under transformers; expected one";
  return refused(directory, why, "name the directory that lists the SidecarInjector");
}

export function twoConfigs(directory: string): Diagnostic {
  return refused(directory, "its kustomization has more than one SidecarInjector; expected one", "name the file of the one that counts");
}

function refused(directory: string, why: string, fix: string): Diagnostic {
  const message = `Cannot read the configuration from ${directory}: ${why}`;
  return diagnostic("InvalidConfiguration", { message, fix, location: { file: directory } });
}
