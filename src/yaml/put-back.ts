import type { Delta, EntryDelta, ItemDelta } from "../change/delta.ts";
import { isList, isMap, type Value } from "../value/value.ts";
import { lineStartOf } from "./layout.ts";
import { scalarText } from "./scalar.ts";
import type { SourceCollection, SourceEntry, SourceNode } from "./source-node.ts";

/**
 * Whether the text surely becomes the same again once what `delta` does to its value is undone: new entries in block
 * collections, and scalars of one line in the place of those that would be written as they are. Where it does more, only printing can tell.
 */
export function isSurelyPutBack(text: string, node: SourceNode, delta: Delta): boolean {
  if (delta.kind === "set") return isOneLine(delta.after) && isAsWritten(text, node);
  if (node.kind === "scalar" || node.kind === "alias" || node.flow) return false;
  if (delta.kind === "list") return listIsPutBack(text, node, delta.items);
  for (const [key, change] of delta.entries) if (!entryIsPutBack(text, node, { key, change })) return false;
  return true;
}

function entryIsPutBack(text: string, node: SourceCollection, { key, change }: { key: string; change: EntryDelta }): boolean {
  if (change.kind === "add") return true;
  const entry = node.entries.find((known) => known.key === key && !known.merge);
  return change.kind !== "remove" && entry !== undefined && isSurelyPutBack(text, entry.value, change);
}

/** Every old item stays in its place, and no comment stands above one that gets a new neighbour. */
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

/** Neither a blank line nor a comment stands above the line of an offset. */
function isBelowText(text: string, at: number): boolean {
  const line = lineStartOf(text, at);
  const above = text.slice(lineStartOf(text, line - 1), line).trim();
  return above !== "" && !above.startsWith("#");
}
