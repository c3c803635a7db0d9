import type { SourceFault } from "../yaml/source-node.ts";
import { unreadableIn } from "../yaml/unreadable.ts";
import type { ListFrame, Manifest, Part } from "./manifest.ts";

/** Finds a text's documents, or its items if it is a ResourceList in block style, by its lines alone. */
export function split(file: string, source: string): Manifest {
  const bom = source.charCodeAt(0) === 0xfeff;
  const text = bom ? source.slice(1) : source;
  const documents = splitDocuments(text);
  const only = documents.length === 1 ? documents[0] : undefined;
  const list = only && splitList(text, only);
  return list ? { file, text, bom, ...list } : { file, text, bom, parts: documents };
}

/**
 * The content of each YAML document, after its `---` line. Documents without content are left out. What Kubernetes'
 * readers refuse or ignore is a part with a fault. At column 0 nothing inside a document can look like a marker.
 *
 * Source: k8s.io/apimachinery pkg/util/yaml/decoder.go YAMLReader, kyaml kio/byteio_reader.go splitDocuments
 */
export function splitDocuments(text: string): readonly Part[] {
  const parts: Part[] = [];
  let start = 0;
  let fault: SourceFault | undefined;
  let hasEnded = false;
  const close = (end: number) => {
    const isEmpty = firstContent(text, start, end, hasEnded) === "";
    const found = fault ?? (isEmpty ? unreadableIn(text, { start, end }) : undefined);
    if (found || !isEmpty) parts.push({ start, end, isItem: false, ...(found && { fault: found }) });
    return isEmpty;
  };
  const separators = linesWith(text, "---");
  let below = 0;
  let read = 0;
  for (const at of [...separators, ...linesWith(text, "...").filter((end) => endsLine(text, end))].sort((a, b) => a - b)) {
    const isEmpty = close(at);
    const lineEnd = lineEndOf(text, at);
    const isEnd = text[at] === ".";
    while ((separators[below] as number) <= at) below++;
    fault = isEnd
      ? endFault(text, { at, lineEnd, isEmpty: isEmpty && !hasEnded, next: separators[below] })
      : separatorFault(text, { at, lineEnd, isRead: at === read });
    if (!isEnd && !fault && at > read) read = lineEnd;
    start = fault?.offset === at ? at : lineEnd;
    hasEnded = isEnd;
  }
  close(text.length);
  return parts;
}

interface Separator {
  readonly at: number;
  readonly lineEnd: number;
  /**
   * Nothing above it needs separating: for Kubernetes' readers it is the document's first line, in which `---#` is
   * text.
   */
  readonly isRead: boolean;
}

function separatorFault(text: string, { at, lineEnd, isRead }: Separator): SourceFault | undefined {
  const behind = text.slice(at + MARKER_LENGTH, lineEnd);
  if (isRead && behind.startsWith("#")) return { offset: at, message: NO_SEPARATOR, fix: "put a space in front of #" };
  const content = behind.trim();
  return content === "" || content.startsWith("#")
    ? undefined
    : { offset: at, message: NO_SEPARATOR, fix: "begin the document on the next line" };
}

interface DocumentEnd {
  readonly at: number;
  readonly lineEnd: number;
  /** There is no document above it. */
  readonly isEmpty: boolean;
  /** Where the next line with `---` begins. */
  readonly next: number | undefined;
}

function endFault(text: string, { at, lineEnd, isEmpty, next }: DocumentEnd): SourceFault | undefined {
  if (isEmpty) return { offset: at, message: NO_DOCUMENT, fix: "remove the line" };
  const content = firstContent(text, lineEnd, next ?? text.length, next !== undefined);
  return content !== "" ? { offset: lineEnd, message: IGNORED, fix: "put --- in front of the next document" } : undefined;
}

function lineEndOf(text: string, at: number): number {
  const newline = text.indexOf("\n", at);
  return newline === -1 ? text.length : newline + 1;
}

