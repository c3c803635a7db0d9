import { remembered } from "../value/remembered.ts";
import type { Value } from "../value/value.ts";
import { shortDigest } from "./digest.ts";
import { keptLinesValue } from "./kept-lines.ts";
import type { Layer } from "./layer.ts";
import type { LeafDigests } from "./leaves.ts";
import { ITEM } from "./path.ts";
import { asciiOf, payloadText } from "./payload.ts";

/** A line of the annotation: what is checked of it, and the rest. */
interface Line {
  /** Its indentation and name, and the mark of what is recorded. */
  readonly frame: string;
  readonly rest: string;
}

/** What is recorded of one path. */
interface Record extends Line {
  readonly path: string;
  /** The names and digests of the parts of an added value. */
  readonly parts: readonly Line[];
}

/**
 * The lines of a layer: a heading for people, with a check of what else is there, and below it a line for each thing recorded.
 * `all` is what {@link contentsOf} gives of the whole annotation.
 */
export const layerLines = remembered((layer: Layer, name: string, all: string): string => {
  const heading = `${layer.grafts === "" ? "" : `${layer.grafts}; `}by ${wordOf(name)}`;
  const lines = layer.json ? [payloadLine(JSON_LAYER, asciiOf(layer.json))] : [...pathLines(recordsOf(layer)), ...notesOf(layer)];
  const frames = lines.map(({ frame }) => frame);
  const check = checkOf(heading, { frames, all });
  return [`${heading} (${check})`, ...lines.map(({ frame, rest }) => frame + rest)].join("\n");
});

/** Before a layer in its first form, the only line below the heading. */
export const JSON_LAYER = ":json ";

/** Of everything but what the digests and payloads tell themselves. */
export function checkOf(heading: string, { frames, all }: { frames: readonly string[]; all: string }): string {
  return shortDigest([heading, ...frames, all].join("\n"));
}

/** What is in an annotation: each layer knows of the others, so that none can be lost. */
export function contentsOf(names: Iterable<string>, hasPlace: boolean): string {
  return [...[...names].map(wordOf), ...(hasPlace ? [PLACE] : [])].join(" ");
}

/** Before what is reported about the annotation's own place, on the last line. */
export const PLACE = ":place ";

/** A line with a value and its digest. */
export function payloadLine(frame: string, json: string): Line {
  return { frame, rest: `${shortDigest(json)} ${json}` };
}

function recordsOf({ added, set, removed, order, empty }: Layer): readonly Record[] {
  const records: Record[] = [];
  added.forEach((digests, path) => {
    records.push(addedRecord(path, digests));
  });
  set.forEach(({ old, digest }, path) => {
    records.push({ path, frame: "=", rest: `${digest} ${payloadText(old)}`, parts: NO_PARTS });
  });
  const note = (mark: string, values: ReadonlyMap<string, Value>) =>
    values.forEach((value, path) => {
      records.push({ path, ...payloadLine(mark, payloadText(value)), parts: NO_PARTS });
    });
  note("!", removed);
  note("@", order);
  note("?", empty);
  return records;
}

const NO_PARTS: readonly Line[] = [];

function addedRecord(path: string, lines: LeafDigests): Record {
  const own = lines[0]?.digests ?? "";
  const parts = lines.length < 2 ? NO_PARTS : partLines(lines);
  return own === "" ? { path, frame: "+", rest: "", parts } : { path, frame: "", rest: own, parts };
}

function partLines([, ...below]: LeafDigests): readonly Line[] {
  return below.filter(({ digests }) => digests !== "").map(({ name, digests }) => ({ frame: wordOf(name), rest: digests }));
}

/**
 * Records in the order of their paths. What the paths have in common is on a line above them, with a slash before it; so does
 * the path of a map or list in which several things are recorded.
 */
function pathLines(records: readonly Record[]): readonly Line[] {
  const placed = placedRecords(records);
  const lines: Line[] = [];
  for (let start = 0, end = 0; start < placed.length; start = end) {
    const { base, parent } = placed[start] as Placed;
    if (base !== undefined && base !== placed[start - 1]?.base) lines.push({ frame: base === "" ? "/" : `/${wordOf(base)}`, rest: "" });
    while (end < placed.length && placed[end]?.base === base && placed[end]?.parent === parent) end++;
    addSection(lines, placed, { start, end });
  }
  return lines;
}

