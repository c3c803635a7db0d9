import { FILE_HEADERS_ONLY, formatPatch } from "diff";
import { visible, visibleLine } from "../diagnostic/visible.ts";
import { type Compared, compareLines, hunksOf, withFolds } from "./hunks.ts";

interface Texts {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** A unified diff of a file's text before and after; empty if the two are the same. */
export function unifiedDiff(texts: Texts): string {
  return diffOf(texts, compareLines(texts.before, texts.after));
}

/** The same for people, with podgraft's own annotation folded: it is not a valid patch. */
export function foldedDiff(texts: Texts): string {
  return diffOf(texts, withFolds(compareLines(texts.before, texts.after)));
}

function diffOf({ file }: Texts, compared: Compared): string {
  const hunks = [...hunksOf(compared)];
  if (hunks.length === 0) return "";
  const names = { oldFileName: `a/${visible(file)}`, newFileName: `b/${visible(file)}`, oldHeader: undefined, newHeader: undefined };
  return formatPatch({ ...names, hunks }, FILE_HEADERS_ONLY);
}

const COLOURS: readonly (readonly [RegExp, string])[] = [
  [/^(?:---|\+\+\+) /, "\u001b[1m"],
  [/^@@ /, "\u001b[36m"],
  [/^\+/, "\u001b[32m"],
  [/^-/, "\u001b[31m"],
];

/** The same with colours for a terminal. */
export function coloured(diff: string): string {
  return eachLine(diff, (line) => {
    const colour = COLOURS.find(([pattern]) => pattern.test(line))?.[1];
    const shown = visibleLine(line.replace(/\r$/, ""));
    return colour ? `${colour}${shown}\u001b[0m` : shown;
  });
}

/** The same for a log. Nothing in it is a command; a line without one, even with CR LF, stays as it was. */
export function logged(diff: string): string {
  return eachLine(diff, (line) => (line.endsWith("\r") ? `${visibleLine(line.slice(0, -1))}\r` : visibleLine(line)));
}

function eachLine(diff: string, shown: (line: string) => string): string {
  return diff.split("\n").map(shown).join("\n");
}
