import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { nearest } from "../diagnostic/nearest.ts";
import type { Value } from "../value/value.ts";
import { annotationFault } from "./annotation-faults.ts";
import type { AnnotationKind } from "./annotation-kinds.ts";
import { isAtLeast } from "./versions.ts";

export type Texts = Readonly<Record<string, string>>;
/** A value of the injector that a pod overrides, by its path. */
export type Setting = readonly [path: string, value: Value];

export interface AnnotationRow {
  readonly name: string;
  readonly kind: AnnotationKind;
  /** The path of the value that it sets; "" if it has another use, or none. */
  readonly path: string;
  /** A pod without it inherits its namespace's. */
  readonly isInherited: boolean;
  /** Whether a release reads it. */
  readonly isOf: (release: string) => boolean;
}

/**
 * The annotations of an injector, a line each: its name, whole or below the prefix; its kind; the path of the value
 * that it sets, if any; and the releases that read it, if not all do. With a *, a pod does not inherit its namespace's.
 *
 * @example annotationTable("config.example.com", "log-level text log.level\nenv* env log.env >=1.2.0 <2.0.0", annotationKinds)
 */
export function annotationTable(prefix: string, lines: string, kinds: Readonly<Record<string, AnnotationKind>>): readonly AnnotationRow[] {
  return lines
    .trim()
    .split("\n")
    .map((line) => {
      const [shown = "", kind = "", ...more] = line.split(" ");
      const name = shown.replace("*", "");
      const bounds = more.filter((word) => /^[<>]/.test(word));
      return {
        name: name.includes("/") ? name : `${prefix}/${name}`,
        kind: kinds[kind] as AnnotationKind,
        path: more.find((word) => !bounds.includes(word)) ?? "",
        isInherited: name === shown,
        isOf: (release) => bounds.every((bound) => isAtLeast(release, bound.replace(/^[<>=]+/, "")) === bound.startsWith(">")),
      };
    });
}

/** What a pod takes from its namespace. */
export function inheritedTexts(rows: readonly AnnotationRow[], own: Texts, above: Texts): Texts {
  const taken = rows.filter(({ name, isInherited }) => isInherited && above[name] !== undefined && own[name] === undefined);
  return Object.fromEntries(taken.map(({ name }) => [name, above[name] as string]));
}

/**
 * What annotations set, and which of them have no effect; those that are `taken` are in the namespace. If several rows
 * have one path, the first that the pod has counts, even if its value is invalid; if several rows are about one
 * annotation, the first one reports the fault.
 */
export function annotationSettings(rows: readonly AnnotationRow[], texts: Texts, taken: Texts) {
  const settings = new Map<string, Value | undefined>();
  const faults = new Map<string, Diagnostic>();
  for (const { name, kind, path } of rows) {
    const text = texts[name];
    if (text === undefined) continue;
    const [read, expected] = kind;
    const value = read(text);
    if (path !== "" && !settings.has(path)) settings.set(path, value);
    if (value !== undefined || faults.has(name)) continue;
    const why = `it is ${JSON.stringify(text)}; expected ${expected}`;
    faults.set(name, withoutEffect(name, { why, fix: `write ${expected}`, taken }));
  }
  const given: readonly Setting[] = [...settings].flatMap(([path, value]) => (value === undefined ? [] : [[path, value] as const]));
  return { settings: given, diagnostics: [...faults.values()] };
}

/** An annotation without effect, of the pod or of its namespace. */
export function withoutEffect(
  name: string,
  { why, fix, taken }: { readonly why: string; readonly fix: string; readonly taken: Texts },
): Diagnostic {
  const isNamespaces = taken[name] !== undefined;
  const message = `${name}${isNamespaces ? " of the namespace" : ""} has no effect: ${why}`;
  const fault = { code: "IgnoredAnnotation", message, fix } as const;
  return isNamespaces ? diagnostic(fault.code, fault) : annotationFault(name, fault);
}

/** Annotations of the injector's prefix that it does not have. */
export function unknownAnnotations(own: Texts, { rows, prefix, party }: KnownAnnotations): readonly Diagnostic[] {
  const names = rows.map(({ name }) => name);
  return Object.keys(own)
    .filter((name) => prefix.test(name) && !names.includes(name))
    .map((name) => {
      const meant = nearest(name, names);
      const message = `${name} has no effect: ${party}'s injector of this release does not have this annotation`;
      return annotationFault(name, { code: "UnknownAnnotation", message, fix: meant === undefined ? "remove it" : `write ${meant}` });
    });
}

export interface KnownAnnotations {
  readonly rows: readonly AnnotationRow[];
  readonly prefix: RegExp;
  readonly party: string;
}
