import type { Delta, EntryDelta, ItemDelta } from "../change/delta.ts";
import { isList, isMap, type Value } from "../value/value.ts";
import { lineStartOf } from "./layout.ts";
import { scalarText } from "./scalar.ts";
import type { SourceCollection, SourceEntry, SourceNode } from "./source-node.ts";

/**
 * Whether undoing `delta` certainly restores the same text: it adds entries to block collections, and replaces scalars
 * of one line that would be written in the same way. If it does more, only printing can tell.
 */
export function isSurelyPutBack(text: string, node: SourceNode, delta: Delta): boolean {
  if (delta.kind === "set") return isOneLine(delta.after) && isAsWritten(text, node);
  if (node.kind === "scalar" || node.kind === "alias" || node.flow) return false;
  return delta.kind === "list" ? listIsPutBack(text, node, delta.items) : mapIsPutBack(text, node, delta.entries);
}

/** Every entry that changes is there, once. */
function mapIsPutBack(text: string, { entries }: SourceCollection, changes: ReadonlyMap<string, EntryDelta>): boolean {
  let left = 0;
  changes.forEach(({ kind }) => {
    if (kind !== "add") left++;
  });
  for (let i = 0; i < entries.length && left > 0; i++) {
    const { key, merge, value } = entries[i] as SourceEntry;
    const change = merge ? undefined : changes.get(key);
    if (change === undefined || change.kind === "add") continue;
    if (change.kind === "remove" || !isSurelyPutBack(text, value, change)) return false;
    left--;
  }
  return left === 0;
}

/** Every old item stays in its place, and no comment is above one that gets a new neighbour. */
function listIsPutBack(text: string, { entries }: SourceCollection, items: readonly ItemDelta[]): boolean {
  let next = 0;
  let isBehindNew = false;
  for (const item of items) {
    if (item.from === undefined) {
      isBehindNew = true;
      continue;
    }
    const entry = entries[next] as SourceEntry;
    if (item.from !== next || (isBehindNew && !isBelowText(text, entry.start))) return false;
    if (item.delta && !isSurelyPutBack(text, entry.value, item.delta)) return false;
    isBehindNew = false;
    next++;
  }
  return next === entries.length;
}

function isOneLine(value: Value): value is null | boolean | number | bigint | string {
  return typeof value === "string" ? !value.includes("\n") : !isMap(value) && !isList(value);
}

function isAsWritten(text: string, node: SourceNode): boolean {
  if (node.kind !== "scalar" || node.style === "empty" || node.propsStart !== node.start || !isOneLine(node.value)) return false;
  return text.slice(node.start, node.end) === scalarText(node.value);
}

/** Neither a blank line nor a comment is above the line of an offset. */
function isBelowText(text: string, at: number): boolean {
  const line = lineStartOf(text, at);
  const above = text.slice(lineStartOf(text, line - 1), line).trim();
  return above !== "" && !above.startsWith("#");
}
