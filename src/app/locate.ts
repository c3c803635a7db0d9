import type { Diagnostic, Location, ResourceIdentity } from "../diagnostic/diagnostic.ts";
import { positionOf } from "../diagnostic/lines.ts";
import { remembered } from "../value/remembered.ts";
import { at } from "../value/value.ts";
import { readCanonical } from "../yaml/read-canonical.ts";
import { nearestNode, nearestStart, nodeValue, type SourceNode, type SourceScalar } from "../yaml/source-node.ts";
import { readYaml } from "./engines.ts";
import type { Loaded, LoadedObject } from "./load.ts";

/** Objects, and where they were read from. */
export type Located = Pick<Loaded, "manifest" | "units" | "objects">;

/** What is reported about an object of the input, with the line of its field, or else of the object. */
export function inObject(told: Diagnostic, loaded: readonly Located[]): Diagnostic {
  const { resource, field, location } = told;
  if (!resource || location) return told;
  const found = byIdentity(loaded).get(identityKey(resource));
  if (!found) return told;
  const place = field && fieldLocation(loaded, found, stepsOf(field.path), field.line);
  return { ...told, resource: found.object.identity, location: place ?? found.location };
}

/**
 * The line of an object's field; undefined if it has none, or if it comes from a file that only the host knows.
 * `textLine` is a line, from 1, within the text at the path.
 */
export function fieldLocation(
  loaded: readonly Located[],
  { object, location }: LoadedObject,
  path: readonly (string | number)[],
  textLine?: number | undefined,
): Location | undefined {
  const { manifest, units } = sources(loaded).get(object) ?? {};
  const unit = units?.get(object.part);
  if (!manifest || !unit || location.line === undefined) return undefined;
  const root = nearestNode(unit.entry.value, object.path);
  const steps = leadingSteps(path, root);
  const node = nearestNode(root, steps);
  const rest = path.slice(steps.length);
  const start = rest.length === 0 || isText(node) ? startOf(root, steps) : undefined;
  if (start === undefined) return undefined;
  const lineIn = (offset: number) => positionOf(manifest.text, offset).line;
  const above = location.line - lineIn(root.start);
  const lineOf = (offset: number) => above + lineIn(offset);
  const inText = lineInText(node, rest, textLine);
  return { file: manifest.file, line: inText === undefined ? lineOf(start) : lineOf(node.start) + inText };
}

const byIdentity = remembered(
  (loaded: readonly Located[]): ReadonlyMap<string, LoadedObject> =>
    new Map(loaded.flatMap(({ objects }) => objects.map((found) => [identityKey(found.object.identity), found] as const)).reverse()),
);

function identityKey({ apiVersion, kind, name, namespace }: ResourceIdentity): string {
  return JSON.stringify([apiVersion, kind, name, namespace ?? ""]);
}

/** What each object was read from. */
const sources = remembered(
  (loaded: readonly Located[]): ReadonlyMap<LoadedObject["object"], Located> =>
    new Map(loaded.flatMap((located) => located.objects.map(({ object }) => [object, located] as const))),
);

function isText(node: SourceNode): node is SourceScalar & { readonly value: string } {
  return node.kind === "scalar" && typeof node.value === "string";
}

/** A line within a literal, counted from its indicator; undefined if only its key's line is known. */
function lineInText(node: SourceNode, path: readonly (string | number)[], line: number | undefined): number | undefined {
  if (!isText(node) || node.style !== "literal") return undefined;
  if (line !== undefined || path.length === 0) return line;
  const range = { start: 0, end: node.value.length };
  const root = readCanonical(node.value, range) ?? readYaml(node.value, { ...range, lastKeyWins: true }).node;
  const start = root && startOf(root, leadingSteps(path, root));
  return start === undefined ? undefined : positionOf(node.value, start).line;
}

/**
 * The steps of a readable path (`spec.containers[web].image`, `metadata.annotations[a/b]`); brackets contain one step.
 */
export function stepsOf(path: string): readonly string[] {
  return [...path.matchAll(/\[([^\]]*)\]|[^.[\]]+/g)].map(([step, bracketed]) => bracketed ?? step);
}

/** The path as far as it exists, with indices for items that it names by `name` or by their text. */
function leadingSteps(path: readonly (string | number)[], node: SourceNode): readonly (string | number)[] {
  const value = nodeValue(node);
  const steps: (string | number)[] = [];
  for (const step of path) {
    const here = at(value, ...steps);
    const named = Array.isArray(here) ? here.findIndex((item) => at(item, "name") === step) : -1;
    const next = Array.isArray(here) ? (named === -1 ? Number(step) : named) : step;
    if (at(here, next) === undefined) break;
    steps.push(next);
  }
  return steps;
}

/** The start of a map's key, or of a list's item; none of an object as a whole. */
function startOf(root: SourceNode, steps: readonly (string | number)[]): number | undefined {
  return steps.length === 0 ? undefined : nearestStart(root, steps);
}
