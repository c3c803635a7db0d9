import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { excerpt } from "../diagnostic/excerpt.ts";
import { positionOf } from "../diagnostic/lines.ts";
import type { Unit } from "../yaml/put.ts";
import { readCanonical } from "../yaml/read-canonical.ts";
import type { ReadResult, SourceEntry, SourceFault } from "../yaml/source-node.ts";
import type { FullReader, Manifest, Part } from "./manifest.ts";

/**
 * Reads a part, or reports all its faults: with the quick reader what most people write, with the full one everything
 * else.
 */
export function readPart({ file, text }: Manifest, part: Part, full: FullReader): { unit: Unit } | { diagnostics: readonly Diagnostic[] } {
  if (part.unit) return { unit: part.unit };
  if (part.fault) return { diagnostics: [textFault({ file, text }, part.fault, false)] };
  const quick = readCanonical(text, part);
  const result = quick ? { node: quick } : full(text, part);
  const unit = unitOf(part, result);
  if (unit) return { unit };
  // What a report shows of a Secret would end up in a log.
  const isSecret = /\bkind: *["']?Secret\b/.test(text.slice(part.start, part.end));
  return { diagnostics: (result.faults ?? []).map((fault) => textFault({ file, text }, fault, isSecret)) };
}

/** Reads a text that holds one item of a list. */
export function readItem(text: string, full: FullReader): SourceEntry | undefined {
  const range = { start: 0, end: text.length };
  const node = readCanonical(text, range) ?? full(text, range).node;
  return node?.kind === "list" ? node.entries[0] : undefined;
}

function unitOf(part: Part, { node }: ReadResult): Unit | undefined {
  if (!node) return undefined;
  if (!part.isItem) return { entry: { start: part.start, mark: part.start, key: "", value: node }, end: part.end };
  return node.kind === "list" && node.entries.length === 1 ? { entry: node.entries[0] as SourceEntry, end: part.end } : undefined;
}

function textFault(
  { file, text }: Pick<Manifest, "file" | "text">,
  { offset, message, fix, language }: SourceFault,
  isSecret: boolean,
): Diagnostic {
  const { line, column } = positionOf(text, offset);
  return diagnostic("InvalidInput", {
    message: `Cannot read the ${language ?? "YAML"}: ${message}`,
    ...(!isSecret && { excerpt: excerpt(text, line, column) }),
    fix: fix ?? "correct the text at this place",
    location: { file, line, column },
  });
}
