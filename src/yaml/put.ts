import type { Delta, ItemDelta } from "../change/delta.ts";
import type { Value } from "../value/value.ts";
import { expansion, NO_EXPANSION, openScalar } from "./aliases.ts";
import { blankLines, type EntryLines, entryLines, isBlock, linesStart, raised } from "./layout.ts";
import { above, hasSpaces, type PutContext } from "./put-context.ts";
import { flowCollection } from "./put-flow.ts";
import { type EntryWriter, type Pieces, putInOrder } from "./put-in-order.ts";
import { entryDelta, mergeExpansion, newEntries } from "./put-map.ts";
import { replaced } from "./put-value.ts";
import { nodeValue, type SourceCollection, type SourceEntry, type SourceNode } from "./source-node.ts";
import { freshText, pad, type WriteStyle } from "./write.ts";

/** A part of the text that is read on its own: a document's content, or one item of a block list with its dash. */
export interface Unit {
  /** For a document, `start` and `mark` are where it begins. */
  readonly entry: SourceEntry;
  readonly end: number;
}

/**
 * The text of a unit after `delta` is applied to its value: slices of the source for everything unchanged, new text for
 * the rest. A comment stays with its node, and is removed only with it.
 */
export function put(text: string, { entry, end }: Unit, { delta, style }: { delta: Delta; style: WriteStyle }): string {
  const open = end === text.length && !text.endsWith("\n") ? cutOff(text, entry.value) : [];
  const hasAliases = text.slice(entry.start, end).includes("*");
  const print = (touched: readonly SourceNode[]) => {
    const isPlain = touched.length === 0 && !hasAliases;
    const context: PutContext = {
      text,
      style,
      blankBelow: "",
      ...(isPlain ? NO_EXPANSION : expansion(entry.value, { delta, touched })),
    };
    return entryBody(context, { entry, bodyEnd: end }, delta);
  };
  if (open.length === 0) return print([]);
  // A block scalar that the text's end cuts off can stay as it is only if it stays last.
  const asItIs = print([]);
  return asItIs.endsWith(text.slice((open.at(-1) as SourceNode).start)) ? asItIs : print(open);
}

/** The block scalar that the text's end cuts off; one with `-` has no line break at its end, whatever follows it. */
function cutOff(text: string, root: SourceNode): readonly SourceNode[] {
  const open = openScalar(root);
  const scalar = open.at(-1);
  return scalar && /^[|>][1-9]?-/.test(text.slice(scalar.start, scalar.start + 3)) ? [] : open;
}

/** An entry from its key or dash to the end of its lines. */
function entryBody(context: PutContext, lines: Pick<EntryLines, "entry" | "bodyEnd">, delta: Delta | undefined): string {
  const out: Pieces = [];
  const write: EntryWriter = (entry, bodyEnd, change) => putEntry(context, { entry, bodyEnd }, { delta: change, out, write });
  putEntry(context, lines, { delta, out, write });
  return out.join("");
}

interface BlockPlace {
  readonly delta: Delta | undefined;
  /** Where the collection's first lines begin. */
  readonly from: number;
  /** Where the lines of what encloses it end. */
  readonly limit: number;
}

/** An entry of the result: an old one with its changes, or a new one. */
interface Planned {
  readonly lines?: EntryLines;
  readonly delta?: Delta | undefined;
  readonly fresh?: { readonly value: Value; readonly key?: string };
}

/**
 * The new lines of a block collection, and whether they begin on a line of their own; undefined if no entry is left.
 */
function blockText(context: PutContext, node: SourceCollection, place: BlockPlace): { text: string; ownLine: boolean } | undefined {
  const { text, style } = context;
  const lines = entryLines(text, node, place);
  const planned = plan(context, { node, lines, delta: place.delta });
  if (planned.length === 0) return undefined;
  const end = (lines.at(-1) as EntryLines).bodyEnd;
  const foot = text.slice(end, place.limit);
  const newlyBelow = planned.at(-1)?.lines === lines.at(-1) ? "" : blankLines(text, end);
  const last = above(context, foot === "" ? newlyBelow + context.blankBelow : newlyBelow);
  const others = above(context, "");
  const inline = (lines[0] as EntryLines).headEnd === node.start && node.column > 0;
  const before = new Map(lines.map((own, i) => [own, lines[i - 1]]));
  const out: Pieces = [];
  let ownLine = !inline;
  planned.forEach((entry, i) => {
    const head = headText(context, { before, planned, i, column: node.column });
    if (i === 0 && inline && head !== "") ownLine = true;
    if (i > 0 && !out.at(-1)?.endsWith("\n")) out.push(style.eol);
    const here = i === planned.length - 1 ? last : others;
    out.push(head + (i === 0 && !ownLine ? "" : pad(node.column)) + bodyText(here, entry, node.column));
  });
  if (foot !== "" && !out.at(-1)?.endsWith("\n")) out.push(style.eol);
  return { text: out.join("") + foot, ownLine };
}

/** Whether blank lines below a node would become part of it: any below a `|+` or `>+`, lines of spaces below a `|` too. */
function isOpen({ text, blankBelow }: PutContext, node: SourceNode): boolean {
  const scalar = openScalar(node).at(-1);
  return scalar !== undefined && (hasSpaces(blankBelow) || /^[|>][0-9]?\+/.test(text.slice(scalar.start, scalar.start + 3)));
}

