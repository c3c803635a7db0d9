import type { Code } from "../diagnostic/codes.ts";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { nearest } from "../diagnostic/nearest.ts";
import { annotationTexts } from "../kube/pod.ts";
import type { InputObject } from "./dialect.ts";

interface Fault {
  readonly code: Code;
  readonly message: string;
  readonly fix: string;
}

/** What is wrong with an annotation of the pod, or of an object of the input. */
export function annotationFault(name: string, { code, message, fix }: Fault, object?: InputObject): Diagnostic {
  const field = { path: `metadata.annotations[${name}]` };
  const place = object && { resource: object.identity, location: object.locate(["metadata", "annotations", name]) };
  return diagnostic(code, { message, fix, field, ...place });
}

/** An annotation that the vendor's injector silently ignores. */
export function ignoredAnnotation(
  name: string,
  { found, expected, fix }: { readonly found: string; readonly expected: string; readonly fix: string },
  object?: InputObject,
): Diagnostic {
  const message = `${name} has no effect: it is ${JSON.stringify(found)}; expected ${expected}`;
  return annotationFault(name, { code: "IgnoredAnnotation", message, fix }, object);
}

/** Annotations of an object with a vendor's prefix that most likely mean one of those that have an effect there. */
export function misspeltAnnotations(prefix: string, known: readonly string[], object: InputObject): readonly Diagnostic[] {
  const keys = Object.keys(annotationTexts(object.value)).filter((key) => key.startsWith(`${prefix}/`));
  return keys.flatMap((key): readonly Diagnostic[] => {
    const name = key.slice(prefix.length + 1);
    const meant = known.includes(name) ? undefined : nearest(name, known);
    if (meant === undefined) return [];
    const message = `${key} has no effect: there is no such annotation. Did you mean ${prefix}/${meant}?`;
    return [annotationFault(key, { code: "IgnoredAnnotation", message, fix: `write ${prefix}/${meant}` }, object)];
  });
}