/** A record, and how its path is split into lines: what is on a line of its own, the map or list with the slash behind it, the rest. */
interface Placed {
  /** Undefined where all is recorded in one map or list. */
  readonly base: string | undefined;
  readonly parent: string;
  readonly path: string;
  readonly record: Record;
}

function placedRecords(records: readonly Record[]): readonly Placed[] {
  const parents = records.map(({ path }) => path.slice(0, path.lastIndexOf("/") + 1));
  const common = parents.every((parent) => parent === parents[0]) ? undefined : commonStart(parents);
  const placed = records.map((record, i): Placed => {
    const base = common === undefined ? undefined : record.path.slice(0, record.path.indexOf("/", common.length) + 1) || common;
    const start = base?.length ?? 0;
    return { base, parent: (parents[i] as string).slice(start), path: record.path.slice(start), record };
  });
  return placed.sort(comparePlaced);
}

function comparePlaced(a: Placed, b: Placed): number {
  const byBase = a.base === b.base ? 0 : compareText(a.base as string, b.base as string);
  return byBase || compareText(a.parent, b.parent) || compareText(a.path, b.path) || compareText(a.record.frame, b.record.frame);
}

/** The steps with which all begin. */
function commonStart([first = "", ...others]: readonly string[]): string {
  let length = first.length;
  for (const other of others) {
    let same = 0;
    while (same < length && first[same] === other[same]) same++;
    length = same;
  }
  return first.slice(0, first.lastIndexOf("/", length - 1) + 1);
}

function addSection(lines: Line[], placed: readonly Placed[], { start, end }: { start: number; end: number }): void {
  const { parent } = placed[start] as Placed;
  const isFlat = parent === "" || end === start + 1;
  const ofItems = parent + ITEM;
  let prefix = isFlat ? "" : ofItems;
  for (let i = start; i < end && prefix === ofItems; i++) if (!placed[i]?.path.startsWith(ofItems)) prefix = parent;
  if (!isFlat) lines.push({ frame: wordOf(prefix), rest: "" });
  for (let i = start; i < end; i++) addRecord(lines, placed[i] as Placed, { prefix, indent: isFlat ? "" : " " });
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function addRecord(
  lines: Line[],
  { path, record: { frame, rest, parts } }: Placed,
  { prefix, indent }: { prefix: string; indent: string },
): void {
  const name = path.slice(prefix.length);
  lines.push({ frame: `${indent}${wordOf(indent === "" ? name : withSlashes(name))} ${frame}`, rest });
  for (const part of parts) lines.push({ frame: `${indent} ${part.frame} `, rest: part.rest });
}

/** One step of a path: where it is known to be one, its slashes are written as they are. */
function withSlashes(step: string): string {
  return step.includes("~1") ? step.replace(/(?!^)~1/g, "/") : step;
}

function notesOf({ podTemplates, source }: Layer): readonly Line[] {
  return [
    ...(podTemplates.length > 0 ? [payloadLine(":templates ", payloadText(podTemplates))] : []),
    ...source.map((kept) => payloadLine(":text ", payloadText(keptLinesValue(kept)))),
  ];
}

/** A name as one word that no tool changes: what is not printable ASCII, and a beginning that would mean something else, is spelt out. */
export function wordOf(name: string): string {
  if (PLAIN.test(name)) return name;
  if (name === "") return NOTHING;
  const spelt = asciiOf(name.replaceAll("\\", "\\u005c").replaceAll(" ", "\\u0020"));
  return PLAIN.test(spelt[0] as string) || spelt[0] === "\\" ? spelt : `\\u00${spelt.charCodeAt(0).toString(16)}${spelt.slice(1)}`;
}

const PLAIN = /^[\w.~-][!-[\]-~]*$/;
const NOTHING = "\\";

/** The name that {@link wordOf} writes as this word. */
export function nameOf(word: string): string {
  if (word === NOTHING) return "";
  return word.replace(/\\u([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
