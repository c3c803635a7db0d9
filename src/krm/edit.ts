import type { Delta, EntryDelta, ItemDelta } from "../change/delta.ts";
import { isList, type Value, type ValueList, type ValueMap, withKey } from "../value/value.ts";
import { put, type Unit } from "../yaml/put.ts";
import { nodeValue } from "../yaml/source-node.ts";
import { styleOf } from "../yaml/style.ts";
import type { Manifest } from "./manifest.ts";
import type { KrmObject, ObjectPath } from "./objects.ts";

/** A change to one object of a part. */
export interface Edit {
  readonly path: ObjectPath;
  readonly delta: Delta;
}

/** Adds a change to an object to those of its part. */
export function addEdit(edits: Map<number, Edit[]>, { part, path }: Pick<KrmObject, "part" | "path">, delta: Delta): void {
  const known = edits.get(part);
  if (known) known.push({ path, delta });
  else edits.set(part, [{ path, delta }]);
}

/** A range of the text and its replacement. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The new text of a part after its objects were edited. */
export function spliceOf({ text }: Manifest, unit: Unit, edits: readonly Edit[]): Splice {
  const root = unit.entry.value;
  const delta = nest(nodeValue(root), edits);
  const printed = put(text, unit, { delta, style: styleOf(text, root) });
  const isCutOff = unit.end === text.length && !text.endsWith("\n");
  return { start: unit.entry.start, end: unit.end, text: isCutOff ? withoutFinalBreak(printed) : printed };
}

/** A source without a line break at its end stays so, unless the break is part of a block scalar's value. */
function withoutFinalBreak(text: string): string {
  const lines = text.trimEnd().split("\n");
  const indentation = (line: string) => line.search(/[^ ]/);
  const last = indentation(lines.at(-1) as string);
  const above = lines.findLast((line) => line.trim() !== "" && indentation(line) < last) ?? "";
  return /[|>][+0-9]*[ \t]*(?:#.*)?\r?$/.test(above) ? text : text.replace(/\r?\n$/, "");
}

/** The text with all splices applied; they do not overlap. */
export function spliced(text: string, splices: readonly Splice[]): string {
  return piecesOf(text, splices).join("");
}

/** The same in pieces, which share their memory with the text and the splices. */
export function piecesOf(text: string, splices: readonly Splice[]): readonly string[] {
  const pieces: string[] = [];
  let at = 0;
  for (const splice of [...splices].sort((a, b) => a.start - b.start)) {
    pieces.push(text.slice(at, splice.start), splice.text);
    at = splice.end;
  }
  pieces.push(text.slice(at));
  return pieces;
}

/** Several edits below a value as one delta of the value. */
export function nest(value: Value, edits: readonly Edit[]): Delta {
  const here = edits.find(({ path }) => path.length === 0);
  if (here) return here.delta;
  const groups = new Map<string | number, Edit[]>();
  for (const { path, delta } of edits) {
    const [step, ...rest] = path as readonly [string | number, ...(string | number)[]];
    groups.set(step, [...(groups.get(step) ?? []), { path: rest, delta }]);
  }
  return isList(value) ? nestList(value, groups) : nestMap(value as ValueMap, groups);
}

function nestMap(before: ValueMap, groups: ReadonlyMap<string | number, readonly Edit[]>): Delta {
  const entries = new Map<string, EntryDelta>();
  let after = before;
  for (const [step, edits] of groups) {
    const key = String(step);
    const delta = nest(before[key] as Value, edits);
    entries.set(key, delta);
    after = withKey(after, key, delta.after);
  }
  return { kind: "map", entries, before, after };
}

function nestList(before: ValueList, groups: ReadonlyMap<string | number, readonly Edit[]>): Delta {
  const items = before.map((item, from): ItemDelta => {
    const edits = groups.get(from);
    if (!edits) return { from, after: item };
    const delta = nest(item, edits);
    return { from, delta, after: delta.after };
  });
  return { kind: "list", keyed: false, ids: [], items, before, after: items.map(({ after }) => after) };
}
