import { buildApp, DEADLINE } from "./build-app.ts";
import { buildFleet } from "./build-fleet.ts";
import { type CommandResult, usage } from "./command-result.ts";
import type { Options } from "./option-table.ts";
import { parseShard } from "./shard.ts";

/**
 * Builds an app's directory and injects: what Argo CD runs as a plugin's generate command. Or does so for many apps,
 * and writes each to its place.
 */
export async function buildCommand(options: Options): Promise<CommandResult> {
  const seconds = Number(options.timeout ?? DEADLINE);
  if (!(seconds > 0 && seconds <= 3600)) return usage(`--timeout is ${JSON.stringify(options.timeout)}; expected seconds, 3600 at most`);
  const shard = options.shard === undefined ? undefined : parseShard(options.shard);
  if (shard && "problem" in shard) return usage(shard.problem);
  const { directories, output } = options;
  if (shard === undefined && directories.length === 1) return buildApp(options, { directory: directories[0] as string, output });
  if (options.list !== undefined) return usage("--list is about one directory; name one");
  if (output === undefined) return usage(outputNeeded(directories));
  return buildFleet(options, { output, shard });
}

/** Why there must be a directory for the apps. */
function outputNeeded(directories: readonly string[]): string {
  if (directories.length === 1) return "--shard needs -o OUT: a directory to write each app to";
  const named = directories.slice(0, SHOWN).map((directory) => JSON.stringify(directory));
  const more = directories.length - named.length;
  const others = more > 0 ? `${more} more` : named.pop();
  return `${named.join(", ")} and ${others} are several directories; expected one, or -o OUT to write each app to`;
}

const SHOWN = 3;
