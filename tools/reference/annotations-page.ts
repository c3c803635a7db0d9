import { choiceRows } from "../../src/istio/annotations/choice.ts";
import { identityRows } from "../../src/istio/annotations/identity.ts";
import { metricsRows } from "../../src/istio/annotations/metrics.ts";
import { proxyRows } from "../../src/istio/annotations/proxy.ts";
import type { AnnotationRow, AnnotationRows } from "../../src/istio/annotations/row.ts";
import { trafficRows } from "../../src/istio/annotations/traffic.ts";
import { type LabelRow, labelTable } from "../../src/istio/label-table.ts";
import { tableOf } from "./table.ts";

const intro = `# Annotations and labels

What Istio's part of podgraft reads and writes. \`node --import tsx tools/reference-docs.ts\` writes this page from
\`src/istio/annotations/\` and \`src/istio/label-table.ts\`. All of it is on the **pod template**, except where it says
otherwise; a value is always text, so quote numbers and booleans.

- ✔ is checked: a bad value fails the workload, and all bad values are reported at once.
- ⚠ is checked: a bad value is the warning DoubtfulAnnotation, since Istio ignores it silently.
- **templates**: the built-in templates that read it. Where there is none, the injector, the agent or another program reads
  it, whatever the template.
`;

const sections: readonly (readonly [title: string, rows: AnnotationRows])[] = [
  ["Whether and by whom", choiceRows],
  ["The proxy", proxyRows],
  ["Traffic", trafficRows],
  ["Probes and metrics", metricsRows],
  ["Identity, and what others read", identityRows],
];

const header = ["annotation", "value", "templates", "effect"];

/** docs/ANNOTATIONS.md. */
export function annotationsPage(): string {
  const tables = sections.map(([title, rows]) => `\n## ${title}\n\n${tableOf(header, Object.values(rows).map(cellsOf))}`);
  const labels = tableOf(["label", "value", "effect"], Object.values(labelTable).map(labelCells));
  return `${intro}${tables.join("")}\n## Labels\n\n${labels}`;
}

function cellsOf({ name, on, value, refuses, readBy, ...row }: AnnotationRow): readonly string[] {
  const mark = refuses ? "✔ " : typeof value === "string" ? "" : "⚠ ";
  const readers = readBy.filter((reader) => reader !== "injector" && reader !== "agent" && reader !== "others");
  return [placed(name, on), `${mark}${typeof value === "string" ? value : value.shown}`, readers.join(", "), effectOf(row)];
}

function effectOf({ standing, instead, effect }: Pick<AnnotationRow, "standing" | "instead" | "effect">): string {
  if (standing === "deprecated") return `${effect}. Deprecated: use ${instead}`;
  if (standing === "guide") return `${effect}. Not Istio's: see \`istio.guideAnnotations\``;
  return standing === "none" ? `none: use ${instead}` : effect;
}

function labelCells({ name, on, value, effect }: LabelRow): readonly string[] {
  return [placed(name, on), value, effect];
}

function placed(name: string, on: string | undefined): string {
  return `\`${name}\`${on === undefined ? "" : ` (${on})`}`;
}
