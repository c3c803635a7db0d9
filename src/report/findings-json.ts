import { codes } from "../diagnostic/codes.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { jsonText } from "./json-text.ts";

/** Findings as a JSON list: code, Istio's code if there is one, severity, message, fix, resource, location, field. */
export function findingsJson(findings: readonly Diagnostic[]): string {
  return jsonText(
    findings.map(({ code, ...found }) => {
      const facts = codes[code];
      return { code, ...("ist" in facts && { istioCode: facts.ist }), ...found };
    }),
  );
}
