import { FuncError, type GoValue, type PlainMap } from "../value/value.ts";

type Writable = { [key: string]: GoValue };

/**
 * Go's `set`, `unset` and `merge` change the map itself, and every variable that holds it sees the change. So do they
 * here, while an execution runs; at its end every map is put back as it was, so that the caller's data never changes.
 */
export class Journal {
  private readonly before = new Map<PlainMap, readonly (readonly [string, GoValue])[]>();

  set(map: PlainMap, key: string, value: GoValue): void {
    this.remember(map);
    // defineProperty, because an assignment to `__proto__` in a map with a prototype would not make a key.
    Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
  }

  remove(map: PlainMap, key: string): void {
    if (!Object.hasOwn(map, key)) return;
    this.remember(map);
    delete (map as Writable)[key];
  }

  restore(): void {
    for (const [map, entries] of this.before) {
      for (const key of Object.keys(map)) delete (map as Writable)[key];
      for (const [key, value] of entries) Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
    }
    this.before.clear();
  }

  private remember(map: PlainMap): void {
    if (!Object.isExtensible(map)) throw new FuncError("the map is read-only");
    if (!this.before.has(map)) this.before.set(map, Object.entries(map));
  }
}
