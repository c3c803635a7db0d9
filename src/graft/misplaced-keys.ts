import { type Diagnostic, diagnostic, type MetadataKey } from "../diagnostic/diagnostic.ts";
import { at, equal, mapAt, type Value, type ValueMap } from "../value/value.ts";
import { readablePath } from "./readable-path.ts";
import { keyedPath, type TemplatePath } from "./replace-at.ts";

/** The metadata of the workload, or of something between the workload and its pod template. */
export interface OuterMetadata {
  /** The path from the workload to its owner; empty for the workload itself. */
  readonly path: TemplatePath;
  readonly metadata: ValueMap;
}

/** A pod template and what is around it. */
export interface Surrounded {
  readonly podTemplate: ValueMap;
  /** The workload's. */
  readonly kind: string;
  readonly outer: readonly OuterMetadata[];
}

type Which = MetadataKey["which"];

/** Whether a name belongs to a pod template's labels or to its annotations; undefined if it may be elsewhere. */
export type CountsAmong = (name: string, which: Which) => Which | undefined;

/**
 * Labels and annotations that have an effect only in the pod template's metadata, but are in metadata around it, in the
 * pod's spec, or beside the metadata.
 */
export function misplacedKeys({ podTemplate, kind, outer }: Surrounded, countsAmong: CountsAmong): readonly Diagnostic[] {
  const right = { own: at(podTemplate, "metadata"), countsAmong };
  const found = outer.flatMap(({ path, metadata }) => {
    const where = () => (path.length === 0 ? `on the ${kind} itself` : `in ${readablePath(keyedPath(path))}.metadata`);
    return misplacedIn({ of: "workload", path: [...path, "metadata"], holder: metadata, where }, right);
  });
  return [
    ...found,
    ...misplacedIn({ of: "podTemplate", path: ["spec"], holder: at(podTemplate, "spec"), where: () => "in the pod's spec" }, right),
    ...misplacedIn({ of: "podTemplate", path: [], holder: podTemplate, where: () => "beside the pod template's metadata" }, right),
  ];
}

interface KeyHolder extends Pick<MetadataKey, "of"> {
  /** The path from the workload or pod template to the map with the labels or annotations. */
  readonly path: TemplatePath;
  readonly holder: Value | undefined;
  readonly where: () => string;
}

interface Right {
  /**
   * The pod template's metadata. A key that is also there is not misplaced: kustomize and Helm add the same labels to
   * everything.
   */
  readonly own: Value | undefined;
  readonly countsAmong: CountsAmong;
}

function misplacedIn({ of, path, holder, where }: KeyHolder, { own, countsAmong }: Right): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const which of ["labels", "annotations"] as const) {
    const map = mapAt(holder, which);
    for (const name in map) {
      const right = countsAmong(name, which);
      if (right === undefined || equal(at(own, right, name), map[name])) continue;
      const told = diagnostic("MisplacedAnnotation", {
        message: `The ${which.slice(0, -1)} ${name} ${where()} has no effect: only the pod template's ${right} count`,
        fix: `move it to the pod template's metadata.${right}`,
        field: { path: readablePath([...keyedPath(path), which, name]) },
        move: { from: { of, path, which, name }, to: { of: "podTemplate", which: right, name } },
      });
      found.push(told);
    }
  }
  return found;
}
