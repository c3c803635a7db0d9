import type { Diagnostic, Location, ResourceIdentity } from "../diagnostic/diagnostic.ts";
import { visibleLine } from "../diagnostic/visible.ts";
import type { Paint } from "./paint.ts";

export interface SummaryOptions {
  /** The first words. */
  readonly done: string;
  /** What comes before errors and warnings, such as a line for each workload. */
  readonly lines?: readonly string[];
  /** Infos are reported too. */
  readonly verbose?: boolean;
  /** The option that shows hidden infos, such as `--verbose`. */
  readonly shownBy?: string;
  readonly paint?: Paint;
}

/** The report for people: one line with counts, then every error and warning with its place and its fix. */
export function summaryText(
  diagnostics: readonly Diagnostic[],
  { done, lines = [], verbose = false, shownBy, paint = visibleLine }: SummaryOptions,
): string {
  const told = diagnostics.filter(({ severity }) => verbose || severity !== "info");
  const count = (severity: "error" | "warning") => {
    const n = told.filter((found) => found.severity === severity).length;
    return n === 0 ? [] : [paint(`${n} ${severity}${n === 1 ? "" : "s"}`, severity)];
  };
  const hidden = shownBy === undefined ? 0 : diagnostics.length - told.length - diagnostics.filter(isOutcome).length;
  const infos = hidden > 0 ? [paint(`${infosText(hidden)} (${shownBy} shows ${hidden === 1 ? "it" : "them"})`)] : [];
  const head = [...(done === "" ? [] : [paint(done)]), ...count("error"), ...count("warning"), ...infos].join(", ");
  const findings = groupedFindings(told).flatMap((group) => findingLines(group, paint));
  return `${[`podgraft: ${head}`, ...lines.map((line) => paint(line)), ...findings].join("\n")}\n`;
}

export function infosText(count: number): string {
  return `${count} info${count === 1 ? "" : "s"}`;
}

/** The lines of workloads. */
function isOutcome({ graft }: Diagnostic): boolean {
  return graft !== undefined;
}

/** Equal findings of several resources, to be reported once. */
export function groupedFindings(found: readonly Diagnostic[]): readonly (readonly Diagnostic[])[] {
  const groups = new Map<string, Diagnostic[]>();
  for (const finding of found) {
    const key = `${finding.severity}\n${finding.code}\n${finding.message}`;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()];
}

const SHOWN = 3;

function findingLines(group: readonly Diagnostic[], paint: Paint): readonly string[] {
  const { severity, code, message, excerpt = [], fix } = group[0] as Diagnostic;
  const [origin, places] = placesOf(group);
  const more = places.length > SHOWN ? [`    and ${places.length - SHOWN} more`] : [];
  const word = origin === "" ? "at" : "for";
  return [
    `  ${paint(severity, severity)} ${paint(`${code}: ${message}`)}`,
    ...excerpt.map((line) => paint(`      ${line}`)),
    ...(origin === "" ? [] : [paint(`    at ${origin}`, "faint")]),
    ...places.slice(0, SHOWN).map((place) => paint(`    ${word} ${place}`, "faint")),
    ...more.map((line) => paint(line, "faint")),
    ...(fix ? [paint(`    fix: ${fix}`)] : []),
  ];
}

/**
 * For equal findings: the place in the configuration where they are fixed, if there is one, and what they are reported
 * about.
 */
export function placesOf(group: readonly Diagnostic[]): readonly [origin: string, places: readonly string[]] {
  const { originLocation } = group[0] as Diagnostic;
  const origin = originLocation === undefined ? "" : locationText(originLocation);
  return [origin, [...new Set(group.map(placeText))].filter((place) => place !== "")];
}

/** "Deployment team-a/web (app.yaml:12)". */
export function placeText({ resource, location }: Diagnostic): string {
  const where = location === undefined ? "" : locationText(location);
  const who = resource === undefined ? "" : resourceText(resource);
  return who === "" ? where : where === "" ? who : `${who} (${where})`;
}

/** "app.yaml:12". */
export function locationText({ file, line, column }: Location): string {
  return file === undefined ? "" : [file, line, column].filter((part) => part !== undefined).join(":");
}

export function resourceText({ kind, namespace, name }: ResourceIdentity): string {
  return `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name === "" ? "(no name)" : name}`;
}
