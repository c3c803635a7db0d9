import { isList, isMap, newMap, type Value, type ValueList, type ValueMap } from "../../src/value/value.ts";
import type { Random } from "../random.ts";

const FRESH: readonly Value[] = ["new", "yes", "0644", 7, null, true, "two\nlines\n", "# hash", "", 1.5, "a: b"];

/** A value that differs at a few random places; what does not differ is shared. `additive`: nothing is removed or replaced. */
export function mutate(value: Value, { random, additive }: { random: Random; additive: boolean }): Value {
  let mutated = value;
  for (let i = 0, n = 1 + random.below(3); i < n; i++) mutated = mutateOnce(mutated, { random, additive, depth: 0 });
  return mutated;
}

interface Options {
  readonly random: Random;
  readonly additive: boolean;
  readonly depth: number;
}

function mutateOnce(value: Value, options: Options): Value {
  const { random, depth } = options;
  if (isMap(value) && Object.keys(value).length > 0) {
    const key = random.pick(Object.keys(value));
    const child = value[key] as Value;
    const descend = depth === 0 || random.chance(0.7);
    if (descend && (isMap(child) || isList(child))) return withChild(value, key, mutateOnce(child, { ...options, depth: depth + 1 }));
    return mutateMap(value, key, options);
  }
  if (isList(value) && value.length > 0) {
    const i = random.below(value.length);
    const child = value[i] as Value;
    const steady = !options.additive || isNamed(value);
    if (steady && random.chance(0.5) && (isMap(child) || isList(child)))
      return value.with(i, mutateOnce(child, { ...options, depth: depth + 1 }));
    return mutateList(value, i, options);
  }
  return options.additive ? value : fresh(random);
}

function mutateMap(map: ValueMap, key: string, { random, additive }: Options): ValueMap {
  const action = additive ? "add" : random.pick(["add", "set", "set", "remove", "empty"]);
  // The key that tells list items apart stays.
  if (action === "add" || key === "name") return withChild(map, `new${random.below(100)}`, fresh(random));
  if (action === "set") return withChild(map, key, fresh(random));
  if (action === "empty") return withChild(map, key, random.pick<Value>([newMap(), []]));
  const copy = newMap();
  for (const name of Object.keys(map)) if (name !== key) copy[name] = map[name] as Value;
  return copy;
}

function mutateList(list: ValueList, i: number, { random, additive }: Options): ValueList {
  const item = isNamed(list) ? namedItem(random, list.length) : fresh(random);
  const action = random.pick(additive ? ["insert", "append"] : ["insert", "append", "remove", "shuffle", "clear"]);
  if (action === "insert") return list.toSpliced(i, 0, item);
  if (action === "append") return [...list, item];
  if (action === "remove") return list.toSpliced(i, 1);
  return action === "shuffle" ? random.shuffle(list) : [];
}

/** Whether items can be distinguished: a change within an item of another list may rewrite the item. */
function isNamed(list: ValueList): boolean {
  return list.every((item) => isMap(item) && typeof item.name === "string");
}

function namedItem(random: Random, n: number): ValueMap {
  return withChild(withChild(newMap(), "name", `fresh${n}-${random.below(1000)}`), "value", fresh(random));
}

function fresh(random: Random): Value {
  if (random.chance(0.7)) return random.pick(FRESH);
  if (random.chance(0.5)) return [random.pick(FRESH), namedItem(random, 1)];
  return withChild(withChild(newMap(), "k", random.pick(FRESH)), "list", [random.pick(FRESH)]);
}

function withChild(map: ValueMap, key: string, child: Value): ValueMap {
  const copy = newMap();
  for (const name of Object.keys(map)) copy[name] = map[name] as Value;
  copy[key] = child;
  return copy;
}
