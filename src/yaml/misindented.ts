/** A line whose indentation fits none of the lines above it. */
export interface Misindented {
  /** Where the line's text begins. */
  readonly offset: number;
  readonly found: number;
  /** Indentations that would fit, rising. */
  readonly expected: readonly number[];
  /** It is deeper than a line that has a value already. */
  readonly isDeeper: boolean;
  /** The line above, where it is one word that is not a key: its colon is missing. */
  readonly above?: Line | undefined;
}

interface Line {
  readonly offset: number;
  readonly text: string;
}

interface Level {
  readonly column: number;
  readonly isList: boolean;
}

interface Reading {
  /** The maps and lists that are open, outermost first. */
  levels: readonly Level[];
  /** The line above has a key or dash without a value. */
  isOpen: boolean;
  /** The column below which a block scalar ends. */
  literal: number | undefined;
}

/**
 * The first line in wrong place of a block document, up to the first line after an offset; undefined if every line is in place, or
 * where quotes or brackets over several lines keep it from being told by lines alone. Only for texts that cannot be read.
 */
export function misindented(source: string, until: number): Misindented | undefined {
  const reading: Reading = { levels: [], isOpen: true, literal: undefined };
  let above: Line | undefined;
  let offset = 0;
  for (const line of source.split("\n")) {
    const start = offset;
    offset += line.length + 1;
    const text = line.trimEnd();
    const column = text.search(/\S/);
    if (isSkipped(text, column, reading)) continue;
    const wrong = misplaced(text.slice(column), column, reading);
    if (wrong) return { offset: start + column, found: column, ...wrong, above: wrong.isDeeper ? above : undefined };
    above = isBareKey(text.slice(column)) ? { offset: start + column, text: text.slice(column) } : undefined;
    if (start > until || isUnclosed(text)) return undefined;
    enter(text.slice(column), column, reading);
  }
  return undefined;
}

/** Blank lines, comments, and the lines of block scalars. */
function isSkipped(text: string, column: number, reading: Reading): boolean {
  if (column === -1) return true;
  if (reading.literal !== undefined && column > reading.literal) return true;
  reading.literal = undefined;
  if (text[column] === "#") return true;
  if (!/^(?:---|\.\.\.)(?:\s|$)/.test(text)) return false;
  reading.levels = [];
  reading.isOpen = true;
  return true;
}

function misplaced(content: string, column: number, { levels, isOpen }: Reading): Pick<Misindented, "expected" | "isDeeper"> | undefined {
  const deepest = levels.at(-1);
  if (!deepest || (column > deepest.column && isOpen)) return undefined;
  const isItem = isDash(content);
  if (column > deepest.column) {
    const isText = isItem || !KEY.test(content);
    return isText ? undefined : { expected: [deepest.column], isDeeper: true };
  }
  const fits = ({ column: at, isList }: Level) => isList === isItem || (isItem && isOpen && at === deepest.column);
  if (levels.some((level) => level.column === column && fits(level))) return undefined;
  const columns = levels.filter(fits).map((level) => level.column);
  const near = [columns.findLast((at) => at < column), columns.find((at) => at > column)].filter((at) => at !== undefined);
  return near.length === 0 ? undefined : { expected: near, isDeeper: false };
}

/** What a line opens: each of its dashes a list, its key a map. */
function enter(content: string, column: number, reading: Reading): void {
  const isItem = isDash(content);
  const isKept = (level: Level) => level.column < column || (level.column === column && (level.isList === isItem || !level.isList));
  let levels = reading.levels.filter(isKept);
  let rest = content;
  let at = column;
  const open = (isList: boolean) => {
    if (!levels.some((level) => level.column === at && level.isList === isList)) levels = [...levels, { column: at, isList }];
  };
  while (isDash(rest)) {
    open(true);
    const next = rest.slice(1).search(/\S/) + 1;
    if (next === 0) break;
    at += next;
    rest = rest.slice(next);
  }
  const key = KEY.exec(rest)?.[0];
  if (key !== undefined) open(false);
  reading.levels = levels;
  const value = (key === undefined ? rest : rest.slice(key.length)).trim();
  reading.isOpen = isDash(value) || /^(?:[&!]\S*\s*)*(?:#.*)?$/.test(value);
  if (/^(?:[&!]\S*\s+)*[|>][-+\d]*\s*(?:#.*)?$/.test(value)) reading.literal = levels.at(-1)?.column ?? 0;
}

const KEY = /^(?:"[^"]*"|'[^']*'|[^\s"'#&*!|>%@`{[\]},?-][^:]*(?::\S[^:]*)*|-\S[^:]*):(?=\s|$)/;

/** `spec`, `name; web`, `name = web`: a key, except for its colon. */
function isBareKey(content: string): boolean {
  return /^[A-Za-z][\w./-]*(?:\s*[;=].*)?$/.test(content);
}

function isDash(content: string): boolean {
  return content === "-" || content.startsWith("- ");
}

/** Quotes or brackets that continue after the line's end. */
function isUnclosed(text: string): boolean {
  const bare = text.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/g, "").replace(/(?:^|\s)#.*$/, "");
  const count = (mark: RegExp) => [...bare.matchAll(mark)].length;
  return count(/[[{]/g) > count(/[\]}]/g) || /(?:^|[\s:[{,])["']/.test(bare);
}
