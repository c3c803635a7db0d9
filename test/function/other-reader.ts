import { parseAllDocuments } from "yaml";
import type { Delta, EntryDelta } from "../../src/change/delta.ts";
import { isList, isMap, newMap, type Value } from "../../src/value/value.ts";

export type YamlVersion = "1.1" | "1.2";

/** The documents of a text as the `yaml` library reads them: whole numbers are bigint, dates are text, maps have no prototype. */
export function readAs(version: YamlVersion, text: string): readonly Value[] {
  return parseAllDocuments(text, { version, merge: true, uniqueKeys: false, intAsBigInt: true, logLevel: "silent" }).map((document) => {
    if (document.errors.length > 0) throw new Error(`${document.errors.map(({ message }) => message).join("; ")} in\n${text}`);
    return plain(document.toJS({ maxAliasCount: -1 }));
  });
}

/** A value in the form that {@link readAs} gives. */
export function plain(value: unknown): Value {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "number" && Number.isInteger(value)) return BigInt(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value as Value;
  const map = newMap();
  for (const key of Object.keys(value)) map[key] = plain((value as Record<string, unknown>)[key]);
  return map;
}

/** What a reader must see once `delta` has come over what it saw before: computed values only where something changed. */
export function applied(seen: Value, delta: EntryDelta): Value {
  if (delta.kind === "map" && isMap(seen)) return appliedToMap(seen, delta.entries);
  if (delta.kind !== "list" || !isList(seen)) return plain((delta as { after: Value }).after);
  return delta.items.map((item) => {
    if (item.from === undefined) return plain(item.after);
    const old = seen[item.from] as Value;
    return item.delta ? applied(old, item.delta) : old;
  });
}

function appliedToMap(seen: Value, entries: ReadonlyMap<string, EntryDelta>): Value {
  const map = Object.assign(newMap(), seen);
  for (const [key, entry] of entries) {
    if (entry.kind === "remove") delete map[key];
    else map[key] = entry.kind === "add" ? plain(entry.after) : applied(map[key] as Value, entry as Delta);
  }
  return map;
}
