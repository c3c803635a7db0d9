import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { PROVENANCE } from "../graft/provenance.ts";
import { splitDocuments } from "../krm/split.ts";
import { isList, isMap, newMap, type Value } from "../value/value.ts";
import { readCanonical } from "../yaml/read-canonical.ts";
import { nodeValue, type SourceEntry, type SourceNode, type SourceScalar, walk } from "../yaml/source-node.ts";
import { readYaml } from "./engines.ts";

/**
 * Replaces secrets with marks, so that a report may be shared. Different secrets have different marks, so that a change
 * still shows.
 */
export interface Mask {
  /** A manifest with as many lines as before. */
  readonly text: (text: string) => string;
  readonly value: (value: Value) => Value;
  readonly told: (diagnostics: readonly Diagnostic[]) => readonly Diagnostic[];
}

/** Names of environment variables that mostly contain secrets. */
const NAMES =
  /(?<!by)pass(?:word|wd|phrase)?(?:_|$)|secret|token|credential|api_?key|access_?key|private_?key|signing_?key|encryption_?key|(?:^|_)(?:pwd|auth|dsn)(?:_|$)/i;

/**
 * Values that are secrets whatever their name: private keys, JSON Web Tokens, keys of clouds and code hosts, passwords
 * in URLs.
 */
const VALUES = [
  /-----BEGIN [A-Z ]*PRIVATE KEY/,
  /\beyJ[\w-]{8,}\.eyJ/,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
  /\b(?:gh[opsur]_|github_pat_|glpat-|xox[abprs]-|sk[-_]live[-_]|AIza)[\w-]{10,}/,
  /:\/\/[^\s/:@]*:[^\s/@]+@/,
];

/** Annotations that repeat parts of a manifest in a form of their own. */
const COPIES: ReadonlySet<string> = new Set([PROVENANCE, "kubectl.kubernetes.io/last-applied-configuration", "proxy.istio.io/overrides"]);

/** Shorter texts are too common to search for within others. */
const SHORTEST = 6;

/** A mask of the secrets in texts: literal values in `env`, by name or by form, and all data of Secrets. */
export function maskOf(texts: readonly string[]): Mask {
  const numbers = new Map<string, number>();
  for (const text of texts)
    for (const { value } of documentsOf(text).flatMap(secretNodes)) {
      const secret = String(value);
      if (secret !== "" && !numbers.has(secret)) numbers.set(secret, numbers.size + 1);
    }
  const long = [...numbers.keys()].filter(({ length }) => length >= SHORTEST).sort((a, b) => b.length - a.length);
  const markOf = (text: string) => {
    const number = numbers.get(text) ?? numbers.get(long.find((secret) => text.includes(secret)) ?? "");
    return number === undefined ? undefined : `***${number}`;
  };
  return {
    text: (text) => maskedText(text, markOf),
    value: (value) => maskedValue(value, markOf),
    told: (diagnostics) => diagnostics.map((told) => maskedDiagnostic(told, { long, markOf })),
  };
}

type MarkOf = (text: string) => string | undefined;

function documentsOf(text: string): readonly SourceNode[] {
  return splitDocuments(text).flatMap((part) => readCanonical(text, part) ?? readYaml(text, part).node ?? []);
}

/** The scalars of a document that are secrets because of their place. */
function secretNodes(document: SourceNode): readonly SourceScalar[] {
  const found: SourceScalar[] = [];
  const add = (node: SourceNode | undefined) => {
    const target = node?.kind === "alias" ? node.target : node;
    if (target?.kind === "scalar" && target.value !== null) found.push(target);
  };
  walk(document, (node) => {
    if (node.kind !== "map") return;
    const value = (key: string) => node.entries.find((entry) => entry.key === key)?.value;
    for (const variable of entriesOf(value("env"))) if (isSecret(variable.value)) add(memberOf(variable.value, "value"));
    const isOfCore = textOf(value("kind")) === "Secret" && textOf(value("apiVersion")) === "v1";
    if (isOfCore) for (const entry of [...entriesOf(value("data")), ...entriesOf(value("stringData"))]) add(entry.value);
  });
  return found;
}

function entriesOf(node: SourceNode | undefined): readonly SourceEntry[] {
  const target = node?.kind === "alias" ? node.target : node;
  return target?.kind === "map" || target?.kind === "list" ? target.entries : [];
}

function memberOf(node: SourceNode, key: string): SourceNode | undefined {
  return entriesOf(node).find((entry) => entry.key === key)?.value;
}

function textOf(node: SourceNode | undefined): string {
  const value = node && nodeValue(node);
  return typeof value === "string" ? value : "";
}

function isSecret(variable: SourceNode): boolean {
  const [name, value] = [textOf(memberOf(variable, "name")), textOf(memberOf(variable, "value"))];
  // Camel case has no marks between its words.
  return NAMES.test(name.replace(/([a-z0-9])([A-Z])/g, "$1_$2")) || VALUES.some((pattern) => pattern.test(value));
}

function maskedText(text: string, markOf: MarkOf): string {
  const pieces: string[] = [];
  let done = 0;
  for (const document of documentsOf(text)) {
    const secrets = new Set<SourceNode>(secretNodes(document));
    walk(document, (node) => {
      if (node.kind === "map") for (const { key, value } of node.entries) if (COPIES.has(key)) secrets.add(value);
      if (node.kind !== "scalar" || node.start < done) return;
      const mark = typeof node.value === "string" || secrets.has(node) ? markOf(String(node.value)) : undefined;
      if (mark === undefined && !secrets.has(node)) return;
      pieces.push(text.slice(done, node.start), maskedLines(text.slice(node.start, node.end), mark ?? "***"));
      done = node.end;
    });
  }
  return pieces.join("") + text.slice(done);
}

/** The mark replaces each line, so that all other lines keep their numbers. */
function maskedLines(source: string, mark: string): string {
  const [first = "", ...more] = source.split("\n");
  const head = /^[|>]/.test(first) ? first : `"${mark}"${first.endsWith("\r") ? "\r" : ""}`;
  return [head, ...more.map((line) => line.replace(/\S.*?(?=\r?$)/, mark))].join("\n");
}

function maskedValue(value: Value, markOf: MarkOf): Value {
  if (isList(value)) return value.map((item) => maskedValue(item, markOf));
  if (!isMap(value)) return typeof value === "string" ? (markOf(value) ?? value) : value;
  const map = newMap();
  for (const [key, member] of Object.entries(value)) map[key] = COPIES.has(key) ? "***" : maskedValue(member, markOf);
  return map;
}

function maskedDiagnostic(told: Diagnostic, { long, markOf }: { long: readonly string[]; markOf: MarkOf }): Diagnostic {
  const masked = (text: string) => long.reduce((all, secret) => all.replaceAll(secret, () => markOf(secret) as string), text);
  const { message, excerpt, fix, field } = told;
  return {
    ...told,
    message: masked(message),
    ...(excerpt && { excerpt: excerpt.map(masked) }),
    ...(fix !== undefined && { fix: masked(fix) }),
    ...(field && { field: maskedField(field, markOf) }),
  };
}

function maskedField(field: NonNullable<Diagnostic["field"]>, markOf: MarkOf): NonNullable<Diagnostic["field"]> {
  return {
    ...field,
    ...(field.current !== undefined && { current: maskedValue(field.current, markOf) }),
    ...(field.proposed !== undefined && { proposed: maskedValue(field.proposed, markOf) }),
  };
}
