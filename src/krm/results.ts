import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { visible } from "../diagnostic/visible.ts";
import { newMap, type Value, type ValueList, type ValueMap } from "../value/value.ts";
import { entryText, type WriteStyle } from "../yaml/write.ts";

/** Diagnostics as the `results` of a ResourceList. Source: kustomize cmd/config/docs/api-conventions/functions-spec.md */
export function resultsValue(diagnostics: readonly Diagnostic[]): ValueList {
  return diagnostics.map(resultValue);
}

function resultValue({ code, severity, message, fix, resource, location, field, excerpt = [] }: Diagnostic): ValueMap {
  const file = location?.file && location.line === undefined ? defined({ path: location.file, index: location.index }) : undefined;
  return defined({
    message: [
      visible(fix === undefined ? message : `${message}${message.endsWith("?") ? "" : "."} Fix: ${fix}`),
      ...excerpt.map(visible),
    ].join("\n"),
    severity,
    resourceRef: resource && defined({ ...resource }),
    field: field && defined({ path: field.path, currentValue: field.current, proposedValue: field.proposed }),
    file,
    tags: defined({ code }),
  });
}

function defined(entries: Readonly<Record<string, Value | undefined>>): ValueMap {
  const out = newMap();
  for (const key of Object.keys(entries)) if (entries[key] !== undefined) out[key] = entries[key];
  return out;
}

/** The `results:` lines of a ResourceList in block style, or nothing. */
export function resultsText(diagnostics: readonly Diagnostic[], style: WriteStyle): string {
  return diagnostics.length === 0 ? "" : entryText("results", resultsValue(diagnostics), { column: 0, style }) + style.eol;
}
