import type { Path } from "../change/changes.ts";
import type { ListKeys } from "../change/compare.ts";
import { remembered } from "../value/remembered.ts";
import { isList, isMap, type Value, type ValueList, type ValueMap } from "../value/value.ts";
import { digestsOf, shortDigest, stableJson } from "./digest.ts";
import { ITEM, keysAt, stepText } from "./path.ts";

/**
 * The digests of an added value's leaves, by the lines that record them; the first line is that of the value itself.
 */
export type LeafDigests = readonly DigestLine[];

/** Digests without spaces between them. `name` is for people: the last step of the path to that part of the value. */
export interface DigestLine {
  readonly name: string;
  readonly digests: string;
  /** Those of containers' images, which every upgrade changes. */
  readonly images: string;
}

/** What a value's place says about it: the cursor, and for a list item the fields in its identity. */
export interface Cursor {
  readonly keys: ListKeys;
  readonly identity?: readonly string[] | undefined;
}

/** The path of a part within an added value; "" is the value itself. */
export interface LeafPlace extends Cursor {
  readonly path: string;
}

/** A value that changes only as a whole, and where it is. */
export interface Leaf {
  readonly path: string;
  readonly value: Value;
}

/** The place of an added value. */
export function rootPlace(keys: ListKeys, path: Path): LeafPlace {
  const step = path.at(-1);
  if (step === undefined) return { path: "", keys };
  const around = keysAt(keys, path.slice(0, -1));
  return typeof step === "string"
    ? { path: "", keys: around.field(step) }
    : { path: "", keys: around.item(), identity: around.identityFields };
}

/** Of all leaves of a value. */
export function leafDigests(value: Value, place: LeafPlace): LeafDigests {
  if (!isMap(value) && !isList(value)) return digestsIn([{ name: "", own: [leafDigest(place.path, value)], images: [] }]);
  const found = partsOf(value, place.path, place.keys, place.identity);
  found.made ??= digestsIn([found, ...found.below]);
  return found.made;
}

function digestsIn(parts: readonly Part[]): LeafDigests {
  return parts.map(({ name, own, images }) => ({ name, digests: [...own].sort().join(""), images: [...images].sort().join("") }));
}

/** Of the leaves that share a line. */
interface Part {
  readonly name: string;
  readonly own: readonly string[];
  readonly images: readonly string[];
}

/** The leaves of a value that are on its own line, and those on lines below it. */
interface Parts extends Part {
  readonly below: readonly Part[];
  /** All leaves, computed on first use. */
  made: LeafDigests | undefined;
}

/** A part of a value with fewer leaves has no line of its own. */
const FEWEST_IN_LINE = 16;

/** One sidecar's containers and volumes, and parts of others', are the same objects in every workload, mostly at the same path. */
const partsOf = remembered((value: ValueMap | ValueList, path: string, keys: ListKeys, identity: readonly string[] | undefined): Parts => {
  const children = tellingChildren(value, { keys, identity });
  if (!children) return { name: "", own: [leafDigest(path, value)], images: [], below: [], made: undefined };
  const parts = { name: "", own: [] as string[], images: [] as string[], below: [] as Part[], made: undefined };
  const isAddedList = path === "" && isList(value);
  const isItem = identity !== undefined;
  for (const child of children) addChild(isAddedList ? known(child) : child, `${path}/${child.step}`, { parts, isItem });
  return parts;
});

/**
 * A list item that was added as a whole, with its identity if it has only one other leaf: if that leaf is edited,
 * nothing else shows who added the item.
 */
function known(child: Child): Child {
  return hasSeveralLeaves(child.value, child) ? child : { ...child, identity: undefined };
}

/** Whether {@link leavesOf} gives more than one. */
function hasSeveralLeaves(value: Value, cursor: Cursor): boolean {
  const children = tellingChildren(value, cursor);
  const [only] = children ?? [];
  return children !== undefined && only !== undefined && (children.length > 1 || hasSeveralLeaves(only.value, only));
}

