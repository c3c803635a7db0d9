import { equal, type Value, type ValueMap } from "../value/value.ts";
import { mergeSources, nodeValue, type SourceEntry, type SourceFault, type SourceNode } from "./source-node.ts";

/** What is wrong with a key that is not text. */
export function noTextFault(key: SourceNode): Pick<SourceFault, "message" | "fix"> {
  if (key.kind === "alias") return { message: "a key is an alias", fix: "write the key itself" };
  return { message: "a key is not text; Kubernetes manifests have no others", fix: "put the key in quotes" };
}

/** A merge key's value that is neither a map nor a list of maps; a list cannot be named by an alias. */
export function mergeFaults(value: SourceNode): readonly SourceFault[] {
  return mergeSources(value).flatMap((source) => {
    const map = source.kind === "alias" ? source.target : source;
    const { start } = value.kind === "alias" ? value : source;
    return map.kind === "map" ? [] : [{ offset: start, message: "a merge key (<<) takes a map or a list of maps" }];
  });
}

/** Repeated keys, and keys above a merge key that brings them too; `isBroken`: other faults leave entries without a value. */
export function keyFaults(
  entries: readonly SourceEntry[],
  { lastKeyWins, isBroken }: { readonly lastKeyWins: boolean; readonly isBroken: boolean },
): readonly SourceFault[] {
  const faults: SourceFault[] = [];
  const met = new Map<string, Value>();
  const second = lastKeyWins ? undefined : secondObject(entries);
  if (second)
    return [
      { offset: second.start, message: "a second object begins here, without a line --- above it", fix: "write --- above this line" },
    ];
  for (const { key, start, merge, value } of entries) {
    if (!lastKeyWins && met.has(key))
      faults.push({ offset: start, message: `the map has the key ${key} twice`, fix: "remove one of them" });
    met.set(key, nodeValue(value));
    if (merge && !isBroken) faults.push(...orderFaults(met, { start, value }));
  }
  return faults;
}

/** The first repeated key of a map that has both apiVersion and kind twice. */
function secondObject(entries: readonly SourceEntry[]): SourceEntry | undefined {
  const repeated = entries.filter(
    ({ key }, i) => (key === "apiVersion" || key === "kind") && entries.findIndex((other) => other.key === key) < i,
  );
  return repeated.length === 2 && repeated[0]?.key !== repeated[1]?.key ? repeated[0] : undefined;
}

/** Kubernetes' reader takes the later one of a key and a merge key; other readers always take the key. */
function orderFaults(above: ReadonlyMap<string, Value>, { start, value }: Pick<SourceEntry, "start" | "value">): readonly SourceFault[] {
  return mergeSources(value).flatMap((source) => {
    const merged = nodeValue(source) as ValueMap;
    const key = Object.keys(merged).find((name) => above.has(name) && !equal(above.get(name) as Value, merged[name] as Value));
    if (key === undefined) return [];
    return [
      { offset: start, message: `Kubernetes' readers take ${key} from this merge key (<<), others from the key above it; put << first` },
    ];
  });
}
