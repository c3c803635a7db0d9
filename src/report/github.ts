import type { Severity } from "../diagnostic/codes.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { visible } from "../diagnostic/visible.ts";
import { codeText } from "./findings-text.ts";
import { resourceText } from "./summary.ts";

const commands: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "notice" };

/**
 * Findings as GitHub annotations: workflow commands, which a step prints.
 * Source: github.com/actions/toolkit packages/core/src/command.ts
 */
export function githubAnnotations(findings: readonly Diagnostic[]): string {
  return findings.map(annotation).join("");
}

function annotation(found: Diagnostic): string {
  const { severity, message, excerpt = [], fix, resource, location: { file, line, column } = {} } = found;
  const properties = { file, line, col: line === undefined ? undefined : column, title: codeText(found) };
  const given = Object.entries(properties).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escaped(`${value}`, true)}`],
  );
  const text = [`${resource ? `${resourceText(resource)}: ` : ""}${message}`, ...excerpt, ...(fix ? [`fix: ${fix}`] : [])];
  return `::${commands[severity]} ${given.join(",")}::${escaped(text.map(visible).join("\n"))}\n`;
}

function escaped(text: string, isProperty = false): string {
  const reserved = isProperty ? /[%\r\n:,]/g : /[%\r\n]/g;
  return text.replace(reserved, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
}
