import { codes } from "../../diagnostic/codes.ts";
import type { Diagnostic } from "../../diagnostic/diagnostic.ts";
import { nearest } from "../../diagnostic/nearest.ts";

/** Whether a finding is to be left out. */
export type Suppresses = (found: Diagnostic) => boolean;

/**
 * `CODE` or `CODE=Kind/namespace/name`, where `*` stands for any of the three and a resource without namespace is
 * `Kind/name`. The code is podgraft's or Istio's, or `*`.
 */
export function parseSuppressions(given: readonly string[]): { suppresses: Suppresses } | { problem: string } {
  const parsed = given.map((text) => {
    const [code = "", resource] = text.split(/=(.*)/s);
    return { code, parts: resource?.split("/") };
  });
  const known = Object.entries(codes).flatMap(([name, facts]) => [name, ...("ist" in facts ? [facts.ist] : [])]);
  const wrong = parsed.find(({ code }) => code !== "*" && !known.includes(code));
  if (wrong) {
    const near = nearest(wrong.code, known);
    return {
      problem: `there is no code ${JSON.stringify(wrong.code)}; ${near ? `did you mean ${near}?` : `expected one of ${Object.keys(codes).join(", ")}`}`,
    };
  }
  return { suppresses: (found) => parsed.some(({ code, parts }) => isCode(code, found) && isResource(parts, found)) };
}

function isCode(wanted: string, { code }: Diagnostic): boolean {
  const facts = codes[code];
  return wanted === "*" || wanted === code || ("ist" in facts && facts.ist === wanted);
}

function isResource(parts: readonly string[] | undefined, { resource }: Diagnostic): boolean {
  if (parts === undefined) return true;
  if (!resource) return false;
  const { kind, namespace, name } = resource;
  const actual = parts.length === 3 ? [kind, namespace ?? "", name] : [kind, name];
  return parts.length === actual.length && parts.every((part, i) => part === "*" || part === actual[i]);
}
