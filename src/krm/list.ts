import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { at, isList } from "../value/value.ts";
import type { Unit } from "../yaml/put.ts";
import { nodeValue } from "../yaml/source-node.ts";
import type { FullReader, Manifest, Part } from "./manifest.ts";
import { readPart } from "./read.ts";
import { splitDocuments } from "./split.ts";

export function isResourceList({ entry }: Unit): boolean {
  return at(nodeValue(entry.value), "kind") === "ResourceList";
}

/** A ResourceList read as one document: in flow style, as JSON, or with aliases from one item to another. */
export function asWholeList(manifest: Manifest, full: FullReader): { manifest: Manifest } | { diagnostics: readonly Diagnostic[] } {
  const part: Part = splitDocuments(manifest.text)[0] ?? { start: 0, end: manifest.text.length, isItem: false };
  const result = readPart(manifest, part, full);
  if ("diagnostics" in result) return result;
  return {
    manifest: {
      file: manifest.file,
      text: manifest.text,
      bom: manifest.bom,
      parts: [{ ...part, unit: result.unit }],
      list: { whole: true },
    },
  };
}

/**
 * Whether an alias outside the given parts may refer to an anchor inside one of them. Then an edit there could change
 * other parts, so the whole document must be read. Text that only looks like an anchor or alias counts too.
 */
export function sharesAnchors({ text, parts }: Manifest, asked: readonly number[]): boolean {
  if (!text.includes("*") || !text.includes("&")) return false;
  const holders = new Map<string, number>();
  for (const i of asked) {
    const { start, end } = parts[i] as Part;
    for (const [, name] of text.slice(start, end).matchAll(/&([^\s,[\]{}]+)/g)) holders.set(name as string, i);
  }
  if (holders.size === 0) return false;
  for (const { 1: name, index } of text.matchAll(/\*([^\s,[\]{}]+)/g)) {
    const holder = parts[holders.get(name as string) ?? -1];
    if (holder && (index < holder.start || index >= holder.end)) return true;
  }
  return false;
}

/**
 * Whether a ResourceList has the key `items`, even if empty: a host would take an answer without it for an empty
 * package.
 */
export function hasItems(manifest: Manifest, unit: Unit | undefined): boolean {
  if (!manifest.list?.whole) return manifest.list !== undefined;
  return unit !== undefined && isList(at(nodeValue(unit.entry.value), "items"));
}
