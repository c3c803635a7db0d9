import type { ResourceIdentity } from "../../diagnostic/diagnostic.ts";
import { isReferred } from "../../graft/name-references.ts";
import type { NamedObjects } from "../../graft/renamed-references.ts";
import { headerOf, objectsOf } from "../../krm/objects.ts";
import { type Opened, unitAt } from "../load.ts";

/** The objects that a workload of a namespace may refer to by their names. */
export type NamedObjectsIn = (namespace: string | undefined) => NamedObjects;

/** The objects of the input. They are read on first use, which is rare. */
export function namedObjectsOf(manifests: readonly Pick<Opened, "manifest" | "objects">[], standard: string | undefined): NamedObjectsIn {
  let found: ReadonlySet<string> | undefined;
  const all = () => {
    found ??= new Set(manifests.flatMap(identitiesIn).map(({ kind, name, namespace }) => keyOf(kind, name, namespace ?? standard)));
    return found;
  };
  const known = new Map<string, string>();
  return (namespace) => ({ known, has: (kind, name) => all().has(keyOf(kind, name, namespace ?? standard)) });
}

function identitiesIn({ manifest, objects }: Pick<Opened, "manifest" | "objects">): readonly ResourceIdentity[] {
  const read = new Set(objects.map(({ object }) => object.part));
  const unread = manifest.parts.flatMap((part, i) => {
    const header = read.has(i) ? undefined : headerOf(manifest, part);
    const unit = header && isReferred(header.kind) ? unitAt(manifest, i) : undefined;
    return unit ? objectsOf(i, unit) : [];
  });
  return [...objects.map(({ object }) => object), ...unread].map(({ identity }) => identity).filter(({ kind }) => isReferred(kind));
}

function keyOf(kind: string, name: string, namespace: string | undefined): string {
  return kind === "PriorityClass" ? `${kind} ${name}` : `${kind} ${name} ${namespace ?? ""}`;
}
