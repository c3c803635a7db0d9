import type { Manifest, Part } from "../../krm/manifest.ts";
import { headerOf } from "../../krm/objects.ts";
import { split } from "../../krm/split.ts";
import { at, isList, type Value } from "../../value/value.ts";
import { nodeValue } from "../../yaml/source-node.ts";
import { itemText, ownStyle } from "../../yaml/write.ts";
import { readYaml } from "../engines.ts";

/** Every object of several texts as one List. Documents keep their text; items of other lists are printed again. */
export function oneList(texts: readonly string[]): string {
  const valueAt = reader();
  const items = texts.map((text) => split("", text)).flatMap((manifest) => itemsOf(manifest, valueAt));
  const head = "apiVersion: v1\nkind: List\n";
  return items.length === 0 ? `${head}items: []\n` : `${head}items:\n${items.map((item) => `${item}\n`).join("")}`;
}

type ValueAt = (manifest: Manifest, range: { start: number; end: number }) => Value | undefined;

function reader(): ValueAt {
  const read = readYaml;
  return ({ text }, range) => {
    const { node } = read(text, range);
    return node && nodeValue(node);
  };
}

function itemsOf(manifest: Manifest, valueAt: ValueAt): readonly string[] {
  if (!manifest.list) return manifest.parts.flatMap((part) => partItems(manifest, { part, valueAt }));
  return written(valueAt(manifest, { start: 0, end: manifest.text.length }));
}

function partItems(manifest: Manifest, { part, valueAt }: { part: Part; valueAt: ValueAt }): readonly string[] {
  const header = headerOf(manifest, part);
  const text = manifest.text.slice(part.start, part.end);
  if (header && !header.kind.endsWith("List") && /^[A-Za-z#]/.test(text)) return [indented(text)];
  return written(valueAt(manifest, part));
}

/** An object as one item, a list as its own items. */
function written(value: Value | undefined): readonly string[] {
  const items = at(value, "items");
  const found = isList(items) ? items : value === undefined ? [] : [value];
  return found.map((item) => itemText(item, { column: 0, style: ownStyle }));
}

/** A document's lines after a dash. Everything in it moves by the same number of columns, including block scalars. */
function indented(text: string): string {
  const lines = text.replace(/\s+$/, "").split("\n");
  return lines.map((line, i) => (i === 0 ? `- ${line}` : line.trim() === "" ? line : `  ${line}`)).join("\n");
}
