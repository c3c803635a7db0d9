import { codes } from "../diagnostic/codes.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { visibleLine } from "../diagnostic/visible.ts";
import type { Paint } from "./paint.ts";
import { placesOf } from "./summary.ts";

/** Findings for people, one below the other, each with its place and its fix. */
export function findingsText(findings: readonly Diagnostic[], paint: Paint = visibleLine): string {
  return findings.map((found) => text(found, paint)).join("");
}

function text(found: Diagnostic, paint: Paint): string {
  const { severity, message, excerpt = [], fix } = found;
  const [origin, [place]] = placesOf([found]);
  const lines = [
    `${paint(severity, severity)} ${paint(`${codeText(found)}: ${message}`)}`,
    ...excerpt.map((line) => paint(`    ${line}`)),
    ...(origin === "" ? [] : [paint(`  at ${origin}`, "faint")]),
    ...(place === undefined ? [] : [paint(`  ${origin === "" ? "at" : "for"} ${place}`, "faint")]),
    ...(fix ? [paint(`  fix: ${fix}`)] : []),
  ];
  return `${lines.join("\n")}\n`;
}

/** "UnknownAnnotation (IST0108)". */
export function codeText({ code }: Pick<Diagnostic, "code">): string {
  const facts = codes[code];
  return "ist" in facts ? `${code} (${facts.ist})` : code;
}
