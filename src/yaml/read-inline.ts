import { MAX_KEY } from "./maybe-key.ts";
import { plainValue } from "./scalar.ts";
import { collectionValue, MAX_DEPTH, type SourceCollection, type SourceEntry, type SourceNode, type SourceScalar } from "./source-node.ts";

/**
 * A plain or quoted scalar that begins at `at` and ends on the same line, or a flow collection, whose further lines are deeper than
 * `parentColumn`.
 *
 * @returns undefined otherwise, or for a form that only the full reader knows
 */
export function inlineValue(
  text: string,
  at: number,
  { end, parentColumn }: { readonly end: number; readonly parentColumn: number },
): SourceNode | undefined {
  const char = text[at];
  if (char === '"') return doubleQuoted(text, at, end);
  if (char === "'") return singleQuoted(text, at, end);
  if (char === "{" || char === "[") return flow(text, { at, end, depth: 0, parentColumn });
  return plain(text, { at, end, flow: false });
}

const NEWLINE = 10;
const SPACE = 32;

function doubleQuoted(text: string, at: number, end: number): SourceScalar | undefined {
  for (let i = at + 1; i < end; i++) {
    const char = text.charCodeAt(i);
    if (char === NEWLINE) return undefined;
    if (char === 92) i++;
    else if (char === 34) {
      const value = unescaped(text.slice(at, i + 1));
      return value === undefined ? undefined : { kind: "scalar", style: "double", value, start: at, propsStart: at, end: i + 1 };
    }
  }
  return undefined;
}

/** JSON's escapes are YAML's; what JSON does not know is left to the full reader. */
function unescaped(source: string): string | undefined {
  if (!source.includes("\\")) return source.slice(1, -1);
  if (JSON_ONLY.test(source)) return undefined;
  try {
    return JSON.parse(source) as string;
  } catch {
    return undefined;
  }
}

/** Escapes that Kubernetes' readers take in JSON alone. */
const JSON_ONLY = /\\(?:\/|u[dD][89A-Fa-f])/;

function singleQuoted(text: string, at: number, end: number): SourceScalar | undefined {
  for (let i = at + 1; i < end; i++) {
    const char = text.charCodeAt(i);
    if (char === NEWLINE) return undefined;
    if (char !== 39) continue;
    if (text.charCodeAt(i + 1) === 39) i++;
    else {
      const value = text.slice(at + 1, i).replaceAll("''", "'");
      return { kind: "scalar", style: "single", value, start: at, propsStart: at, end: i + 1 };
    }
  }
  return undefined;
}

/** Characters that may not begin a plain scalar here: YAML's indicators, and `-` and `?` where a space follows. */
const INDICATORS = new Set("!&*|>@`%#,[]{}\"'\t:");

function plain(text: string, { at, end, flow }: { at: number; end: number; flow: boolean }): SourceScalar | undefined {
  const first = text[at] as string;
  if (INDICATORS.has(first) || at >= end) return undefined;
  if ((first === "-" || first === "?") && !/[^\s,[\]{}]/.test(text[at + 1] ?? " ")) return undefined;
  const stop = flow ? flowPlainEnd(text, at, end) : plainEnd(text, at, end);
  if (stop === -1) return undefined;
  const source = text.slice(at, stop);
  const value = plainValue(source);
  if (source === "<<" || (typeof value === "number" && !Number.isFinite(value))) return undefined;
  return { kind: "scalar", style: "plain", value, start: at, propsStart: at, end: stop };
}

/** Where a plain scalar's last character ends; -1 where a tab or a colon makes it doubtful. */
function plainEnd(text: string, at: number, end: number): number {
  const newline = text.indexOf("\n", at);
  const line = text.slice(at, newline === -1 || newline > end ? end : newline);
  const comment = line.indexOf(" #");
  const source = comment === -1 ? line : line.slice(0, comment);
  if (source.includes("\t") || source.includes(": ") || source.endsWith(":")) return -1;
  let stop = source.length;
  while (source.charCodeAt(stop - 1) === SPACE) stop--;
  return at + stop;
}

