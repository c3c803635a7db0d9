import type { Diagnostic, Location } from "../diagnostic/diagnostic.ts";
import { positionOf } from "../krm/manifest.ts";
import { at, equal, toValue } from "../value/value.ts";
import { nearestNode, nodeValue, type SourceNode } from "../yaml/source-node.ts";
import type { Loaded, LoadedObject } from "./load.ts";

/** Objects, and what they were read from. */
export type Located = Pick<Loaded, "manifest" | "units" | "objects">;

/** What is told of an object of the input, with the line of its field, or else of the object. */
export function inObject(told: Diagnostic, loaded: readonly Located[]): Diagnostic {
  const { resource, field, location } = told;
  if (!resource || location) return told;
  const identity = toValue(resource);
  const found = loaded.flatMap(({ objects }) => objects).find(({ object }) => equal(toValue(object.identity), identity));
  if (!found) return told;
  const place = field && fieldLocation(loaded, found, stepsOf(field.path));
  return { ...told, resource: found.object.identity, location: place ?? found.location };
}

/** The line of a field of an object; undefined where it has none, or comes from a file that only its host knows. */
export function fieldLocation(
  loaded: readonly Located[],
  { object, location }: LoadedObject,
  path: readonly (string | number)[],
): Location | undefined {
  const { manifest, units } = loaded.find(({ objects }) => objects.some((found) => found.object === object)) ?? {};
  const unit = units?.get(object.part);
  if (!manifest || !unit || location.line === undefined) return undefined;
  const root = nearestNode(unit.entry.value, object.path);
  const steps = indexed(path, root);
  const start = steps && startOf(root, steps);
  return start === undefined ? undefined : { file: manifest.file, line: positionOf(manifest.text, start).line };
}

/** A readable path (`spec.containers[web].image`, `metadata.annotations[a/b]`) in steps; what is in brackets is one. */
export function stepsOf(path: string): readonly string[] {
  return [...path.matchAll(/\[([^\]]*)\]|[^.[\]]+/g)].map(([step, bracketed]) => bracketed ?? step);
}

/** The path with every item that is named by its `name`, or written as a text, by its index; undefined where it leads nowhere. */
function indexed(path: readonly (string | number)[], node: SourceNode): readonly (string | number)[] | undefined {
  const value = nodeValue(node);
  const steps: (string | number)[] = [];
  for (const step of path) {
    const here = at(value, ...steps);
    const named = Array.isArray(here) ? here.findIndex((item) => at(item, "name") === step) : -1;
    steps.push(Array.isArray(here) ? (named === -1 ? Number(step) : named) : step);
    if (at(value, ...steps) === undefined) return undefined;
  }
  return steps;
}

/** Where a map's key, or a list's item, begins. */
function startOf(root: SourceNode, steps: readonly (string | number)[]): number | undefined {
  const parent = nearestNode(root, steps.slice(0, -1));
  const within = parent.kind === "alias" ? parent.target : parent;
  const last = steps.at(-1);
  if (within.kind === "list") return within.entries[Number(last)]?.start;
  return within.kind === "map" ? within.entries.find(({ key }) => key === last)?.start : undefined;
}
