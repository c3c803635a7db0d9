import { remembered } from "../value/remembered.ts";
import { shortDigest } from "./digest.ts";
import { keptLinesValue } from "./kept-lines.ts";
import type { Layer, Replaced } from "./layer.ts";
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

/** What stands in an annotation: each layer knows of the others, so that none can be lost. */
export function contentsOf(names: Iterable<string>, hasPlace: boolean): string {
  return [...[...names].map(wordOf), ...(hasPlace ? [PLACE] : [])].join(" ");
}

/** Before what is told of the annotation's own place, on the last line. */
export const PLACE = ":place ";

/** A line with a value and its digest. */
export function payloadLine(frame: string, json: string): Line {
  return { frame, rest: `${shortDigest(json)} ${json}` };
}

function recordsOf({ added, set, removed, order, empty }: Layer): readonly Record[] {
  return [
    ...[...added].map(([path, digests]) => addedRecord(path, digests)),
    ...[...set].map(([path, replaced]) => ({ path, ...replacedLine(replaced), parts: [] })),
    ...[...removed].map(([path, old]) => ({ path, ...payloadLine("!", payloadText(old)), parts: [] })),
    ...[...order].map(([path, ids]) => ({ path, ...payloadLine("@", payloadText(ids)), parts: [] })),
    ...[...empty].map(([path, before]) => ({ path, ...payloadLine("?", payloadText(before)), parts: [] })),
  ];
}

function addedRecord(path: string, { lines }: LeafDigests): Record {
  const [own, ...below] = lines;
  const parts = below.filter(({ digests }) => digests !== "").map(({ name, digests }) => ({ frame: wordOf(name), rest: digests }));
  return own?.digests ? { path, frame: "", rest: own.digests, parts } : { path, frame: "+", rest: "", parts };
}

function replacedLine({ old, digest }: Replaced): Line {
  return { frame: "=", rest: `${digest} ${payloadText(old)}` };
}

/**
 * Records in the order of their paths. What the paths have in common stands on a line above them, with a slash before it; so does
 * the path of a map or list in which several things are recorded.
 */
function pathLines(records: readonly Record[]): readonly Line[] {
  const parents = new Set(records.map(({ path }) => parentOf(path)));
  if (parents.size < 2) return below("", records);
  const common = commonStart([...parents]);
  const byBase = grouped(records, ({ path }) => path.slice(0, path.indexOf("/", common.length) + 1) || common);
  return byBase.flatMap(([base, group]) => [{ frame: base === "" ? "/" : `/${wordOf(base)}`, rest: "" }, ...below(base, group)]);
}

function below(base: string, records: readonly Record[]): readonly Line[] {
  const relative = records.map((record) => ({ ...record, path: record.path.slice(base.length) }));
  return grouped(relative, ({ path }) => parentOf(path)).flatMap(([parent, group]) => sectionLines(parent, group));
}

/** With the slash behind it; of what is in no map or list, nothing. */
function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

function grouped(records: readonly Record[], by: (record: Record) => string): readonly (readonly [string, readonly Record[]])[] {
  const groups = new Map<string, Record[]>();
  for (const record of records) {
    const key = by(record);
    const known = groups.get(key);
    if (known) known.push(record);
    else groups.set(key, [record]);
  }
  return [...groups].sort(([a], [b]) => compareText(a, b));
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

function sectionLines(parent: string, unsorted: readonly Record[]): readonly Line[] {
  const records = [...unsorted].sort((a, b) => (a.path === b.path ? compareText(a.frame, b.frame) : compareText(a.path, b.path)));
  if (parent === "" || records.length === 1) return records.flatMap((record) => recordLines(record, "", ""));
  const prefix = records.every(({ path }) => path.startsWith(parent + ITEM)) ? parent + ITEM : parent;
  return [{ frame: wordOf(prefix), rest: "" }, ...records.flatMap((record) => recordLines(record, prefix, " "))];
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function recordLines({ path, frame, rest, parts }: Record, prefix: string, indent: string): readonly Line[] {
  const name = path.slice(prefix.length);
  const first = { frame: `${indent}${wordOf(indent === "" ? name : withSlashes(name))} ${frame}`, rest };
  return [first, ...parts.map((part) => ({ frame: `${indent} ${part.frame} `, rest: part.rest }))];
}

/** One step of a path: where it is known to be one, its slashes need no other spelling. */
function withSlashes(step: string): string {
  return step.replace(/(?!^)~1/g, "/");
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
