import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import type { Unit } from "../yaml/put.ts";
import { readCanonical } from "../yaml/read-canonical.ts";
import type { ReadResult, SourceEntry, SourceFault } from "../yaml/source-node.ts";
import { type FullReader, type Manifest, type Part, positionOf } from "./manifest.ts";

/** Reads a part with the quick reader; undefined where the full one is needed. */
export function readQuickly({ text }: Manifest, part: Part): Unit | undefined {
  if (part.unit) return part.unit;
  const node = readCanonical(text, part);
  return node && unitOf(part, { node });
}

/** Reads a part whatever its form, or tells all that is wrong with it. */
export function readFully(manifest: Manifest, part: Part, full: FullReader): { unit: Unit } | { diagnostics: readonly Diagnostic[] } {
  const quick = readQuickly(manifest, part);
  if (quick) return { unit: quick };
  const result = full(manifest.text, part);
  const unit = unitOf(part, result);
  return unit ? { unit } : { diagnostics: (result.faults ?? []).map((fault) => textFault(manifest, fault)) };
}

/** Reads a part with the quick reader or the full one, if there is one; undefined where neither can. */
export function readPart(manifest: Manifest, part: Part, full: FullReader | undefined): Unit | undefined {
  const quick = readQuickly(manifest, part);
  return quick ?? (full && unitOf(part, full(manifest.text, part)));
}

/** Reads a text that holds one item of a list. */
export function readItem(text: string, full: FullReader | undefined): SourceEntry | undefined {
  const range = { start: 0, end: text.length };
  const node = readCanonical(text, range) ?? full?.(text, range).node;
  return node?.kind === "list" ? node.entries[0] : undefined;
}

function unitOf(part: Part, { node }: ReadResult): Unit | undefined {
  if (!node) return undefined;
  if (!part.isItem) return { entry: { start: part.start, mark: part.start, key: "", value: node }, end: part.end };
  return node.kind === "list" && node.entries.length === 1 ? { entry: node.entries[0] as SourceEntry, end: part.end } : undefined;
}

function textFault({ file, text }: Manifest, { offset, message }: SourceFault): Diagnostic {
  const { line, column } = positionOf(text, offset);
  return diagnostic("InvalidInput", {
    message: `Cannot read the YAML: ${message}`,
    fix: "correct the text at this place; nothing was changed",
    location: { file, line, column },
  });
}
