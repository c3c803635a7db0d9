import type { Location } from "../diagnostic/diagnostic.ts";
import { positionOf } from "../krm/manifest.ts";
import { nearestNode } from "../yaml/source-node.ts";
import type { Loaded, LoadedObject } from "./load.ts";

/** The line of a field of an object; the object's own where the object comes from a file that only its host knows. */
export function fieldLocation(
  loaded: readonly Loaded[],
  { object, location }: LoadedObject,
  path: readonly (string | number)[],
): Location | undefined {
  const { manifest, units } = loaded.find(({ objects }) => objects.some((found) => found.object === object)) ?? {};
  const unit = units?.get(object.part);
  if (!manifest || !unit || location.line === undefined) return undefined;
  const parent = nearestNode(unit.entry.value, [...object.path, ...path.slice(0, -1)]);
  const within = parent.kind === "alias" ? parent.target : parent;
  const last = path.at(-1);
  const found = within.kind === "map" ? within.entries.find(({ key }) => key === last) : undefined;
  return found && { file: manifest.file, line: positionOf(manifest.text, found.start).line };
}
