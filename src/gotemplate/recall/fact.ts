import { type GoValue, Host, isPlainMap, Nil, TypedList, TypedMap, typeOf } from "../value/value.ts";

/** An entry that a map has not. */
const missing: unique symbol = Symbol("missing");
const nothingYet: unique symbol = Symbol("nothing yet");

type Found = GoValue | typeof missing;

/** A place in the data of a template, by its path from the root, with what was found there last. */
export class Fact {
  /** Called when something else is found. */
  private readonly listeners: (() => void)[] = [];
  private readonly parts = new Map<string, Fact>();
  private seen: Found | typeof nothingYet = nothingYet;

  at(path: readonly string[]): Fact {
    let fact: Fact = this;
    for (const name of path) fact = fact.part(name);
    return fact;
  }

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  /**
   * Looks at the place again. What is the same object holds the same, so that nothing below it is looked at. Below something of
   * another type nothing is the same: what a path or a function takes of the one may be an error for the other.
   */
  look(found: Found, isBelowOther = false): void {
    if (!isBelowOther && isSame(this.seen, found)) return;
    const isOther = isBelowOther || typeNameOf(this.seen) !== typeNameOf(found);
    this.seen = found;
    for (const listener of this.listeners) listener();
    for (const [name, part] of this.parts) part.look(partOf(found, name), isOther);
  }

  private part(name: string): Fact {
    let part = this.parts.get(name);
    if (part === undefined) {
      part = new Fact();
      if (this.seen !== nothingYet) part.seen = partOf(this.seen, name);
      this.parts.set(name, part);
    }
    return part;
  }
}

function typeNameOf(found: Found | typeof nothingYet): string | symbol | undefined {
  return typeof found === "symbol" ? found : typeOf(found)?.name;
}

/** The same object or plain value; two nils of one type are the same, and so are two lists of what is the same. */
export function isSame(before: unknown, now: unknown): boolean {
  if (Object.is(before, now)) return true;
  if (Array.isArray(before))
    return Array.isArray(now) && before.length === now.length && before.every((item, i) => Object.is(item, now[i]));
  return before instanceof Nil && now instanceof Nil && before.type.name === now.type.name;
}

/** A field of a struct, an entry of a map, an item of a list. What has no parts, or makes them by a method, stands for them. */
function partOf(value: Found, name: string): Found {
  if (value === missing || value instanceof Nil) return missing;
  if (value instanceof Host) return fieldOf(value, name) ?? value;
  if (value instanceof TypedList) return value.items[Number(name)];
  if (value instanceof TypedMap) return Object.hasOwn(value.entries, name) ? value.entries[name] : missing;
  if (Array.isArray(value)) return value[Number(name)];
  if (!isPlainMap(value)) return value;
  return Object.hasOwn(value, name) ? value[name] : missing;
}

function fieldOf({ object }: Host, name: string): GoValue {
  return object.isNil === true || object.method?.(name) !== undefined ? undefined : object.get(name);
}
