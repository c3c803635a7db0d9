import type { ListFrame, Manifest, Part } from "./manifest.ts";

/** Finds a text's documents, or its items where it is a ResourceList in block style, by its lines alone. */
export function split(file: string, source: string): Manifest {
  const bom = source.charCodeAt(0) === 0xfeff;
  const text = bom ? source.slice(1) : source;
  const documents = splitDocuments(text);
  const only = documents.length === 1 ? documents[0] : undefined;
  const list = only && splitList(text, only);
  return list ? { file, text, bom, ...list } : { file, text, bom, parts: documents };
}

/**
 * The content of each YAML document: behind its `---` line, or from its directives on where it has any. Documents
 * without content are left out. At column 0 nothing inside a document can look like a marker.
 */
export function splitDocuments(text: string): readonly Part[] {
  const parts: Part[] = [];
  let start = 0;
  let directives = -1;
  const close = (end: number) => {
    if (firstContent(text, start, end) !== "") parts.push({ start, end, isItem: false });
  };
  for (const at of [...linesWith(text, "---"), ...linesWith(text, "...")].sort((a, b) => a - b)) {
    const newline = text.indexOf("\n", at);
    const lineEnd = newline === -1 ? text.length : newline + 1;
    if (text[at] === "-" && directives !== start && firstContent(text, start, at) === "%") {
      directives = start;
      continue;
    }
    close(at);
    start = text[at] === "." || isBareMarker(text, at, lineEnd) ? lineEnd : at;
  }
  close(text.length);
  return parts;
}

/** The offsets of the lines that begin with a marker. */
function linesWith(text: string, marker: string): readonly number[] {
  const found = text.startsWith(marker) ? [0] : [];
  for (let at = text.indexOf(`\n${marker}`); at !== -1; at = text.indexOf(`\n${marker}`, at + 1)) found.push(at + 1);
  return found.filter((at) => /^\s?$/.test(text.charAt(at + marker.length)));
}

function isBareMarker(text: string, at: number, end: number): boolean {
  return /^---[ \t]*(?:#[^\n]*)?\r?\n?$/.test(text.slice(at, Math.min(end, at + 1000)));
}

/** The first character that is neither blank nor in a comment line. */
function firstContent(text: string, start: number, end: number): string {
  for (let at = start; at < end; ) {
    const newline = text.indexOf("\n", at);
    const lineEnd = newline === -1 || newline > end ? end : newline;
    const first = text.slice(at, lineEnd).trimStart().charAt(0);
    if (first !== "" && first !== "#") return first;
    at = lineEnd + 1;
  }
  return "";
}

const TOP_KEYS = ["apiVersion", "kind", "items", "functionConfig", "results", "metadata"];

/**
 * The items of a ResourceList in block style: below a column-0 `items:` every line that begins with a dash at the
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
