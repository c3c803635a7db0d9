import { isDeepStrictEqual } from "node:util";
import { Lexer } from "yaml";
import type { Broken } from "./laws.ts";
import type { Json } from "./objects.ts";
import type { Generated } from "./texts.ts";

interface Subject {
  readonly lines: Generated["lines"];
  readonly before: readonly Json[];
  readonly after: readonly Json[];
  readonly output: string;
  /** The text had a line break at its end. */
  readonly isEnded: boolean;
}

/** The laws of lines: one whose value did not change is still there, and a comment is there once, unless its entry is gone. */
export function brokenLines(subject: Subject): readonly Broken[] {
  const { lines, before, after, output, isEnded } = subject;
  const cut = isEnded || lines.length === 0 ? [] : cutOff(lines);
  const moved = new Set(movedUp(lines));
  const staying = lines.filter((line) => !cut.includes(line) && !moved.has(line) && !mayGo(line, before[line.object], after[line.object]));
  const left = documentsOf(output.replace(/^\ufeff/, "").split(/\r?\n/), (line) => line).map(counted);
  const stays = new Set(staying);
  const lost = documentsOf(lines, ({ text }) => text).flatMap((document, i) => {
    const wanted = counted(document.filter((line) => stays.has(line)).map(({ text }) => text));
    return [...wanted].filter(([text, count]) => (left[i]?.get(text) ?? 0) < count);
  });
  const [old, now] = [commentsIn(lines.map(({ text }) => text).join("\n")), commentsIn(output)];
  const comments = new Set(staying.flatMap(({ text }) => text.match(COMMENT) ?? []));
  const miscounted = [...old.keys()].filter((comment) => (now.get(comment) ?? 0) > 1 || (comments.has(comment) && !now.has(comment)));
  return [
    ...(lost.length > 0 ? [{ law: "lines outside the edits are the same", shown: [lost.map(([text]) => text).join("\n"), output] }] : []),
    ...(miscounted.length > 0 ? [{ law: "each comment is there once", shown: [miscounted.join("\n"), output] }] : []),
  ];
}

/** A block scalar at the end of a text without a line break has none in its value, so that no line can come below it as it is. */
function cutOff(lines: Subject["lines"]): Subject["lines"] {
  const { path, object } = lines.at(-1)!;
  const scalar = lines.filter((line) => line.object === object && line.path.join("/") === path.join("/"));
  return /[|>][1-9]?\+?(?: +#.*| *)$/.test(scalar[0]!.text) ? scalar : [];
}

const COMMENT = /# c\d+-\d+\./g;

/** Those that a reader takes as comments, in a text that has some. */
function commentsIn(text: string): Map<string, number> {
  return counted(
    text.includes("# c") ? [...new Lexer().lex(text)].flatMap((token) => (token.startsWith("#") ? (token.match(COMMENT) ?? []) : [])) : [],
  );
}

/** The lines from one mark to the next: what is lost of one document another may have, or gain. */
function documentsOf<Line>(lines: readonly Line[], textOf: (line: Line) => string): readonly (readonly Line[])[] {
  const all: Line[][] = [[]];
  for (const line of lines) {
    if (/^---(?:\s|$)/.test(textOf(line))) all.push([]);
    all.at(-1)!.push(line);
  }
  return all;
}

function counted(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

/**
 * A line may go whose entry is gone or whose value changed; of a block, where it is gone. Anchors become copies, and a new
 * item may come to be before the one that begins on the line of its list.
 */
function mayGo({ path, kind, text }: Subject["lines"][number], before: Json | undefined, after: Json | undefined): boolean {
  if (kind === "blank" || /[*&]a\d|<<:|^ *: +-/.test(text)) return true;
  const [old, now] = [valueAt(before, path), valueAt(after, path)];
  if (old === undefined || now === undefined) return true;
  return kind === "leaf" && !isDeepStrictEqual(old, now);
}

/** Entries that come to be on the line of their map's dash or colon once the merge key there is written out. */
function movedUp(lines: Subject["lines"]): Subject["lines"] {
  const entries = lines.filter(({ kind }) => kind === "header" || kind === "leaf");
  return entries.filter((_, i) => /[-:] +<<:/.test(entries[i - 1]?.text ?? ""));
}

function valueAt(value: Json | undefined, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((found, step) => {
    if (typeof found !== "object" || found === null) return undefined;
    if (step.startsWith("name=")) return Array.isArray(found) ? found.find((item) => item?.name === step.slice(5)) : undefined;
    if (Array.isArray(found)) return found[Number(step.slice(1))];
    return Object.hasOwn(found, step) ? (found as { [key: string]: Json })[step] : undefined;
  }, value);
}
