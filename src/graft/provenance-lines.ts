import { remembered } from "../value/remembered.ts";
import { shortDigest } from "./digest.ts";
import { keptLinesValue } from "./kept-lines.ts";
import type { Layer } from "./layer.ts";
import { asciiOf, payloadText } from "./payload.ts";
import { type Line, type PathRecord, payloadLine, recordsOf } from "./provenance-records.ts";
import { nameOf, wordOf } from "./provenance-words.ts";

/**
 * The lines of a layer: a heading for people, with a checksum of the rest and the digests of images, and below it one
 * line for each record. So an upgrade changes only the heading. `all` is the result of {@link contentsOf} for the whole
 * annotation.
 */
export const layerLines = remembered((layer: Layer, name: string, all: string): string => {
  const heading = `${layer.grafts === "" ? "" : `${layer.grafts}; `}by ${wordOf(name)}`;
  if (layer.earlier) return [`${heading} (${checkOf(heading, { ...layer.earlier, all })})`, ...layer.earlier.lines].join("\n");
  const lines = layer.json ? [payloadLine(JSON_LAYER, asciiOf(layer.json))] : [...treeLines(recordsOf(layer)), ...notesOf(layer)];
  const check = checkOf(heading, { frames: lines.map(checkedOf), all });
  const images = lines.map((line) => line.images ?? "").join("");
  return [`${heading} [${check}${images}]`, ...lines.map(({ frame, rest }) => frame + rest)].join("\n");
});

/** Marks a layer in the first format, as the only line below the heading. */
export const JSON_LAYER = ":json ";

/** A checksum of everything except what the digests and payloads check themselves. */
export function checkOf(heading: string, { frames, all }: { frames: readonly string[]; all: string }): string {
  return shortDigest([heading, ...frames, all].join("\n"));
}

/** The part of a line that is in the checksum. */
export function checkedOf({ frame, names }: Pick<Line, "frame" | "names">): string {
  return names === undefined ? frame : frame + names;
}

/** The contents of an annotation, which each layer's checksum includes, so that no layer can be lost unnoticed. */
export function contentsOf(names: Iterable<string>, hasPlace: boolean): string {
  return [...[...names].map(wordOf), ...(hasPlace ? [PLACE] : [])].join(" ");
}

/** Marks the record about the annotation's own place, on the last line. */
export const PLACE = ":place ";

/** Where most workloads have their pod template; others have a line that begins with a slash. */
export const USUAL_ROOT = "spec/template/";

/** Records in the order of their paths. A long common beginning of several paths is on a line above them. */
function treeLines(records: readonly PathRecord[]): readonly Line[] {
  const sorted = [...records].sort((a, b) => compareText(a.path, b.path) || compareText(a.frame, b.frame));
  const root = rootOf(sorted.map(({ path }) => path));
  const lines: Line[] = root === undefined || root === USUAL_ROOT ? [] : [{ frame: `/${root === "" ? "" : wordOf(root)}`, rest: "" }];
  const placed = sorted.map((record) => ({ ...record, path: pathFrom(root, record.path) }));
  addLines(lines, placed, { from: 0, indent: "" });
  return lines;
}

/** The path of the pod template with a slash behind it; undefined if there are several. */
function rootOf([first = "", ...others]: readonly string[]): string | undefined {
  const steps = first.split("/").map((step) => `${step}/`);
  const roots = steps.map((_, i) => steps.slice(0, i).join("")).reverse();
  return [USUAL_ROOT, ...roots].find((root) =>
    [first, ...others].every((path) => path.startsWith(root) && IN_TEMPLATE.test(path.slice(root.length))),
  );
}

/** No name has a path's first character here. */
const IN_TEMPLATE = /^(?:metadata\/|spec\/(?![./]))/;

/**
 * A path in the pod's spec as it is; one in its metadata after a dot; with several pod templates, the whole path after
 * a slash.
 */
function pathFrom(root: string | undefined, path: string): string {
  if (root === undefined) return `/${path}`;
  const name = path.slice(root.length);
  return name.startsWith("metadata/") ? `.${name.slice("metadata/".length)}` : name.slice("spec/".length);
}

/** The inverse of {@link pathFrom}: the path for this word. */
export function pathOf(root: string, word: string): string {
  if (word.startsWith("/")) return nameOf(word.slice(1));
  return word.startsWith(".") ? `${root}metadata/${nameOf(word.slice(1))}` : `${root}spec/${nameOf(word)}`;
}

function wordFor(name: string, isWhole: boolean): string {
  return isWhole && name.startsWith("/") ? `/${wordOf(name.slice(1))}` : wordOf(name);
}

/** The steps that all paths begin with. In sorted order, the first and the last path have the least in common. */
function commonStart(sorted: readonly PathRecord[]): string {
  const first = sorted[0]?.path ?? "";
  const last = sorted.at(-1)?.path ?? "";
  let length = 0;
  while (length < first.length && first[length] === last[length]) length++;
  return first.slice(0, first.lastIndexOf("/", length - 1) + 1);
}

/** A shorter beginning is repeated on each line. */
const SHORTEST_SECTION = 10;

function addLines(lines: Line[], sorted: readonly PathRecord[], { from, indent }: { from: number; indent: string }): void {
  for (let i = 0; i < sorted.length; ) {
    const { path } = sorted[i] as PathRecord;
    const length = path.indexOf("/", from + SHORTEST_SECTION - 1) + 1;
    let end = i + 1;
    while (length > 0 && sorted[end]?.path.startsWith(path.slice(0, length))) end++;
    if (end === i + 1) addRecord(lines, sorted[i] as PathRecord, { from, indent });
    else {
      const section = sorted.slice(i, end);
      const start = commonStart(section);
      lines.push({ frame: indent + wordFor(start.slice(from), from === 0), rest: "" });
      addLines(lines, section, { from: start.length, indent: `${indent} ` });
    }
    i = end;
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function addRecord(lines: Line[], { path, frame, parts, ...line }: PathRecord, { from, indent }: { from: number; indent: string }): void {
  lines.push({ frame: `${indent}${wordFor(path.slice(from), from === 0)} ${frame}`, ...line });
  for (const part of parts) lines.push({ ...part, frame: `${indent} ${part.frame}` });
}

function notesOf({ podTemplates, source }: Layer): readonly Line[] {
  return [
    ...(podTemplates.length > 0 ? [payloadLine(":templates ", payloadText(podTemplates))] : []),
    ...source.map((kept) => payloadLine(":text ", payloadText(keptLinesValue(kept)))),
  ];
}
