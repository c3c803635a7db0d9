import { isList, isMap, newMap, type Value } from "../value/value.ts";

/**
 * Where a pod names other objects, by the field and the one that holds it. Kustomize rewrites these when it renames an object.
 * Source: kustomize api/internal/konfig/builtinpluginconsts/namereference.go
 */
const KINDS: ReadonlyMap<string, string> = new Map([
  ["configMap.name", "ConfigMap"],
  ["configMapKeyRef.name", "ConfigMap"],
  ["configMapRef.name", "ConfigMap"],
  ["secret.name", "Secret"],
  ["secret.secretName", "Secret"],
  ["secretKeyRef.name", "Secret"],
  ["secretRef.name", "Secret"],
  ["imagePullSecrets.name", "Secret"],
  ["persistentVolumeClaim.claimName", "PersistentVolumeClaim"],
  ["spec.serviceAccountName", "ServiceAccount"],
  ["spec.priorityClassName", "PriorityClass"],
]);

const REFERRED: ReadonlySet<string> = new Set(KINDS.values());

/** Whether pods name objects of a kind. */
export function isReferred(kind: string): boolean {
  return REFERRED.has(kind);
}

/** The kind of object that a field names; `holder` is the field of the map, or of the list of maps, that it is in. */
export function namedKind(holder: string, field: string): string | undefined {
  return KINDS.get(`${holder}.${field}`);
}

/** Another name for an object that is named, or the same. */
export type Rename = (kind: string, name: string) => string;

/** A value with the names of other objects replaced; the value itself if there are none. */
export function withNames(value: Value, holder: string, rename: Rename): Value {
  if (isList(value)) {
    const items = value.map((item) => withNames(item, holder, rename));
    return items.every((item, i) => item === value[i]) ? value : items;
  }
  if (!isMap(value)) return value;
  const out = newMap();
  let isSame = true;
  for (const field in value) {
    const old = value[field] as Value;
    const kind = typeof old === "string" ? namedKind(holder, field) : undefined;
    const renamed = kind === undefined ? withNames(old, field, rename) : rename(kind, old as string);
    out[field] = renamed;
    isSame &&= renamed === old;
  }
  return isSame ? value : out;
}
