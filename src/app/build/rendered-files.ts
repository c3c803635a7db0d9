import { split } from "../../krm/split.ts";
import { partObjects } from "./part-objects.ts";

/** A file below a directory. */
export interface RenderedFile {
  readonly path: string;
  readonly text: string;
}

/**
 * A file for each object of a plain stream, in its order: `NAMESPACE/KIND-NAME.yaml`, or `KIND-NAME.yaml` if it names
 * no namespace. Characters that some systems do not allow in paths become `_`; a name that is taken gets a number.
 */
export function renderedFiles(stream: string): readonly RenderedFile[] {
  const manifest = split("stream", stream);
  const taken = new Map<string, number>();
  return manifest.parts.flatMap((part, index) => {
    const read = partObjects(manifest, part, index);
    const identity = "objects" in read ? read.objects[0]?.identity : undefined;
    if (!identity) return [];
    const { kind, namespace, name } = identity;
    const stem = [namespace, `${kind.toLowerCase()}-${name}`].flatMap((step) => (step === undefined ? [] : [safe(step)])).join("/");
    const count = (taken.get(stem.toLowerCase()) ?? 0) + 1;
    taken.set(stem.toLowerCase(), count);
    const path = count === 1 ? `${stem}.yaml` : `${stem}-${count}.yaml`;
    return [{ path, text: stream.slice(part.start, part.end) }];
  });
}

function safe(step: string): string {
  return step.replace(/[^\w.-]/g, "_").replace(/^\.+/, "_");
}
