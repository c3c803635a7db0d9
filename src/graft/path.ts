import type { Path, Step } from "../change/changes.ts";
import type { ListKeys } from "../change/compare.ts";
import { isList, isMap, type Value, withKey } from "../value/value.ts";

/** A path as one string: steps joined by `/`; a list's item as `~:` and its identity. */
export function pathText(path: Path): string {
  let text = "";
  for (let i = 0; i < path.length; i++) {
    const written = stepText(path[i] as Step);
    text = i === 0 ? written : `${text}/${written}`;
  }
  return text;
}

/** What an item's identity begins with. */
export const ITEM = "~:";

export function stepText(step: Step): string {
  return typeof step === "string" ? escaped(step) : ITEM + escaped(step.item);
}

export function isSamePath(a: Path, b: Path): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    const step = a[i] as Step;
    const other = b[i] as Step;
    const same = typeof step === "string" || typeof other === "string" ? step === other : step.item === other.item;
    if (!same) return false;
  }
  return true;
}

export function parsePath(text: string): Path {
  if (text === "") return [];
  return text.split("/").map((step) => (step.startsWith(ITEM) ? { item: unescaped(step.slice(ITEM.length)) } : unescaped(step)));
}

function escaped(step: string): string {
  return step.includes("~") || step.includes("/") ? step.replaceAll("~", "~0").replaceAll("/", "~1") : step;
}

function unescaped(step: string): string {
  return step.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** The cursor at a keyed path. */
export function keysAt(keys: ListKeys, path: Path): ListKeys {
  let cursor = keys;
  for (let i = 0; i < path.length; i++) {
    const step = path[i] as Step;
    cursor = typeof step === "string" ? cursor.field(step) : cursor.item();
  }
  return cursor;
}

/** The value at a keyed path, or undefined. */
export function valueAt(value: Value | undefined, path: Path, keys: ListKeys): Value | undefined {
  let found = value;
  let cursor = keys;
  for (const step of path) {
    if (typeof step === "string") {
      found = isMap(found) ? found[step] : undefined;
      cursor = cursor.field(step);
    } else {
      const { identify } = cursor;
      found = isList(found) ? found.find((item, i) => identify(item, i) === step.item) : undefined;
      cursor = cursor.item();
    }
    if (found === undefined) return undefined;
  }
  return found;
}

/**
 * A copy with the value at a keyed path replaced by the result of `update`; undefined removes it. If the path to it is
 * missing, nothing changes. A new item goes to the end of its list.
 */
export function updateAt(
  value: Value,
  { path, keys }: { path: Path; keys: ListKeys },
  update: (old: Value | undefined) => Value | undefined,
): Value {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const next = (old: Value | undefined, inner: ListKeys): Value | undefined => {
    if (rest.length === 0) return update(old);
    return old === undefined ? undefined : updateAt(old, { path: rest, keys: inner }, update);
  };
  if (typeof step === "string") {
    if (!isMap(value)) return value;
    const updated = next(value[step], keys.field(step));
    return updated === value[step] ? value : withKey(value, step, updated);
  }
  if (!isList(value)) return value;
  const index = value.findIndex((item, i) => keys.identify(item, i) === step.item);
  const updated = next(value[index], keys.item());
  if (updated === value[index]) return value;
  if (index === -1) return updated === undefined ? value : [...value, updated];
  return updated === undefined ? value.toSpliced(index, 1) : value.with(index, updated);
}