/** The same inside a flow collection, whose indicators end it. */
function flowPlainEnd(text: string, at: number, end: number): number {
  let stop = at;
  for (let i = at; i < end; i++) {
    const char = text.charCodeAt(i);
    if (char === NEWLINE) return stop;
    if (char === 9 || char === 63) return -1;
    if (char === 35 && text.charCodeAt(i - 1) === SPACE) return stop;
    if (char === 58) {
      const next = text.charCodeAt(i + 1);
      return next === SPACE || next === NEWLINE || i + 1 >= end ? stop : -1;
    }
    if (char === 44 || char === 91 || char === 93 || char === 123 || char === 125) return stop;
    if (char !== SPACE) stop = i + 1;
  }
  return stop;
}

interface FlowPlace {
  readonly at: number;
  readonly end: number;
  readonly depth: number;
  readonly parentColumn: number;
}

/** A flow collection in which every key has a colon and a value, as JSON and most people write it. */
function flow(text: string, place: FlowPlace): SourceCollection | undefined {
  const { at, end, depth } = place;
  if (depth > MAX_DEPTH) return undefined;
  const isMap = text[at] === "{";
  const close = isMap ? "}" : "]";
  const entries: SourceEntry[] = [];
  const keys = new Set<string>();
  let i = skip(text, at + 1, place);
  while (text[i] !== close) {
    const entry = isMap ? flowPair(text, { ...place, at: i }) : flowItem(text, { ...place, at: i });
    if (entry === undefined || (isMap && keys.has(entry.key))) return undefined;
    keys.add(entry.key);
    entries.push(entry);
    i = skip(text, entry.value.end, place);
    if (text[i] === ",") i = skip(text, i + 1, place);
    else if (text[i] !== close) return undefined;
  }
  if (i >= end) return undefined;
  const kind = isMap ? "map" : "list";
  return { kind, flow: true, column: 0, entries, value: collectionValue(kind, entries), start: at, propsStart: at, end: i + 1 };
}

function flowItem(text: string, place: FlowPlace): SourceEntry | undefined {
  const value = flowNode(text, place);
  // A colon would make the item a map of one key.
  if (value === undefined || text[skip(text, value.end, place)] === ":") return undefined;
  return { start: place.at, mark: place.at, key: "", value };
}

function flowPair(text: string, place: FlowPlace): SourceEntry | undefined {
  const { at } = place;
  const key = flowNode(text, place);
  if (key?.kind !== "scalar" || text[key.end] !== ":") return undefined;
  const name = key.value;
  if (typeof name !== "string" || key.end - key.start > MAX_KEY) return undefined;
  const mark = key.end + 1;
  const valueAt = skip(text, mark, place);
  if (valueAt === mark && key.style === "plain") return undefined;
  const value = flowNode(text, { ...place, at: valueAt });
  return value && { start: at, mark, key: name, value };
}

function flowNode(text: string, place: FlowPlace): SourceNode | undefined {
  const { at, end, depth } = place;
  const char = text[at];
  if (char === '"') return doubleQuoted(text, at, end);
  if (char === "'") return singleQuoted(text, at, end);
  if (char === "{" || char === "[") return flow(text, { ...place, depth: depth + 1 });
  return plain(text, { at, end, flow: true });
}

/**
 * Moves over blanks and line breaks to the next token; to the end if its line is not deep enough. A closing bracket may
 * be at the parent's column.
 */
function skip(text: string, at: number, { end, parentColumn }: FlowPlace): number {
  let i = at;
  let lineStart = -1;
  for (; i < end; i++) {
    const char = text.charCodeAt(i);
    if (char === NEWLINE) lineStart = i + 1;
    else if (char !== SPACE) break;
  }
  if (lineStart === -1) return i;
  const column = i - lineStart - (text[i] === "}" || text[i] === "]" ? 0 : 1);
  return column >= parentColumn ? i : end;
}
