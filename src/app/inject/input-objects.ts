import type { ObjectKind } from "../../diagnostic/diagnostic.ts";
import type { InputObject } from "../../dialects/dialect.ts";
import { lineCounter } from "../../krm/manifest.ts";
import { headerOf } from "../../krm/objects.ts";
import { type LoadedObject, objectsInPart, unitAt } from "../load.ts";
import { fieldLocation, type Located } from "../locate.ts";

export interface InputObjects {
  /** In a namespace; absent: in all. */
  readonly all: (kind: ObjectKind, namespace?: string) => readonly InputObject[];
  /** If two have one name, the last one counts, as when they are applied. */
  readonly find: (kind: ObjectKind, name: string, namespace: string | undefined) => InputObject | undefined;
}

/** The objects of the input by their kind, read when a kind is first asked for. `standard` is the namespace of those that name none. */
export function inputObjects(manifests: readonly Located[], standard: string | undefined): InputObjects {
  const known = new Map<string, readonly InputObject[]>();
  const ofKind = (wanted: ObjectKind) => {
    const key = `${wanted.apiVersion} ${wanted.kind}`;
    const found = known.get(key) ?? manifests.flatMap((manifest) => objectsOfKind(manifest, wanted));
    known.set(key, found);
    return found;
  };
  const named = new Map<readonly InputObject[], ReadonlyMap<string, InputObject>>();
  const byName = (objects: readonly InputObject[]) => {
    const found =
      named.get(objects) ?? new Map(objects.map((object) => [keyOf(object.identity.name, object.identity.namespace ?? standard), object]));
    named.set(objects, found);
    return found;
  };
  const isIn = ({ identity }: InputObject, namespace: string) => (identity.namespace ?? standard) === namespace;
  return {
    all: (kind, namespace) => (namespace === undefined ? ofKind(kind) : ofKind(kind).filter((object) => isIn(object, namespace))),
    find: (kind, name, namespace) => byName(ofKind(kind)).get(keyOf(name, namespace ?? standard)),
  };
}

function keyOf(name: string, namespace: string | undefined): string {
  return `${namespace ?? ""} ${name}`;
}

function objectsOfKind(located: Located, wanted: ObjectKind): readonly InputObject[] {
  const { manifest, objects } = located;
  const read = new Set(objects.map(({ object }) => object.part));
  const lineOf = lineCounter(manifest.text);
  const unread = manifest.parts.flatMap((part, i) => {
    const header = read.has(i) ? undefined : headerOf(manifest, part);
    const unit = header && isOf(header, wanted) ? unitAt(manifest, i) : undefined;
    if (!unit) return [];
    const found = objectsInPart(manifest, { part: i, unit, lineOf });
    return found.map((object) => inputObject(object, { manifest, units: new Map([[i, unit]]), objects: found }));
  });
  return [...objects.filter(({ object }) => isOf(object.identity, wanted)).map((object) => inputObject(object, located)), ...unread];
}

function isOf({ apiVersion, kind }: ObjectKind, wanted: ObjectKind): boolean {
  return kind === wanted.kind && apiVersion === wanted.apiVersion;
}

function inputObject(found: LoadedObject, located: Located): InputObject {
  const { object, location } = found;
  return {
    identity: object.identity,
    value: object.value,
    locate: (path) => fieldLocation([{ ...located, objects: [found] }], found, path) ?? location,
  };
}