interface Collected {
  readonly parts: { readonly own: string[]; readonly images: string[]; readonly below: Part[] };
  /** The parts are those of an item of a list. */
  readonly isItem: boolean;
}

function addChild({ value, keys, identity, step }: Child, path: string, { parts, isItem }: Collected): void {
  if (!isMap(value) && !isList(value)) {
    (isItem && step === "image" ? parts.images : parts.own).push(leafDigest(path, value));
    return;
  }
  const { own, images, below } = partsOf(value, path, keys, identity);
  if (own.length < FEWEST_IN_LINE && below.length === 0) {
    parts.own.push(...own);
    parts.images.push(...images);
  } else parts.below.push({ name: step.startsWith(ITEM) ? step.slice(ITEM.length) : step, own, images }, ...below);
}

/** The digest of one leaf with its place: the same value elsewhere has another digest. */
function leafDigest(path: string, value: Value): string {
  return shortDigest(`${path}=${stableJson(value)}`);
}

/** Whether a leaf is as it was when the digests were taken. */
export function isOwn(digests: LeafDigests, { path, value }: Leaf): boolean {
  return allOf(digests).has(leafDigest(path, value));
}

/** Each digest once. */
export const allOf = remembered((lines: LeafDigests): ReadonlySet<string> => {
  const all = new Set<string>();
  for (const { digests, images } of lines) for (const digest of digestsOf(digests + images)) all.add(digest);
  return all;
});

/** Whether anything in a value is as it was when the digests were taken. */
export function hasOwnLeaf(value: Value, digests: LeafDigests, { path, keys }: LeafPlace): boolean {
  const children = childrenOf(value, keys);
  if (!children) return isOwn(digests, { path, value });
  return children.some((child) => hasOwnLeaf(child.value, digests, { ...child, path: `${path}/${child.step}` }));
}

/**
 * The leaves of a value that show who added it. The fields of an item's identity do not count, unless it has nothing
 * else: anyone who adds an item with that identity writes the same.
 */
export function leavesOf(value: Value, place: LeafPlace): readonly Leaf[] {
  const children = tellingChildren(value, place);
  if (!children) return [{ path: place.path, value }];
  return children.flatMap((child) => leavesOf(child.value, { ...child, path: `${place.path}/${child.step}` }));
}

function tellingChildren(value: Value, { keys, identity }: Cursor): readonly Child[] | undefined {
  const children = childrenOf(value, keys);
  return children && telling(children, identity);
}

/** An item's entries that are not in its identity; all of them if there are no others. */
export function telling(children: readonly Child[], identity: Cursor["identity"]): readonly Child[] {
  const others = identity ? children.filter(({ step }) => !identity.includes(step)) : children;
  return others.length === 0 ? children : others;
}

export interface Child extends Cursor {
  /** The step as `pathText` writes it. */
  readonly step: string;
  readonly value: Value;
}

/**
 * The parts of a value: a map's entries or a keyed list's items; undefined for a leaf, which changes only as a whole.
 */
export function childrenOf(value: Value, keys: ListKeys): readonly Child[] | undefined {
  const children = isMap(value) ? entriesOf(value, keys) : isList(value) ? itemsOf(value, keys) : undefined;
  return children?.length === 0 ? undefined : children;
}

function entriesOf(map: ValueMap, keys: ListKeys): readonly Child[] {
  const children: Child[] = [];
  for (const name in map) children.push({ step: stepText(name), value: map[name] as Value, keys: keys.field(name) });
  return children;
}

/** As in compare, a list that repeats an identity counts as a whole. */
function itemsOf(list: ValueList, keys: ListKeys): readonly Child[] | undefined {
  const children: Child[] = [];
  const met = new Set<string>();
  for (let i = 0; i < list.length; i++) {
    const value = list[i] as Value;
    const item = keys.identify(value, i);
    if (item === undefined || met.has(item)) return undefined;
    met.add(item);
    children.push({ step: stepText({ item }), value, keys: keys.item(), identity: keys.identityFields });
  }
  return children;
}
