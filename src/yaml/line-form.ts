import { MAX_KEY } from "./maybe-key.ts";
import { inlineValue } from "./read-inline.ts";
import { plainValue } from "./scalar.ts";
import { MAX_DEPTH, type SourceScalar } from "./source-node.ts";

/** What is on a line, or after a dash of it. Offsets and columns count from the line's beginning. */
export interface LineForm {
  readonly kind: "blank" | "dash" | "key" | "value";
  /** Of the first character; -1 for a blank line and for one that holds only a comment. */
  readonly column: number;
  /** What is after a dash; absent if nothing is. */
  readonly inner: LineForm | undefined;
  readonly key: string;
  /** The offset after the key's colon. */
  readonly mark: number;
  /** Where a value begins, after its key or by itself; -1 where the line has none. */
  readonly at: number;
  /** The value, where it is a scalar that is whole and the last thing on the line; all else must be read in the text. */
  readonly scalar: SourceScalar | undefined;
}

const SPACE = 32;
const HASH = 35;
const DASH = 45;
const COLON = 58;

/** Manifests repeat their lines: what was read of one is kept, up to so many lines of at most so many characters. */
const KEPT_LINES = 1 << 14;
const KEPT_LENGTH = 120;
const kept = new Map<string, LineForm>();

/** The form of a line, given without its line break. */
export function lineForm(line: string): LineForm {
  const known = kept.get(line);
  if (known) return known;
  const column = skipSpaces(line, 0);
  const form = endsLine(line, column) ? BLANK : formAt(line, column);
  if (line.length > KEPT_LENGTH) return form;
  if (kept.size === KEPT_LINES) kept.clear();
  kept.set(line, form);
  return form;
}

const BLANK: LineForm = { kind: "blank", column: -1, inner: undefined, key: "", mark: -1, at: -1, scalar: undefined };

function formAt(line: string, column: number, depth = 0): LineForm {
  // What is deeper is read as a value, which no dash begins.
  if (isDash(line, column) && depth <= MAX_DEPTH) {
    const behind = skipSpaces(line, column + 1);
    const inner = endsLine(line, behind) ? undefined : formAt(line, behind, depth + 1);
    return { kind: "dash", column, inner, key: "", mark: -1, at: -1, scalar: undefined };
  }
  const colon = keyEnd(line, column);
  const key = colon === -1 ? undefined : keyText(line, column, colon);
  if (key === undefined)
    return { kind: "value", column, inner: undefined, key: "", mark: -1, at: column, scalar: wholeScalar(line, column) };
  const behind = skipSpaces(line, colon + 1);
  const at = endsLine(line, behind) ? -1 : behind;
  return { kind: "key", column, inner: undefined, key, mark: colon + 1, at, scalar: at === -1 ? undefined : wholeScalar(line, at) };
}

function isDash(line: string, at: number): boolean {
  return line.charCodeAt(at) === DASH && endsToken(line, at + 1);
}

/** The offset of the colon that ends the key at `at`, or -1 where no key is there. */
function keyEnd(line: string, at: number): number {
  const first = line.charCodeAt(at);
  if (isQuote(first)) {
    const node = inlineValue(line, at, { end: line.length, parentColumn: 0 });
    return node !== undefined && line.charCodeAt(node.end) === COLON && endsToken(line, node.end + 1) ? node.end : -1;
  }
  if (!isPlainStart(first)) return -1;
  let colon = line.indexOf(":", at);
  while (colon !== -1 && !endsToken(line, colon + 1)) colon = line.indexOf(":", colon + 1);
  const comment = line.indexOf(" #", at);
  return comment === -1 || comment > colon ? colon : -1;
}

/** A key's text; undefined if only the full reader can tell it. */
function keyText(line: string, start: number, colon: number): string | undefined {
  if (isQuote(line.charCodeAt(start)))
    return (inlineValue(line, start, { end: line.length, parentColumn: 0 }) as SourceScalar).value as string;
  const key = line.slice(start, colon);
  return key.endsWith(" ") || key.includes("\t") || key.length > MAX_KEY || plainValue(key) !== key ? undefined : key;
}

/** A scalar after which nothing but a comment is; undefined for what goes on below and for what only the full reader knows. */
function wholeScalar(line: string, at: number): SourceScalar | undefined {
  const first = line.charAt(at);
  if (first === "|" || first === "{" || first === "[") return undefined;
  const node = inlineValue(line, at, { end: line.length, parentColumn: 0 });
  return node !== undefined && isLast(line, node.end) ? (node as SourceScalar) : undefined;
}

/** Whether nothing but a comment is after a value that ends at `end`. */
export function isLast(line: string, end: number): boolean {
  const behind = skipSpaces(line, end);
  return endsLine(line, behind) && !(line.charCodeAt(behind) === HASH && behind === end);
}

function isQuote(char: number): boolean {
  return char === 34 || char === 39;
}

/** Letters, digits, `_`, `.`, `/`, `$`, `(`: where no other meaning is near. Never `<`, so it is not a merge key. */
function isPlainStart(char: number): boolean {
  return (
    (char >= 97 && char <= 122) || (char >= 65 && char <= 90) || (char >= 46 && char <= 57) || char === 95 || char === 36 || char === 40
  );
}

function endsToken(line: string, at: number): boolean {
  return at >= line.length || line.charCodeAt(at) === SPACE;
}

function skipSpaces(line: string, at: number): number {
  let i = at;
  while (line.charCodeAt(i) === SPACE) i++;
  return i;
}

function endsLine(line: string, at: number): boolean {
  return at >= line.length || line.charCodeAt(at) === HASH;
}
