import { codes } from "../diagnostic/codes.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { placeText } from "./summary.ts";

/** Findings for people, one below the other, each with its place and its remedy. */
export function findingsText(findings: readonly Diagnostic[]): string {
  return findings.map(text).join("");
}

function text(found: Diagnostic): string {
  const { severity, message, fix } = found;
  const place = placeText(found);
  const lines = [
    `${severity} ${codeText(found)}: ${message}`,
    ...(place === "" ? [] : [`  at ${place}`]),
    ...(fix ? [`  to mend it: ${fix}`] : []),
  ];
  return `${lines.join("\n")}\n`;
}

/** "UnknownAnnotation (IST0108)". */
function codeText({ code }: Diagnostic): string {
  const facts = codes[code];
  return "ist" in facts ? `${code} (${facts.ist})` : code;
}
