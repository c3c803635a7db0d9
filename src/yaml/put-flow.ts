import type { Delta } from "../change/delta.ts";
import type { Value } from "../value/value.ts";
import { lineStartOf } from "./layout.ts";
import type { PutContext } from "./put-context.ts";
import { entryDelta, mergeExpansion, newEntries } from "./put-map.ts";
import { nodeValue, type SourceCollection, type SourceEntry } from "./source-node.ts";
import { flowEntryText, flowText } from "./write.ts";

/** An entry of a flow collection with what is around it up to its neighbours, commas left out. */
interface Segment {
  readonly entry: SourceEntry;
  /** After the previous entry's comma and the comment on that line. */
  readonly lead: string;
  /** The comments after the entry, on its line. */
  readonly trail: string;
}

interface PlannedFlow {
  readonly segment?: Segment;
  readonly body: string;
}

/** A flow collection in its braces or brackets: `delta` applied, or, without one, with its aliases written out. */
export function flowCollection(context: PutContext, node: SourceCollection, delta: Delta | undefined): string {
  const { text } = context;
  const { segments, foot, comma } = segmentsOf(text, node);
  const planned = plan(context, { node, segments, delta });
  const [open, close] = node.kind === "list" ? "[]" : "{}";
  if (planned.length === segments.length && planned.every((entry, i) => entry.segment === segments[i]))
    return inPlace(context, node, planned);
  if (planned.length === 0) return open + (foot.includes("#") ? foot : "") + close;
  const outer = segments.length === 0 ? lineBreakOf(context, node) : undefined;
  return open + joined(context, { planned, segments, comma, outer }) + (outer ?? closing(context, { planned, foot })) + close;
}

/** The text before the closing brace of an empty collection that gains entries, if each is on its own line. */
function lineBreakOf({ text, style }: PutContext, node: SourceCollection): string | undefined {
  return typeof style.layout === "object" ? style.eol + indentOf(text, node.start) : undefined;
}

/** The indentation of the line that an offset is on. */
function indentOf(text: string, at: number): string {
  return /^[ \t]*/.exec(text.slice(lineStartOf(text, at), at))?.[0] ?? "";
}

/** Only entries changed: everything between them stays as it is, except for the space that a comment needs. */
function inPlace({ text }: PutContext, node: SourceCollection, planned: readonly PlannedFlow[]): string {
  let at = node.start;
  let out = "";
  for (const { segment, body } of planned) {
    const { entry } = segment as Segment;
    out += text.slice(at, entry.start);
    at = endOf(entry);
    out += body + (text[at] === "#" && body !== text.slice(entry.start, at) ? " " : "");
  }
  return out + text.slice(at, node.end);
}

function joined(
  { style }: PutContext,
  {
    planned,
    segments,
    comma,
    outer,
  }: { planned: readonly PlannedFlow[]; segments: readonly Segment[]; comma: boolean; outer: string | undefined },
): string {
  const unit = typeof style.layout === "object" ? style.layout.unit : "";
  const firstLead = segments[0]?.lead ?? (outer === undefined ? "" : outer + unit);
  const lineBreak = /\r?\n[ \t]*$/.exec(firstLead)?.[0];
  const separator = /^\s*$/.test(segments[1]?.lead ?? "#")
    ? (segments[1]?.lead as string)
    : (lineBreak ?? (style.layout === "compact" ? "" : " "));
  const ownLine = lineBreak ?? /\r?\n[ \t]*$/.exec(separator)?.[0] ?? `${style.eol} `;
  let out = "";
  planned.forEach(({ segment, body }, i) => {
    const usual = i === 0 ? (/^\s*$/.test(firstLead) ? firstLead : (lineBreak ?? "")) : separator;
    let lead = segment?.lead.includes("#") ? segment.lead : usual;
    if (planned[i - 1]?.segment?.trail && !/^[ \t]*\r?\n/.test(lead)) lead = ownLine + lead.trimStart();
    out += lead + body + (i < planned.length - 1 || comma ? "," : "") + (segment?.trail ?? "");
  });
  return out;
}

function closing({ style }: PutContext, { planned, foot }: { planned: readonly PlannedFlow[]; foot: string }): string {
  if (foot.startsWith("#")) return ` ${foot}`;
  return planned.at(-1)?.segment?.trail && !/^[ \t]*\r?\n/.test(foot) ? style.eol + foot : foot;
}

