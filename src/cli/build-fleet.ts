import { join, relative, resolve, sep } from "node:path";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { graftCounts } from "../report/graft-counts.ts";
import { buildApp } from "./build-app.ts";
import { type CommandResult, usage } from "./command-result.ts";
import type { Options } from "./option-table.ts";
import { isInShard, type Shard } from "./shard.ts";
import { writeTree } from "./write-tree.ts";

interface Fleet {
  /** The directory below which each app goes to its own path. */
  readonly output: string;
  /** Absent: all apps. */
  readonly shard?: Shard | undefined;
}

/**
 * Builds many apps, one after the other, and writes each to its place. So finished apps stay written if a later one
 * fails or the run is killed. An app's shard and its result depend only on the app.
 */
export async function buildFleet(options: Options, { output, shard }: Fleet): Promise<CommandResult> {
  const places = placesOf(options.directories);
  if ("problem" in places) return usage(places.problem);
  const apps = shard ? places.filter((place) => isInShard(place, shard)) : places;
  const results: Outcome[] = [];
  for (const app of apps) results.push(await buildOne(options, app, join(output, app)));
  const diagnostics = onceEach(results.flatMap((result) => result.diagnostics));
  const failed = results.flatMap(({ app, code }) => (code === 0 ? [] : [app]));
  const part = shard && `shard ${shard.index}/${shard.count}, ${apps.length} of ${counted(places.length)}`;
  const written = `${part ?? counted(apps.length)}: ${apps.length - failed.length} written to ${output}`;
  const counts = failed.length === apps.length ? "" : `; ${graftCounts(diagnostics)}`;
  return { diagnostics, done: `${written}${failedText(failed)}${counts}`, code: Math.max(0, ...results.map(({ code }) => code)) };
}

interface Outcome {
  readonly app: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly code: number;
}

async function buildOne(options: Options, app: string, output: string): Promise<Outcome> {
  const { tree, diagnostics, code } = await buildApp(options, { directory: app, output, isOneOfMany: true });
  const problems = tree ? writeTree(tree) : [];
  const told = [...diagnostics, ...problems].map((found) => placedIn(app, found));
  return { app, diagnostics: told, code: problems.length > 0 ? 2 : code };
}

/** Reports what is not about a resource, such as faults of the configuration for all apps, only once. */
function onceEach(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const told = new Set<string>();
  return found.filter(({ code, message, resource, location }) => {
    const { size } = told;
    return resource !== undefined || told.add(JSON.stringify([code, message, location])).size > size;
  });
}

/** With the app's name, unless something else says which app it is. */
function placedIn(app: string, found: Diagnostic): Diagnostic {
  return found.location?.file === undefined ? { ...found, location: { ...found.location, file: app } } : found;
}

function counted(apps: number): string {
  return `${apps} app${apps === 1 ? "" : "s"}`;
}

const SHOWN = 10;

function failedText(failed: readonly string[]): string {
  if (failed.length === 0) return "";
  const more = failed.length > SHOWN ? ` and ${failed.length - SHOWN} more` : "";
  return `, ${failed.length} failed (${failed.slice(0, SHOWN).join(", ")}${more})`;
}

/**
 * The apps by their paths from the working directory, each once and in order; or why they cannot be written side by
 * side.
 */
function placesOf(directories: readonly string[]): readonly string[] | { problem: string } {
  const places = [...new Set(directories.map((directory) => relative("", resolve(directory)).split(sep).join("/")))].sort();
  const outside = places.find((place) => place === "" || place.startsWith("../") || place === "..");
  if (outside !== undefined)
    return {
      problem: `${outside || "."} is not below the working directory; expected directories below it, since each is written to its own path`,
    };
  const all = new Set(places);
  const inner = places.find((place) => foldersAbove(place).some((outer) => all.has(outer)));
  if (inner === undefined) return places;
  return { problem: `${inner} is inside another of the directories; expected apps side by side, since each is written as a whole` };
}

/** For `a/b/c`: `a` and `a/b`. */
function foldersAbove(path: string): readonly string[] {
  const steps = path.split("/");
  return steps.slice(1).map((_, i) => steps.slice(0, i + 1).join("/"));
}
