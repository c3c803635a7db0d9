import { codes } from "../../diagnostic/codes.ts";
import type { Diagnostic } from "../../diagnostic/diagnostic.ts";
import { choiceText, nearest } from "../../diagnostic/nearest.ts";

/** Whether to leave out a finding. */
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
  if (wrong) return { problem: unknownCode(wrong.code, known) };
  return { suppresses: (found) => parsed.some(({ code, parts }) => isCode(code, found) && isResource(parts, found)) };
}

function unknownCode(code: string, known: readonly string[]): string {
  const near = nearest(code, known);
  const meant = near === undefined ? alike(code, known) : [near];
  const question = meant.length === 0 ? "" : `did you mean ${choiceText(meant)}? `;
  return `there is no code ${JSON.stringify(code)}; ${question}podgraft check --help lists all codes`;
}

/** The codes that share a word with an unknown one: NamespaceMissing, MissingNamespace. */
function alike(code: string, known: readonly string[]): readonly string[] {
  const words = (text: string) => (text.match(/[A-Z]?[a-z]{3,}/g) ?? []).map((word) => word.toLowerCase());
  const wanted = words(code);
  const shared = (name: string) => words(name).filter((word) => wanted.includes(word)).length;
  const most = Math.max(1, ...known.map(shared));
  return known.filter((name) => shared(name) === most).slice(0, 5);
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
