import { at, isList, isMap, type Value, type ValueMap } from "../value/value.ts";

/**
 * Where pod templates are in an object: keys joined by dots, `[]` after a key for every item of a list, `*` for every
 * value of a map, `?` after a key that may be absent or null, `.` for the object itself. `spec.template`,
 * `spec.tasks[].template`, `spec.replicaSpecs.*.template`, `spec.leaderTemplate?`, `spec.groups?[].template`.
 */
export type TemplatePath = string;

/** A place in an object: map keys and list indices. */
export type Path = readonly (string | number)[];

/** A place without a pod template where there may be one: the path ends there, or the value there is not a map. */
export interface MissingTemplate {
  /** The path as far as it exists; its last step is absent or has the wrong type. */
  readonly path: Path;
  /** The value there; undefined if there is nothing. */
  readonly found: Value | undefined;
  readonly expected: "a pod template" | "a map" | "a list";
  /** The path allows nothing here, and there is nothing. */
  readonly isOptional: boolean;
}

export interface FoundTemplates {
  readonly paths: readonly Path[];
  readonly missing: readonly MissingTemplate[];
}

/**
 * Every map that `templatePath` leads to; an empty list or map on the path leads nowhere, and nothing is missing. For a
 * path with only plain keys, the answer is the same object for many objects.
 */
export function expandPath(object: ValueMap, templatePath: TemplatePath): FoundTemplates {
  const { steps, plain } = parsed(templatePath);
  if (plain && leadsToMap(object, steps)) return plain;
  const paths: Path[] = [];
  const missing: MissingTemplate[] = [];
  const walk = (value: Value | undefined, path: Path, [step, ...rest]: readonly Step[], isOptional: boolean): void => {
    const fits = step?.key === EVERY_ITEM ? isList(value) : isMap(value);
    if (!fits) missing.push({ path, found: value, expected: expectedAt(step), isOptional: isOptional && (value ?? null) === null });
    else if (step === undefined) paths.push(path);
    else for (const key of keysAt(value as Value, step.key)) walk(at(value, key), [...path, key], rest, step.isOptional);
  };
  walk(object, [], steps, false);
  return { paths, missing };
}

function leadsToMap(object: ValueMap, steps: readonly Step[]): boolean {
  let value: Value | undefined = object;
  for (const { key } of steps) {
    if (!isMap(value)) return false;
    value = value[key];
  }
  return isMap(value);
}

function expectedAt(step: Step | undefined): MissingTemplate["expected"] {
  if (step === undefined) return "a pod template";
  return step.key === EVERY_ITEM ? "a list" : "a map";
}

/** What is wrong with a path that a user wrote, or undefined. */
export function problemOfPath(path: TemplatePath): string | undefined {
  if (path === ROOT) return undefined;
  if (path.length > LONGEST) return `it is longer than ${LONGEST} characters`;
  for (const segment of path.split(".")) {
    const { key } = partsOf(segment);
    if (key === "") return "a key between two dots is empty";
    if (key.includes("[") || key.includes("]")) return `"${segment}" has brackets other than [] at its end`;
    if (key.includes("?")) return `"${segment}" has ? elsewhere than right behind its key`;
    if (key.includes("*") && segment !== EVERY_VALUE) return `"${segment}" has * beside other characters`;
  }
  return undefined;
}

const ROOT = ".";
const EVERY_ITEM = "[]";
const EVERY_VALUE = "*";
const MAYBE = "?";
const LONGEST = 500;

interface Step {
  /** A key of a map, or EVERY_ITEM, or EVERY_VALUE. */
  readonly key: string;
  /** There may be nothing below the key. */
  readonly isOptional: boolean;
}

interface Parsed {
  readonly steps: readonly Step[];
  /** What an object has that has it all, where the path has plain keys alone. */
  readonly plain: FoundTemplates | undefined;
}

const known = new Map<TemplatePath, Parsed>();

function parsed(path: TemplatePath): Parsed {
  const found = known.get(path);
  if (found) return found;
  const steps = stepsOf(path);
  const keys = steps.map(({ key }) => key);
  const isPlain = !keys.includes(EVERY_ITEM) && !keys.includes(EVERY_VALUE);
  const made = { steps, plain: isPlain ? { paths: [keys], missing: [] } : undefined };
  known.set(path, made);
  return made;
}

function stepsOf(path: TemplatePath): readonly Step[] {
  if (path === ROOT) return [];
  return path.split(".").flatMap((segment) => {
    const { key, isOptional, lists } = partsOf(segment);
    return [{ key, isOptional }, ...Array<Step>(lists).fill({ key: EVERY_ITEM, isOptional: false })];
  });
}

/** `groups?[][]`: the key, whether it may be absent, and how many lists are below it. */
function partsOf(segment: string): Step & { readonly lists: number } {
  let end = segment.length;
  while (segment.slice(0, end).endsWith(EVERY_ITEM)) end -= EVERY_ITEM.length;
  const isOptional = segment.slice(0, end).endsWith(MAYBE);
  const key = segment.slice(0, isOptional ? end - MAYBE.length : end);
  return { key, isOptional, lists: (segment.length - end) / EVERY_ITEM.length };
}

function keysAt(value: Value, key: string): readonly (string | number)[] {
  if (isList(value)) return [...value.keys()];
  return key === EVERY_VALUE ? Object.keys(value as ValueMap) : [key];
}
