import { isList, isMap, newMap, type Value, type ValueList, type ValueMap } from "../../value/value.ts";

/** Something in a pod that the API server refuses. */
export interface Fault {
  /** Map keys and list indices from the pod template on. */
  readonly path: readonly (string | number)[];
  /** Absent if something is missing. */
  readonly found: Value | undefined;
  /** What may be there: `a number from 1 to 65535`. */
  readonly expected: string;
  /** The field is not known to the server's version; the nearest one that is, or the empty string. */
  readonly unknown?: string;
}

/** What parts of a pod need to know about the rest of it. */
export interface PodFacts {
  /** The minor of Kubernetes 1 whose rules count. */
  readonly minor: number;
  /** A Pod itself, not a template of some. */
  readonly isPod: boolean;
  readonly os: string | undefined;
  readonly hostUsers: boolean;
  readonly restartPolicy: string;
  readonly gracePeriod: number;
}

/** Where a value is, and where its faults go. */
export interface Place {
  readonly up: Place | undefined;
  readonly step: string | number;
  readonly pod: PodFacts;
  readonly faults: Fault[];
}

export function below(place: Place, step: string | number): Place {
  return { up: place, step, pod: place.pod, faults: place.faults };
}

export function pathOf({ up, step }: Place): readonly (string | number)[] {
  return up === undefined ? [] : [...pathOf(up), step];
}

/** Reports a fault, but not for text that is a placeholder for a later step of the build. */
export function tell(place: Place, found: Value | undefined, expected: string): void {
  if (typeof found === "string" && PLACEHOLDER.test(found)) return;
  place.faults.push({ path: pathOf(place), found, expected });
}

/** `${NAME}`, `$(NAME)`, `{{ name }}`. */
const PLACEHOLDER = /\$\{[^}]*\}|\$\([^)]*\)|\{\{[^}]*\}\}/;

/** The text of a field; empty if it is absent or no text. */
export function textOf(map: ValueMap, key: string): string {
  const value = map[key];
  return typeof value === "string" ? value : "";
}

/** A field's number; undefined if it is absent or none. */
export function numberOf(map: ValueMap | undefined, key: string): number | undefined {
  const value = map?.[key];
  return typeof value === "number" || typeof value === "bigint" ? Number(value) : undefined;
}

/** A field that holds a map; undefined if it is absent, null or something else. */
export function mapOf(map: ValueMap | undefined, key: string): ValueMap | undefined {
  const value = map?.[key];
  return isMap(value) ? value : undefined;
}

export function listOf(map: ValueMap | undefined, key: string): ValueList {
  const value = map?.[key];
  return isList(value) ? value : NONE;
}

/** The maps in a list with their places; null stands for an empty one, as for Go. */
export function mapsOf(map: ValueMap | undefined, key: string): readonly (readonly [ValueMap, number])[] {
  const list = listOf(map, key);
  if (list.length === 0) return NO_MAPS;
  const maps: (readonly [ValueMap, number])[] = [];
  for (let i = 0; i < list.length; i++) {
    const item = list[i] as Value;
    if (item === null || isMap(item)) maps.push([item ?? EMPTY, i]);
  }
  return maps;
}

export const EMPTY: ValueMap = newMap();
const NONE: ValueList = [];
const NO_MAPS: readonly (readonly [ValueMap, number])[] = [];

/** What Go's decoder leaves at the zero value of a field that is not a pointer. */
export function isZero(value: Value | undefined): boolean {
  return value === undefined || value === null || value === "" || value === 0 || value === 0n || (isList(value) && value.length === 0);
}

export function isSet(map: ValueMap, key: string): boolean {
  return (map[key] ?? null) !== null;
}
