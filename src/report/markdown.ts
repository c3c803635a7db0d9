import type { Difference } from "../app/diff/differences.ts";
import type { Severity } from "../diagnostic/codes.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { visibleLine } from "../diagnostic/visible.ts";
import { changeText, fateText, weightiestFirst } from "./differences-text.ts";
import { codeText } from "./findings-text.ts";
import { graftCounts } from "./graft-counts.ts";
import { locationText, resourceText } from "./summary.ts";
import { workloadOutcomes } from "./workload-lines.ts";

/** The content of a report for a pull request. */
export interface Told {
  readonly title: string;
  /** Absent: the report is not about a check. */
  readonly findings?: readonly Diagnostic[];
  /** Absent if injection failed. */
  readonly differences?: readonly Difference[] | undefined;
  /** What was grafted and what was not, among other diagnostics. */
  readonly diagnostics: readonly Diagnostic[];
}

/** As a comment on a pull request: what was found, what injection changes by its meaning, what restarts, what is injected. */
export function markdownReport({ title, findings, differences, diagnostics }: Told): string {
  const sections = [
    `### podgraft: ${text(title)}`,
    ...(findings === undefined || findings.length === 0 ? [] : [findingsSection(findings)]),
    ...(differences === undefined ? [] : [changesSection(differences)]),
    ...injectedSection(diagnostics),
  ];
  return `${sections.join("\n\n")}\n`;
}

/** The most characters for the lists: GitHub refuses a comment of more than 65,536. */
const ROOM = { findings: 24_000, changes: 24_000, ofOneWorkload: 6_000, injected: 12_000 };

const marks: Readonly<Record<Severity, string>> = { error: "❌ error", warning: "⚠️ warning", info: "info" };

function findingsSection(findings: readonly Diagnostic[]): string {
  const rows = findings.map((found) => {
    const place = [found.resource && code(resourceText(found.resource)), found.location && text(locationText(found.location))];
    const fix = found.fix === undefined ? "" : `<br>fix: ${text(found.fix)}`;
    return `| ${marks[found.severity]} | ${place.filter((part) => part).join("<br>")} | **${text(codeText(found))}**: ${text(found.message)}${fix} |`;
  });
  return `| | where | what |\n|-|-|-|\n${shown(rows, ROOM.findings)}`;
}

function changesSection(differences: readonly Difference[]): string {
  if (differences.length === 0) return "Nothing changes.";
  const recreated = differences.filter(({ recreates }) => recreates).length;
  const restarting = differences.filter(({ restarts }) => restarts).length - recreated;
  const head = `**Changes:** ${differences.length} workload${differences.length === 1 ? "" : "s"}, ${restarting} restarting${recreated === 0 ? "" : `, ${recreated} to be recreated`}.`;
  const parts = differences.map((difference) => {
    const lines = weightiestFirst(difference.changes).map((change) => `- ${change.meaning}: ${code(changeText(change))}`);
    const title = `${code(resourceText(difference.resource))}: ${fateText(difference)}`;
    return `<details><summary>${title}</summary>\n\n${shown(lines, ROOM.ofOneWorkload)}\n\n</details>`;
  });
  return `${head}\n\n${shown(parts, ROOM.changes)}`;
}

function injectedSection(diagnostics: readonly Diagnostic[]): readonly string[] {
  const rows = workloadOutcomes(diagnostics).map(({ who, outcomes }) => `| ${code(who)} | ${outcomes.map(text).join("<br>")} |`);
  if (rows.length === 0) return [];
  return [
    `<details><summary>With this configuration: ${text(graftCounts(diagnostics))}</summary>\n\n| workload | sidecars |\n|-|-|\n${shown(rows, ROOM.injected)}\n\n</details>`,
  ];
}

/** As many lines as fit. */
function shown(lines: readonly string[], room: number): string {
  const fitting: string[] = [];
  let left = room;
  for (const line of lines) {
    left -= line.length + 1;
    if (left < 0) return `${fitting.join("\n")}\n\nand ${lines.length - fitting.length} more`;
    fitting.push(line);
  }
  return fitting.join("\n");
}

/** Plain text: a manifest's own values make no markup. */
function text(plain: string): string {
  return visibleLine(plain).replace(/[\\`*_{}[\]<>|~#@!$&]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function code(plain: string): string {
  return `<code>${text(plain)}</code>`;
}
