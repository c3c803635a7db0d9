import { codes } from "../diagnostic/codes.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Paint } from "./paint.ts";
import { placeText } from "./summary.ts";
import { visible } from "./visible.ts";

/** Findings for people, one below the other, each with its place and its remedy. */
export function findingsText(findings: readonly Diagnostic[], paint: Paint = visible): string {
  return findings.map((found) => text(found, paint)).join("");
}

function text(found: Diagnostic, paint: Paint): string {
  const { severity, message, fix } = found;
  const place = placeText(found);
  const lines = [
    `${paint(severity, severity)} ${paint(`${codeText(found)}: ${message}`)}`,
    ...(place === "" ? [] : [paint(`  at ${place}`, "faint")]),
    ...(fix ? [paint(`  fix: ${fix}`)] : []),
  ];
  return `${lines.join("\n")}\n`;
}

/** "UnknownAnnotation (IST0108)". */
function codeText({ code }: Diagnostic): string {
  const facts = codes[code];
  return "ist" in facts ? `${code} (${facts.ist})` : code;
}
