import type { Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { Config } from "../config/config.ts";
import type { LoadedObject } from "../load.ts";
import { fieldLocation, type Located, stepsOf } from "../locate.ts";

/** A workload with the paths of its pod templates, and what it was read from. */
export interface PlacedWorkload {
  readonly subject: LoadedObject;
  readonly templates: readonly (readonly (string | number)[])[];
  readonly located: readonly Located[];
}

/** Adds the line of its field in the workload or its pod template, if it has only the object's line. */
export function placedIn(found: Diagnostic, { subject, templates, located }: PlacedWorkload): Diagnostic {
  const { field, location } = found;
  if (!field || location?.line !== subject.location.line) return found;
  const prefixes = [...templates, []];
  const ordered = found.code === "MisplacedAnnotation" ? prefixes.reverse() : prefixes;
  for (const prefix of ordered) {
    const place = fieldLocation(located, subject, [...prefix, ...stepsOf(field.path)]);
    if (place) return { ...found, location: place };
  }
  return found;
}

/** With the place in the configuration that caused it. */
export function withOrigin(found: Diagnostic, { locate }: Config): Diagnostic {
  const { origin, originLine, fix, message, resource, location } = found;
  if (origin === undefined) return found;
  const steps = stepsOf(origin).slice(1);
  const place = locate(
    steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step)),
    originLine,
  );
  const told = message.includes(origin) ? found : { ...found, fix: `${fix}: ${origin}` };
  if (!place) return told;
  return resource || location ? { ...told, originLocation: place } : { ...told, location: place };
}
