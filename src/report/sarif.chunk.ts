import { codeFacts } from "../diagnostic/code-facts.ts";
import type { Severity } from "../diagnostic/codes.ts";
import { type Code, codes } from "../diagnostic/codes.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { visible } from "../diagnostic/visible.ts";
import { jsonText } from "./json-text.ts";
import { resourceText } from "./summary.ts";

const levels: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

/**
 * Findings for code hosts. Source: OASIS SARIF 2.1.0.
 *
 * @param page the address of docs/WHY.md; a rule's helpUri must be absolute, so without it there is none
 */
export function sarif(findings: readonly Diagnostic[], { version, page }: { version: string; page?: string | undefined }): string {
  const rules = [...new Set(findings.map(({ code }) => code))].sort();
  return jsonText({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "podgraft",
            version,
            rules: rules.map((id) => ({
              id,
              shortDescription: { text: codes[id].summary },
              ...(page !== undefined && { helpUri: `${page}#${id.toLowerCase()}` }),
              help: helpOf(id),
              defaultConfiguration: { level: levels[codes[id].severity] },
            })),
          },
        },
        results: findings.map((found) => ({ ...resultOf(found), ruleIndex: rules.indexOf(found.code) })),
      },
    ],
  });
}

/**
 * What docs/WHY.md says about a code. It is in the report itself, so that a code host can show it without an address.
 */
function helpOf(code: Code) {
  const { cause, fix } = codeFacts[code];
  const page = `docs/WHY.md#${code.toLowerCase()}`;
  return {
    text: `Cause: ${cause}\nFix: ${fix}\nSee ${page}`.replaceAll("`", ""),
    markdown: `**Cause:** ${cause}\n\n**Fix:** ${fix}\n\nSee \`${page}\``,
  };
}

function resultOf({ code, severity, message, fix, resource, location, originLocation, field, excerpt = [] }: Diagnostic) {
  const { file, line, column } = originLocation ?? location ?? {};
  const region = line === undefined ? {} : { region: { startLine: line, ...(column !== undefined && { startColumn: column }) } };
  const name = resource && `${resourceText(resource)}${field ? ` ${field.path}` : ""}`;
  const place = {
    ...(file !== undefined && { physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...region } }),
    ...(name !== undefined && { logicalLocations: [{ fullyQualifiedName: visible(name), kind: "resource" }] }),
  };
  return {
    ruleId: code,
    level: levels[severity],
    message: { text: [visible(fix === undefined ? message : `${message}. Fix: ${fix}`), ...excerpt.map(visible)].join("\n") },
    ...(Object.keys(place).length > 0 && { locations: [place] }),
  };
}

/** A path as a relative URI reference. */
function uriOf(file: string): string {
  return file
    .replace(/\p{Cs}/gu, "\ufffd")
    .split("/")
    .map(encodeURIComponent)
    .join("/");
}
