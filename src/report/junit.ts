import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { visibleLine } from "../diagnostic/visible.ts";
import { placeText } from "./summary.ts";

/** Findings for CI servers: a failed test case each, or a single passed one without findings. */
export function junit(findings: readonly Diagnostic[], { fails }: { fails: (found: Diagnostic) => boolean }): string {
  const failures = findings.filter(fails).length;
  const cases =
    findings.length === 0 ? ['    <testcase classname="podgraft" name="check"/>'] : findings.map((found) => testCase(found, fails(found)));
  const counts = `tests="${Math.max(findings.length, 1)}" failures="${failures}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites ${counts}>
  <testsuite name="podgraft" ${counts}>
${cases.join("\n")}
  </testsuite>
</testsuites>
`;
}

function testCase(found: Diagnostic, isFailure: boolean): string {
  const { code, message, excerpt = [], fix } = found;
  const head = `    <testcase classname="${escaped(code)}" name="${escaped(placeText(found) || "input")}">`;
  const body = [message, ...excerpt, ...(fix === undefined ? [] : [`fix: ${fix}`])].map(escaped).join("\n");
  const inner = isFailure ? `<failure type="${escaped(code)}">${body}</failure>` : `<system-out>${body}</system-out>`;
  return `${head}${inner}</testcase>`;
}

/** A line for XML 1.0, which has no way to write most control characters. */
function escaped(text: string): string {
  return visibleLine(text)
    .replace(/[\ufffe\uffff]/g, "\ufffd")
    .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
