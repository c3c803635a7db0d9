import type { Answer } from "./answer.ts";
import { element } from "./element.ts";

/** What injection changes in the manifests, as a unified diff. */
export function diffBlock({ hunks }: Pick<Answer, "hunks">): Node {
  if (hunks.length === 0) return element("p", { class: "muted" }, "Nothing.");
  const lines = hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines: own }) => [
    element("span", { class: "hunk" }, `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@\n`),
    ...own.map(line),
  ]);
  return element(
    "pre",
    { class: "text diff", tabindex: "0", role: "region", "aria-label": "Diff of the manifests" },
    element("code", {}, lines),
  );
}

/** The manifests as they are written after injection. */
export function resultBlock({ text }: Pick<Answer, "text">): Node {
  return element(
    "pre",
    { class: "text", tabindex: "0", role: "region", "aria-label": "The manifests after injection" },
    element("code", {}, text),
  );
}

/** "+12 -3". */
export function diffStat({ hunks }: Pick<Answer, "hunks">): string {
  const lines = hunks.flatMap((hunk) => hunk.lines);
  const count = (mark: string) => lines.filter((text) => text.startsWith(mark)).length;
  return lines.length === 0 ? "" : `+${count("+")} −${count("-")}`;
}

function line(text: string): Node {
  const shown = `${text.replace(/\r$/, "")}\n`;
  return text.startsWith("+") ? element("ins", {}, shown) : text.startsWith("-") ? element("del", {}, shown) : element("span", {}, shown);
}
