import { type Diagnostic, diagnostic, type ResourceIdentity } from "../diagnostic/diagnostic.ts";
import { bytesIn } from "../kube/validate/formats.ts";
import { at, isMap, type ValueMap } from "../value/value.ts";
import { PROVENANCE } from "./provenance.ts";

/** Source: apimachinery pkg/api/validation/objectmeta.go TotalAnnotationSizeLimitB, of keys and values together. */
const MOST_BYTES = 256 * 1024;

/** An error if an object's annotations are too long for a server only because of podgraft's own. */
export function annotationsTooLong(identity: ResourceIdentity, object: ValueMap): readonly Diagnostic[] {
  const annotations = at(object, "metadata", "annotations");
  if (!isMap(annotations) || areSurelyShort(annotations)) return [];
  const sizes = Object.keys(annotations).map((key) => ({ key, bytes: bytesOf(key, annotations[key]) }));
  const all = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  const own = sizes.find(({ key }) => key === PROVENANCE)?.bytes ?? 0;
  if (all <= MOST_BYTES || all - own > MOST_BYTES) return [];
  const longest = sizes.reduce((most, next) => (next.bytes > most.bytes ? next : most));
  const shorten = longest.key === PROVENANCE ? "graft less into this object" : `shorten ${longest.key}, which takes ${longest.bytes}`;
  return [
    diagnostic("AnnotationsTooLong", {
      resource: identity,
      message: `The annotations take ${all} bytes with ${PROVENANCE}, which says what was grafted; an API server takes at most ${MOST_BYTES} (256 KiB)`,
      fix: `${shorten}; or keep the sidecars out of the files, and graft when they are rendered`,
      field: { path: "metadata.annotations" },
    }),
  ];
}

/** A UTF-16 unit takes three bytes at most. */
function areSurelyShort(annotations: ValueMap): boolean {
  let units = 0;
  for (const key in annotations) units += key.length + String(annotations[key]).length;
  return units * 3 <= MOST_BYTES;
}

function bytesOf(key: string, value: unknown): number {
  return bytesIn(key) + (typeof value === "string" ? bytesIn(value) : 0);
}
