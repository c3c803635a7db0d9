import { equal, isList, isMap, type Value, withKey } from "../value/value.ts";

export const OPERATIONS = ["add", "remove", "replace", "move", "copy", "test"] as const;

/**
 * The limits for the number of operations in a patch and for how much it may copy: each copy can double the value.
 *
 * Source: apiserver pkg/endpoints/handlers/patch.go maxJSONPatchOperations, pkg/server/config.go JSONPatchMaxCopyBytes.
 */
const MOST = { operations: 10_000, copied: 3 * 1024 * 1024 };

/** An operation of a JSON Patch (RFC 6902). */
export interface JsonPatchOperation {
  readonly op: (typeof OPERATIONS)[number];
  /** JSON pointers (RFC 6901). */
  readonly path: string;
  readonly from?: string | undefined;
  readonly value?: Value;
}

/** Why an operation cannot be applied. */
export interface PatchFault {
  /** The operation's place in the patch. */
  readonly index: number;
  readonly problem: string;
}

/** A value with a patch applied to it, or the first operation that fails: then nothing of the patch counts. */
export function patched(value: Value, operations: readonly JsonPatchOperation[]): { readonly value: Value } | PatchFault {
  if (operations.length > MOST.operations)
    return { index: MOST.operations, problem: `a patch has at most ${MOST.operations} operations, this one has ${operations.length}` };
  let result = value;
  let copied = 0;
  for (const [index, operation] of operations.entries()) {
    const done = operate(result, operation);
    if ("problem" in done) return { index, problem: done.problem };
    if (operation.op === "copy") copied += sizeOf(valueAt(result, pointerSteps(operation.from ?? "") ?? []) ?? null, MOST.copied - copied);
    if (copied > MOST.copied) return { index, problem: `the patch copies more than ${MOST.copied} characters` };
    result = done.value;
  }
  return { value: result };
}

/** The approximate number of characters of a value as JSON; beyond `most` it stops counting. */
function sizeOf(value: Value, most: number): number {
  if (typeof value === "string") return value.length + 2;
  if (!isList(value) && !isMap(value)) return 4;
  let size = 2;
  for (const [key, item] of Object.entries(value)) {
    if (size > most) break;
    size += key.length + sizeOf(item, most - size);
  }
  return size;
}

/** The steps of a JSON pointer; undefined for what is not one. */
export function pointerSteps(pointer: string): readonly string[] | undefined {
  if (pointer === "") return [];
  if (!pointer.startsWith("/") || /~(?![01])/.test(pointer)) return undefined;
  return pointer
    .slice(1)
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

type Done = { readonly value: Value } | { readonly problem: string };
type Steps = readonly string[];

function operate(value: Value, { op, path, from = "", value: given = null }: JsonPatchOperation): Done {
  const [to, source] = [pointerSteps(path) ?? [], pointerSteps(from) ?? []];
  if (op === "add") return add(value, to, given);
  if (op === "move" || op === "copy") {
    const moved = valueAt(value, source);
    if (moved === undefined) return nothingAt(from);
    if (op === "copy") return add(value, to, moved);
    if (to.length > source.length && source.every((step, i) => step === to[i])) return { problem: `${path} is within ${from}` };
    const rest = change(value, source, () => undefined);
    return "problem" in rest ? rest : add(rest.value, to, moved);
  }
  const found = valueAt(value, to);
  if (found === undefined) return nothingAt(path);
  if (op === "test") return equal(found, given) ? { value } : { problem: `${path} has another value` };
  return change(value, to, () => (op === "remove" ? undefined : given));
}

function nothingAt(pointer: string): Done {
  return { problem: `there is nothing at ${pointer}` };
}

/**
 * Puts a value into a map under a key, whatever was there; or into a list before the item with the index, or after all
 * items with `-`.
 */
function add(value: Value, steps: Steps, added: Value): Done {
  const [parent, last] = [steps.slice(0, -1), steps.at(-1)];
  if (last === undefined) return { value: added };
  const holder = valueAt(value, parent);
  if (holder === undefined) return nothingAt(pointerOf(parent));
  if (isMap(holder)) return change(value, parent, () => withKey(holder, last, added));
  if (!isList(holder)) return { problem: `${pointerOf(parent)} is neither a map nor a list` };
  const index = last === "-" ? holder.length : indexIn(holder.length + 1, last);
  if (index === undefined) return { problem: `${pointerOf(parent)} has ${holder.length} items, and no place ${last}` };
  return change(value, parent, () => holder.toSpliced(index, 0, added));
}

function pointerOf(steps: Steps): string {
  return steps.map((step) => `/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

function indexIn(length: number, step: string): number | undefined {
  return /^(?:0|[1-9]\d{0,8})$/.test(step) && Number(step) < length ? Number(step) : undefined;
}

function valueAt(value: Value, steps: Steps): Value | undefined {
  return steps.reduce<Value | undefined>((inner, step) => (inner === undefined ? undefined : child(inner, step)), value);
}

function child(value: Value, step: string): Value | undefined {
  if (isMap(value)) return Object.hasOwn(value, step) ? value[step] : undefined;
  const index = isList(value) ? indexIn(value.length, step) : undefined;
  return index === undefined ? undefined : (value as readonly Value[])[index];
}

/** With the existing value at a place changed; undefined removes it. */
function change(value: Value, [step, ...rest]: Steps, to: () => Value | undefined): Done {
  if (step === undefined) {
    const changed = to();
    return changed === undefined ? { problem: "the whole pod template would go" } : { value: changed };
  }
  const inner = rest.length > 0 ? change(child(value, step) as Value, rest, to) : { value: to() };
  if ("problem" in inner) return inner;
  if (isMap(value)) return { value: withKey(value, step, inner.value) };
  const list = value as readonly Value[];
  return { value: inner.value === undefined ? list.toSpliced(Number(step), 1) : list.with(Number(step), inner.value) };
}
