import { isMap, type Value, type ValueList } from "../value/value.ts";
import type { ItemKey } from "./element-order.ts";
import { fieldOf, itemOf, type Schema } from "./schema.ts";
import { own } from "./sharing.ts";

/**
 * The identity of a list item in a strategic merge patch: the value of the merge key, or the item itself if the list
 * has no merge key. Undefined for an item without an identity.
 *
 * Differs: API machinery distinguishes ports by containerPort alone, so a patch with UDP 53 overwrites TCP 53. Here the
 * protocol counts too. A port without a protocol is the original's port with that number, or else the patch's: the TCP
 * port if there is one, otherwise the first. So if no number is used twice, the result is the same as API machinery's.
 */
export function itemKeys(list: Schema | undefined, lists: Lists): (item: Value) => ItemKey | undefined {
  const mergeKey = list?.mergeKey;
  if (mergeKey === undefined) return scalarOf;
  const keyOf = (item: Value) => (isMap(item) ? scalarOf(own(item, mergeKey)) : undefined);
  const second = list?.identityKeys?.find((name) => name !== mergeKey);
  const fallback = second === undefined ? undefined : fieldOf(itemOf(list), second)?.default;
  if (second === undefined || fallback === undefined) return keyOf;

  const statedBy = (item: Value) => textOf(isMap(item) ? own(item, second) : undefined);
  const unstated = unstatedSeconds(lists, { keyOf, statedBy, fallback });
  return (item) => {
    const key = keyOf(item);
    return key === undefined ? undefined : `${typeof key}:${key}/${statedBy(item) ?? unstated.get(key) ?? fallback}`;
  };
}

interface Lists {
  readonly original: ValueList;
  readonly patch: ValueList;
}

interface SecondKey {
  readonly keyOf: (item: Value) => ItemKey | undefined;
  readonly statedBy: (item: Value) => string | undefined;
  readonly fallback: string;
}

/** What an item that does not state the second key (a port's protocol) has there, by its first key. */
function unstatedSeconds({ original, patch }: Lists, { keyOf, statedBy, fallback }: SecondKey): ReadonlyMap<ItemKey | undefined, string> {
  const foundIn = (items: ValueList) => {
    const found = new Map<ItemKey | undefined, string>();
    for (const item of items) {
      const [key, second] = [keyOf(item), statedBy(item) ?? fallback];
      if (second === fallback || !found.has(key)) found.set(key, second);
    }
    return found;
  };
  return new Map([...foundIn(patch), ...foundIn(original)]);
}

function scalarOf(value: Value | undefined): ItemKey | undefined {
  return value === null || typeof value !== "object" ? value : undefined;
}

function textOf(value: Value | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
