import type { Diagnostic, Location, ResourceIdentity } from "../diagnostic/diagnostic.ts";

export interface SummaryOptions {
  /** The first words. */
  readonly done: string;
  /** What comes before errors and warnings, such as a line for each workload. */
  readonly lines?: readonly string[];
  /** Infos are told, too. */
  readonly verbose?: boolean;
}

/** The report for people: one line that counts, then every error and warning with its place and its remedy. */
export function summaryText(diagnostics: readonly Diagnostic[], { done, lines = [], verbose = false }: SummaryOptions): string {
  const told = diagnostics.filter(({ severity }) => verbose || severity !== "info");
  const count = (severity: string, word: string) => {
    const n = told.filter((found) => found.severity === severity).length;
    return n === 0 ? [] : [`${n} ${word}${n === 1 ? "" : "s"}`];
  };
  const head = [done, ...count("error", "error"), ...count("warning", "warning")].filter((part) => part !== "").join(", ");
  return `${[`podgraft: ${head}`, ...lines, ...groupedFindings(told).flatMap(findingLines)].join("\n")}\n`;
}

/** "3 injected (log-shipper 2, auth-proxy 1), 2 not injected (its namespace is not selected 2)". */
export function graftCounts(diagnostics: readonly Diagnostic[]): string {
  const groups = [
    { code: "Grafted", word: "injected", of: (message: string) => message.split(" is injected")[0] as string },
    { code: "NotGrafted", word: "not injected", of: (message: string) => message.split(": ").slice(1).join(": ") },
  ];
  const parts = groups.flatMap(({ code, word, of }) => {
    const found = diagnostics.filter((told) => told.code === code).map(({ message }) => of(message));
    return found.length === 0 ? [] : [`${found.length} ${word} (${tally(found)})`];
  });
  return parts.length === 0 ? "no workload found" : parts.join(", ");
}

function tally(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, n]) => `${word} ${n}`).join(", ");
}

/** Equal findings of several resources, to be told once. */
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

function findingLines(group: readonly Diagnostic[]): readonly string[] {
  const { severity, code, message, fix } = group[0] as Diagnostic;
  const places = group.map(placeText).filter((place) => place !== "");
  const more = places.length > SHOWN ? [`    and ${places.length - SHOWN} more`] : [];
  return [
    `  ${severity} ${code}: ${message}`,
    ...places.slice(0, SHOWN).map((place) => `    at ${place}`),
    ...more,
    ...(fix ? [`    to mend it: ${fix}`] : []),
  ];
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
