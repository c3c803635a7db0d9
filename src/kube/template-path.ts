import { at, isList, isMap, type Value, type ValueMap } from "../value/value.ts";

/**
 * Where pod templates are in an object: keys joined by dots, `[]` after a key for every item of a list, `*` for every
 * value of a map, `.` for the object itself. `spec.template`, `spec.tasks[].template`, `spec.replicaSpecs.*.template`.
 */
export type TemplatePath = string;

/** A place in an object: map keys and list indices. */
export type Path = readonly (string | number)[];

/** A place where a pod template may be and is none: the way is cut short there, or what stands there is no map. */
export interface MissingTemplate {
  /** The way as far as it leads; its last step is what is absent or of another type than expected. */
  readonly path: Path;
  /** What stands there; undefined where nothing does. */
  readonly found: Value | undefined;
}

export interface FoundTemplates {
  readonly paths: readonly Path[];
  readonly missing: readonly MissingTemplate[];
}

/**
 * Every map that `templatePath` leads to; an empty list or map on the way leads nowhere, and nothing is missing.
 * Whether a missing template is a mistake only its kind can tell: many are optional.
 */
export function expandPath(object: ValueMap, templatePath: TemplatePath): FoundTemplates {
  const paths: Path[] = [];
  const missing: MissingTemplate[] = [];
  const walk = (value: Value | undefined, path: Path, steps: readonly Step[]): void => {
    const [step, ...rest] = steps;
    const fits = step === EVERY_ITEM ? isList(value) : isMap(value);
    if (!fits) missing.push({ path, found: value });
    else if (step === undefined) paths.push(path);
    else for (const key of keysAt(value as Value, step)) walk(at(value, key), [...path, key], rest);
  };
  walk(object, [], stepsOf(templatePath));
  return { paths, missing };
}

/** What is wrong with a path that a user wrote, or undefined. */
export function problemOfPath(path: TemplatePath): string | undefined {
  if (path === ROOT) return undefined;
  if (path.length > LONGEST) return `it is longer than ${LONGEST} characters`;
  for (const segment of path.split(".")) {
    const key = withoutBrackets(segment);
    if (key === "") return "a key between two dots is empty";
    if (key.includes("[") || key.includes("]")) return `"${segment}" has brackets that are no [] at its end`;
    if (key.includes("*") && segment !== EVERY_VALUE) return `"${segment}" has * beside other characters`;
  }
  return undefined;
}

const ROOT = ".";
const EVERY_ITEM = "[]";
const EVERY_VALUE = "*";
const LONGEST = 500;

/** A key of a map, or EVERY_ITEM, or EVERY_VALUE. */
type Step = string;

function stepsOf(path: TemplatePath): readonly Step[] {
  if (path === ROOT) return [];
  return path.split(".").flatMap((segment) => {
    const key = withoutBrackets(segment);
    return [key, ...Array<Step>((segment.length - key.length) / EVERY_ITEM.length).fill(EVERY_ITEM)];
  });
}

function withoutBrackets(segment: string): string {
  let end = segment.length;
  while (segment.slice(0, end).endsWith(EVERY_ITEM)) end -= EVERY_ITEM.length;
  return segment.slice(0, end);
}

function keysAt(value: Value, step: Step): readonly (string | number)[] {
  if (isList(value)) return [...value.keys()];
  return step === EVERY_VALUE ? Object.keys(value as ValueMap) : [step];
}
