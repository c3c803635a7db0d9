import { createTwoFilesPatch } from "diff";

/** A unified diff of a file's text before and after; nothing where the two are the same. */
export function unifiedDiff({ file, before, after }: { file: string; before: string; after: string }): string {
  if (before === after) return "";
  const patch = createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, { context: 3 });
  return patch.replace(/^=+\n/, "");
}

const COLOURS: readonly (readonly [RegExp, string])[] = [
  [/^(?:---|\+\+\+) /, "\u001b[1m"],
  [/^@@ /, "\u001b[36m"],
  [/^\+/, "\u001b[32m"],
  [/^-/, "\u001b[31m"],
];

/** The same with colours for a terminal. */
export function coloured(diff: string): string {
  return diff
    .split("\n")
    .map((line) => {
      const colour = COLOURS.find(([pattern]) => pattern.test(line))?.[1];
      return colour ? `${colour}${line}\u001b[0m` : line;
    })
    .join("\n");
}