/** The entry that each one followed. */
type EntriesBefore = ReadonlyMap<EntryLines, EntryLines | undefined>;

/** The comments above an entry: unchanged if it still follows the same entry, otherwise no deeper than the entry. */
function headText(
  context: PutContext,
  { before, planned, i, column }: { before: EntriesBefore; planned: readonly Planned[]; i: number; column: number },
): string {
  const own = planned[i]?.lines;
  if (!own) return "";
  const head = context.text.slice(own.headStart, own.headEnd);
  const previous = planned[i - 1];
  const former = before.get(own);
  if (head === "" || (former ? previous?.lines === former : i === 0)) return head;
  const below = raised(head, column)
    .split("\n")
    .slice(0, -1)
    .map((line) => line.trimEnd());
  // A blank line below a `|+` would become its content, and the changed text above may now end with one.
  const kept = mayEndOpen(context, previous) ? below.filter((line) => line !== "") : below;
  return kept.map((line) => line + context.style.eol).join("");
}

function mayEndOpen(context: PutContext, entry: Planned | undefined): boolean {
  if (!entry?.lines) return entry === undefined;
  return entry.delta !== undefined || context.touched.has(entry.lines.entry.value) || isOpen(context, entry.lines.entry.value);
}

function bodyText(context: PutContext, { lines, delta, fresh }: Planned, column: number): string {
  const { style } = context;
  return fresh ? freshText(fresh.value, { column, style, key: fresh.key }) + style.eol : entryBody(context, lines as EntryLines, delta);
}

/** Adds an entry's body to `out`, which is faster if most of it stays. */
function putEntry(
  context: PutContext,
  lines: Pick<EntryLines, "entry" | "bodyEnd">,
  { delta, out, write }: { delta: Delta | undefined; out: Pieces; write: EntryWriter },
): void {
  const { entry, bodyEnd } = lines;
  const { value } = entry;
  if (!delta || delta.kind === "set" || !isBlock(value)) {
    out.push(otherBody(context, lines, delta));
    return;
  }
  const from = linesStart(context.text, value, entry);
  const before = out.length;
  if (from > entry.start) out.push(context.text.slice(entry.start, from));
  const place = { delta, from, limit: bodyEnd };
  if (putInOrder(context, value, { place, write, out })) return;
  out.length = before;
  out.push(otherBody(context, lines, delta));
}

/** The body of an entry that does not keep all of its own entries in their order. */
function otherBody(context: PutContext, lines: Pick<EntryLines, "entry" | "bodyEnd">, delta: Delta | undefined): string {
  const { text } = context;
  const { entry, bodyEnd } = lines;
  const { value } = entry;
  const stays = !delta && !context.touched.has(value) && !(context.blankBelow !== "" && isOpen(context, value));
  if (stays) return text.slice(entry.start, bodyEnd);
  const after = delta ? delta.after : nodeValue(value);
  if (value.kind === "scalar" || value.kind === "alias" || delta?.kind === "set") return replaced(context, lines, after);
  // `{}` and `[]` say nothing about the style of new entries.
  if (value.flow && value.entries.length === 0 && !context.style.json) return replaced(context, lines, after);
  if (value.flow) return text.slice(entry.start, value.start) + flowCollection(context, value, delta) + text.slice(value.end, bodyEnd);
  const from = linesStart(text, value, entry);
  const header = text.slice(entry.start, from);
  const block = blockText(context, value, { delta, from, limit: bodyEnd });
  if (!block) return replaced(context, lines, after);
  const isPushedDown = block.ownLine && from === value.start && header !== "";
  return (isPushedDown ? header.trimEnd() + context.style.eol : header) + block.text;
}

interface PlanInput {
  readonly node: SourceCollection;
  readonly lines: readonly EntryLines[];
  readonly delta: Delta | undefined;
}

function plan(context: PutContext, { node, lines, delta }: PlanInput): readonly Planned[] {
  if (node.kind === "map") return planMap(context, { node, lines, delta });
  if (delta?.kind !== "list") return lines.map((line) => ({ lines: line }));
  return delta.items.map((item) => planItem(lines, item));
}

function planItem(lines: readonly EntryLines[], item: ItemDelta): Planned {
  if (item.from === undefined) return { fresh: { value: item.after } };
  return { lines: lines[item.from] as EntryLines, delta: item.delta };
}

/** Kept keys where they are, then what is new. */
function planMap(context: PutContext, { node, lines, delta }: PlanInput): readonly Planned[] {
  const merged = mergeExpansion(context, node, delta);
  const kept = lines.flatMap((line): Planned[] => {
    if (line.entry.merge) return merged ? [] : [{ lines: line }];
    const change = entryDelta(delta, line.entry.key);
    if (change?.kind === "remove") return [];
    return [{ lines: line, delta: change as Delta | undefined }];
  });
  const fresh = newEntries(node, { delta, merged }).map(([key, after]): Planned => ({ fresh: { value: after, key } }));
  return [...kept, ...fresh];
}