function plan(
  context: PutContext,
  { node, segments, delta }: { node: SourceCollection; segments: readonly Segment[]; delta: Delta | undefined },
): readonly PlannedFlow[] {
  const json = context.style.json || (node.kind === "map" && quotesKeys(context.text, node));
  const style = json === context.style.json ? context.style : { ...context.style, json };
  const first = node.entries[0];
  const unit = typeof style.layout === "object" && first === undefined ? style.layout.unit : "";
  const indent = indentOf(context.text, first?.start ?? node.start) + unit;
  if (node.kind === "list") {
    if (delta?.kind !== "list") return segments.map((segment) => ({ segment, body: bodyText(context, segment.entry, undefined) }));
    return delta.items.map((item): PlannedFlow => {
      if (item.from === undefined) return { body: flowText(item.after, style, indent) };
      const segment = segments[item.from] as Segment;
      return { segment, body: bodyText(context, segment.entry, item.delta) };
    });
  }
  const merged = mergeExpansion(context, node, delta);
  const kept = segments.flatMap((segment): PlannedFlow[] => {
    if (segment.entry.merge) return merged ? [] : [{ segment, body: bodyText(context, segment.entry, undefined) }];
    const change = entryDelta(delta, segment.entry.key);
    return change?.kind === "remove" ? [] : [{ segment, body: bodyText(context, segment.entry, change as Delta | undefined) }];
  });
  return [...kept, ...newEntries(node, { delta, merged }).map(([key, after]) => ({ body: flowEntryText(key, after, { style, indent }) }))];
}

function quotesKeys(text: string, node: SourceCollection): boolean {
  return node.entries.length > 0 && node.entries.every((entry) => text[entry.start] === '"');
}

function bodyText(context: PutContext, entry: SourceEntry, delta: Delta | undefined): string {
  const { text } = context;
  const { value } = entry;
  if (!delta && !context.touched.has(value)) return text.slice(entry.start, endOf(entry));
  const isCollection = value.kind === "map" || value.kind === "list";
  if (isCollection && delta?.kind !== "set") return text.slice(entry.start, value.start) + flowCollection(context, value, delta);
  const after: Value = delta ? delta.after : nodeValue(value);
  return (
    keyText(context, entry) +
    flowText(after, { ...context.style, json: context.style.json || text[entry.start] === '"' }, indentOf(text, entry.start))
  );
}

/** The key with its colon and the space after it; empty for a list item. */
function keyText({ text, style }: PutContext, entry: SourceEntry): string {
  if (entry.start === entry.mark) return "";
  const key = text.slice(entry.start, entry.mark);
  const between = text.slice(entry.mark, entry.value.propsStart);
  return (key.endsWith(":") ? key : `${key}:`) + (between === "" && style.layout !== "compact" ? " " : between);
}

function endOf(entry: SourceEntry): number {
  return Math.max(entry.value.end, entry.mark);
}

/** Splits what stands between the entries at the commas. */
function segmentsOf(text: string, node: SourceCollection): { segments: readonly Segment[]; foot: string; comma: boolean } {
  const segments: Segment[] = [];
  // A map without braces begins and ends with its entry.
  const brace = node.bare ? 0 : 1;
  let lead = node.entries.length === 0 ? "" : text.slice(node.start + brace, (node.entries[0] as SourceEntry).start);
  let comma = false;
  node.entries.forEach((entry, i) => {
    const next = node.entries[i + 1];
    const gap = text.slice(endOf(entry), next ? next.start : node.end - brace);
    const split = splitGap(gap);
    segments.push({ entry, lead, trail: split.trail });
    lead = split.lead;
    comma = split.comma;
  });
  return { segments, foot: node.entries.length === 0 ? text.slice(node.start + 1, node.end - 1) : lead, comma };
}

/** A gap's comments up to and on the comma's line (or, without comma, the first line) belong to the entry before it. */
function splitGap(gap: string): { trail: string; lead: string; comma: boolean } {
  const at = commaAt(gap);
  const before = at === -1 ? "" : gap.slice(0, at);
  const rest = gap.slice(at + 1);
  const sameLine = /^[ \t]*#[^\r\n]*/.exec(rest)?.[0] ?? "";
  const trail = (before.includes("#") ? before.trimEnd() : "") + sameLine;
  return { trail: trail.startsWith("#") ? ` ${trail}` : trail, lead: rest.slice(sameLine.length), comma: at !== -1 };
}

/** The comma of a gap, outside comments. */
function commaAt(gap: string): number {
  for (let i = 0; i < gap.length; i++) {
    if (gap[i] === ",") return i;
    if (gap[i] !== "#") continue;
    const newline = gap.indexOf("\n", i);
    if (newline === -1) return -1;
    i = newline;
  }
  return -1;
}
