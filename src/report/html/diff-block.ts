import type { Hunk } from "../hunks.ts";
import { type Html, html } from "./markup.ts";
import type { WorkloadEntry } from "./workload-entries.ts";

/** The number of added and removed lines. */
export function diffStat(hunks: readonly Hunk[]): Html | undefined {
  const lines = hunks.flatMap((hunk) => hunk.lines);
  const count = (mark: string) => lines.filter((line) => line.startsWith(mark)).length;
  if (lines.length === 0) return undefined;
  return html` <span class="stat"><ins>+${count("+")}</ins> <del>-${count("-")}</del><span class="unseen"> lines</span></span>`;
}

/** The workload's part of the unified diff, in elements for runs of lines rather than lines: a page may hold a thousand. */
export function diffBlock({ hunks, file, resource, isInjected }: WorkloadEntry): Html {
  if (hunks.length === 0)
    return html`<p class="muted">${isInjected ? "Nothing that is not there already, or cannot be written." : "Nothing."}</p>`;
  const head = html`<span class="head">--- a/${file}
+++ b/${file}
</span>`;
  return html`<pre class="diff" tabindex="0" role="region" aria-label="Diff of ${resource.kind} ${resource.name}"><code>${head}${hunks.map(hunkMarkup)}</code></pre>`;
}

function hunkMarkup({ oldStart, oldLines, newStart, newLines, lines }: Hunk): Html {
  const head = html`<span class="hunk">@@ -${oldStart},${oldLines} +${newStart},${newLines} @@
</span>`;
  return html`${head}${runsOf(lines).map(run)}`;
}

/** Groups lines with the same first character. */
function runsOf(lines: readonly string[]): readonly (readonly string[])[] {
  const runs: string[][] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    if (last?.[0]?.charAt(0) === line.charAt(0)) last.push(line);
    else runs.push([line]);
  }
  return runs;
}

function run(lines: readonly string[]): Html {
  const content = lines.map(lineMarkup);
  const mark = lines[0]?.charAt(0);
  return mark === "+" ? html`<ins>${content}</ins>` : mark === "-" ? html`<del>${content}</del>` : html`<span>${content}</span>`;
}

const LONG = 160;

/** The style sheet cuts a line as long as podgraft's annotation; all of it can still be found and copied. */
function lineMarkup(line: string): Html {
  const text = line.replace(/\r$/, "");
  return text.length > LONG ? html`<span class="long">${text}</span>\n` : html`${text}\n`;
}