const MARKER_LENGTH = 3;
const IGNORED = "text follows `...`, which Kubernetes' readers ignore";
const NO_DOCUMENT = "no document is above `...`";
const NO_SEPARATOR = "text follows --- on its line, which Kubernetes' readers refuse";

/** The offsets of the lines that begin with a marker. */
function linesWith(text: string, marker: string): readonly number[] {
  const found = text.startsWith(marker) ? [0] : [];
  for (let at = text.indexOf(`\n${marker}`); at !== -1; at = text.indexOf(`\n${marker}`, at + 1)) found.push(at + 1);
  return found;
}

function endsLine(text: string, marker: number): boolean {
  return /^\s?$/.test(text.charAt(marker + MARKER_LENGTH));
}

/** The first character that is neither blank nor in a comment line, nor, with `betweenDocuments`, in a directive. */
function firstContent(text: string, start: number, end: number, betweenDocuments = false): string {
  for (let at = start; at < end; ) {
    const newline = text.indexOf("\n", at);
    const lineEnd = newline === -1 || newline > end ? end : newline;
    const first = text.slice(at, lineEnd).trimStart().charAt(0);
    if (first !== "" && first !== "#" && !(betweenDocuments && text[at] === "%")) return first;
    at = lineEnd + 1;
  }
  return "";
}

const TOP_KEYS = ["apiVersion", "kind", "items", "functionConfig", "results", "metadata"];

/**
 * The items of a ResourceList in block style: below an `items:` in column 0, every line that begins with a dash in the
 * first item's column begins an item, whatever literals in between look like.
 *
 * @returns undefined for everything else, a ResourceList in flow style included
 */
function splitList(text: string, document: Part): { parts: readonly Part[]; list: ListFrame } | undefined {
  const keys = topKeys(text, document);
  const items = keys.get("items");
  if (!/^ResourceList\s*$/.test(inlineValue(text, keys.get("kind"))) || !items) return undefined;
  const parts = splitItems(text, items);
  if (!parts) return undefined;
  const functionConfig = keys.get("functionConfig");
  const results = keys.get("results");
  return {
    parts,
    list: { whole: false, ...(functionConfig && { functionConfig: { ...functionConfig, isItem: false } }), ...(results && { results }) },
  };
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** The lines of each top-level key that a ResourceList may have. */
function topKeys(text: string, { start, end }: Part): ReadonlyMap<string, Range> {
  const found = TOP_KEYS.flatMap((key) => {
    const at = text.startsWith(`${key}:`, start) ? start : text.indexOf(`\n${key}:`, start) + 1;
    return at > 0 || text.startsWith(`${key}:`, start) ? [{ key, at }] : [];
  }).filter(({ at }) => at < end);
  found.sort((a, b) => a.at - b.at);
  return new Map(found.map(({ key, at }, i) => [key, { start: at, end: found[i + 1]?.at ?? end }]));
}

function inlineValue(text: string, range: Range | undefined): string {
  if (!range) return "";
  const line = text.slice(range.start, Math.min(range.end, range.start + 200)).split("\n")[0] as string;
  return line
    .slice(line.indexOf(":") + 1)
    .replace(/ #.*$/, "")
    .trim();
}

function splitItems(text: string, { start, end }: Range): readonly Part[] | undefined {
  const firstLine = text.indexOf("\n", start) + 1;
  if (inlineValue(text, { start, end }) === "[]") return [];
  if (inlineValue(text, { start, end }) !== "" || firstLine === 0 || firstLine >= end) return undefined;
  const dash = /(?:[ \t]*(?:#[^\n]*)?\n)*( *)-(?=[ \t\r\n])/y;
  dash.lastIndex = firstLine;
  const match = dash.exec(text);
  if (!match) return undefined;
  const needle = `\n${match[1] as string}-`;
  const starts: number[] = [];
  for (let at = dash.lastIndex - needle.length; at !== -1 && at < end; at = text.indexOf(needle, at + 1)) {
    if (" \t\r\n".includes(text.charAt(at + needle.length))) starts.push(at + 1);
  }
  return starts.map((at, i) => ({ start: at, end: starts[i + 1] ?? end, isItem: true }));
}
