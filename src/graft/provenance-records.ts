import { isMap, newMap, type Value } from "../value/value.ts";
import { digestsOf, SHORT_DIGEST, shortDigest } from "./digest.ts";
import { nameDigest } from "./entry-names.ts";
import type { Layer, Replaced } from "./layer.ts";
import type { DigestLine, LeafDigests } from "./leaves.ts";
import { ITEM } from "./path.ts";
import { payloadText } from "./payload.ts";
import { wordOf } from "./provenance-words.ts";

/** A line of the annotation. */
export interface Line {
  /** Its indentation and name, and the mark for the kind of record. */
  readonly frame: string;
  readonly rest: string;
  /** What the checksum includes besides the frame. */
  readonly names?: string;
  /** Digests that are in the heading. */
  readonly images?: string;
}

/** The record for one path, or for several entries of the map there. */
export interface PathRecord extends Line {
  readonly path: string;
  /** The names and digests of the parts of an added value. */
  readonly parts: readonly Line[];
}

/** A line with a value and its digest. */
export function payloadLine(frame: string, json: string): Line {
  return { frame, rest: `${shortDigest(json)} ${json}` };
}

/** A layer's records, one line each. Several entries of a map share a line if that is shorter. */
export function recordsOf({ added, set, removed, order, empty }: Layer): readonly PathRecord[] {
  const records: PathRecord[] = [];
  for (const group of grouped(added, isEntry)) {
    const entries = entriesRecord(group);
    if (entries) records.push(entries);
    else for (const [path, digests] of group) records.push(addedRecord(path, digests));
  }
  for (const group of grouped(set, ({ digest }) => digest.length === SHORT_DIGEST)) {
    if (group.length > 1) records.push(fieldsRecord(group));
    else for (const [path, replaced] of group) records.push(setRecord(path, replaced));
  }
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

type Group<T> = [path: string, value: T][];

/** Grouped by their map where they can share a line; all others on their own. */
function grouped<T>(records: ReadonlyMap<string, T>, isGrouped: (value: T) => boolean): readonly Group<T>[] {
  const all: Group<T>[] = [];
  const byParent = new Map<string, Group<T>>();
  for (const [path, value] of records) {
    const start = nameStart(path);
    const parent = start === 0 || path.startsWith(ITEM, start) || !isGrouped(value) ? undefined : path.slice(0, start);
    const known = parent === undefined ? undefined : byParent.get(parent);
    const group: Group<T> = known ?? [];
    group.push([path, value]);
    if (known) continue;
    all.push(group);
    if (parent !== undefined) byParent.set(parent, group);
  }
  return all;
}

function parentOf<T>([first]: Group<T>): string {
  const path = first?.[0] ?? "";
  return path.slice(0, nameStart(path) - 1);
}

function nameStart(path: string): number {
  return path.lastIndexOf("/") + 1;
}

function isEntry(lines: LeafDigests): boolean {
  const [only] = lines;
  return lines.length === 1 && only?.digests.length === SHORT_DIGEST && only.images === "";
}

/** Several entries that were added to a map, such as labels: digests of their names, each with that of its value. */
function entriesRecord(group: Group<LeafDigests>): PathRecord | undefined {
  if (group.length < 2) return undefined;
  const pairs = group.map(([path, [only]]) => [nameDigest(path.slice(nameStart(path))), (only as DigestLine).digests] as const);
  const names = [...new Set(pairs.map(([name]) => name))].sort();
  if (names.length < pairs.length) return undefined;
  const rest = pairs.map((pair) => pair.join("")).sort();
  return { path: parentOf(group), frame: "%", rest: rest.join(""), names: names.join(""), parts: NO_PARTS };
}

/** The names and values in a line of {@link entriesRecord}. */
export function entryDigests(text: string): readonly (readonly [name: string, value: string])[] {
  const digests = digestsOf(text);
  return digests.flatMap((name, i) => (i % 2 === 0 ? [[name, digests[i + 1] ?? ""] as const] : []));
}

/** Several fields of a map that were replaced, such as a probe's: their old values, with the digests in the order of the names. */
function fieldsRecord(group: Group<Replaced>): PathRecord {
  const old = newMap();
  const fields = group.map(([path, replaced]) => [path.slice(nameStart(path)), replaced] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, replaced] of fields) old[name] = replaced.old;
  const digests = fields.map(([, { digest }]) => digest).join("");
  return {
    path: parentOf(group),
    frame: "=",
    rest: `${digests} ${payloadText(old)}`,
    names: fieldNames(fields.map(([name]) => name)),
    parts: NO_PARTS,
  };
}

/** Their form in the checksum. */
export function fieldNames(names: Iterable<string>): string {
  return [...names].map(wordOf).join(" ");
}

/** The fields in a line of {@link fieldsRecord}; undefined if the line is for a single value. */
export function replacedFields(digests: string, old: Value): ReadonlyMap<string, Replaced> | undefined {
  if (digests.length === SHORT_DIGEST || digests.length % SHORT_DIGEST !== 0 || !isMap(old)) return undefined;
  const names = Object.keys(old).sort();
  const each = digestsOf(digests);
  if (names.length !== each.length) return undefined;
  return new Map(names.map((name, i) => [name, { old: old[name] as Value, digest: each[i] as string }]));
}

function setRecord(path: string, { old, digest }: Replaced): PathRecord {
  return { path, frame: "=", rest: `${digest} ${payloadText(old)}`, parts: NO_PARTS };
}

function addedRecord(path: string, [own, ...below]: LeafDigests): PathRecord {
  const parts = below.filter(({ digests, images }) => digests + images !== "").map((part) => digestLine(`${wordOf(part.name)} `, part));
  const line = own && own.digests + own.images !== "" ? digestLine("", own) : { frame: "+", rest: "" };
  return { path, ...line, parts };
}

/** A star for each digest that is in the heading. */
function digestLine(frame: string, { digests, images }: DigestLine): Line {
  return { frame: frame + "*".repeat(images.length / SHORT_DIGEST), rest: digests, images };
}
