import { FILE_HEADERS_ONLY, formatPatch } from "diff";
import { compareLines, hunksOf } from "./hunks.ts";
import { visible } from "./visible.ts";

/** A unified diff of a file's text before and after; nothing where the two are the same. */
export function unifiedDiff({ file, before, after }: { file: string; before: string; after: string }): string {
  if (before === after) return "";
  const hunks = [...hunksOf(compareLines(before, after))];
  const names = { oldFileName: `a/${file}`, newFileName: `b/${file}`, oldHeader: undefined, newHeader: undefined };
  return formatPatch({ ...names, hunks }, FILE_HEADERS_ONLY);
}

const COLOURS: readonly (readonly [RegExp, string])[] = [
  [/^(?:---|\+\+\+) /, "\u001b[1m"],
  [/^@@ /, "\u001b[36m"],
  [/^\+/, "\u001b[32m"],
  [/^-/, "\u001b[31m"],
];

/** The same with colours for a terminal, which nothing in it can command. */
export function coloured(diff: string): string {
  return diff
    .split("\n")
    .map((line) => {
      const colour = COLOURS.find(([pattern]) => pattern.test(line))?.[1];
      const shown = visible(line.replace(/\r$/, ""));
      return colour ? `${colour}${shown}\u001b[0m` : shown;
    })
    .join("\n");
}
