import { type Code, codes } from "../../diagnostic/codes.ts";
import type { Value } from "../../value/value.ts";

/**
 * Which codes the texts of `galley.istio.io/analyze-suppress` silence: podgraft's or Istio's, separated by commas, or all
 * of them with "*".
 */
export function silencedCodes(texts: readonly (Value | undefined)[]): (code: Code) => boolean {
  const names = new Set(texts.flatMap((text) => (typeof text === "string" ? text.split(",").map((name) => name.trim()) : [])));
  return (code) => {
    const facts = codes[code];
    return names.has("*") || names.has(code) || ("ist" in facts && names.has(facts.ist));
  };
}
