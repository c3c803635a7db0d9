import { mapAt } from "../decide/facts.ts";
import { isMap, newMap, type ValueMap, withKey } from "../value/value.ts";
import { PROVENANCE, type Provenance, provenanceText } from "./provenance.ts";

/** The object with its provenance written down; without the annotation, and without a map that held nothing else, where there is none. */
export function withProvenance(object: ValueMap, provenance: Provenance): ValueMap {
  const text = provenanceText(provenance);
  const metadata = mapAt(object, "metadata");
  const annotations = mapAt(metadata, "annotations");
  if (annotations[PROVENANCE] === text) return object;
  if (text !== undefined) return withMetadata(object, metadata, withKey(annotations, PROVENANCE, text));
  const rest = withKey(annotations, PROVENANCE, undefined);
  return withMetadata(object, metadata, Object.keys(rest).length === 0 ? undefined : rest);
}

function withMetadata(object: ValueMap, metadata: ValueMap, annotations: ValueMap | undefined): ValueMap {
  const base = isMap(object.metadata) ? metadata : newMap();
  return withKey(object, "metadata", withKey(base, "annotations", annotations));
}
