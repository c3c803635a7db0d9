import { byteAt, byteLength, sliceBytes } from "../text/bytes.ts";
import { entriesOf, entry, indirect, indirectType, integerOf, itemsOf, textOf } from "../value/inspect.ts";
import { isIntKind, isUintKind, types } from "../value/type.ts";
import { FuncError, type GoValue, Scalar, scalar, TypedList, typeOf, zeroOf } from "../value/value.ts";
import { prepareArg } from "./call-value.ts";

/** `index x 1 "a"`: x[1]["a"]. Source: go text/template/funcs.go index */
export function index(args: readonly GoValue[]): GoValue {
  const [item, ...indexes] = args;
  if (item === undefined || item === null) throw new FuncError("index of untyped nil");
  let found: GoValue = item;
  for (const key of indexes) {
    const { value, isNil } = indirect(found);
    if (isNil) throw new FuncError("index of nil pointer");
    found = indexOnce(value, key);
  }
  return found;
}

function indexOnce(item: GoValue, key: GoValue): GoValue {
  const items = itemsOf(item);
  const text = items === undefined ? textOf(item) : undefined;
  const type = typeOf(item)!;
  if (items !== undefined || text !== undefined) {
    const length = items?.length ?? byteLength(text!);
    const at = indexArg(key, length);
    // Go lets the index equal the length, and reflect panics then.
    if (at >= length) throw new FuncError(`reflect: ${type.kind === "array" ? "array" : type.kind} index out of range`);
    return items === undefined ? new Scalar(types.uint8, BigInt(byteAt(text!, at))) : (items[at] ?? null);
  }
  const entries = entriesOf(item);
  if (entries === undefined) throw new FuncError(`can't index item of type ${indirectType(item).name}`);
  const keyType = type.key ?? types.string;
  const name = prepareArg(key, keyType);
  return entry(entries, textOf(name) ?? String(integerOf(name))) ?? zeroOf(type.elem ?? types.any);
}

function indexArg(key: GoValue, cap: number): number {
  const type = typeOf(key);
  if (type === undefined) throw new FuncError("cannot index slice/array with nil");
  if (!isIntKind(type.kind) && !isUintKind(type.kind)) throw new FuncError(`cannot index slice/array with type ${type.name}`);
  const at = BigInt.asIntN(64, integerOf(key)!);
  if (at < 0n || at > BigInt(cap)) throw new FuncError(`index out of range: ${at}`);
  return Number(at);
}

/** `slice x 1 2`: x[1:2]. A list's capacity is its length here. Source: go text/template/funcs.go slice */
export function slice(args: readonly GoValue[]): GoValue {
  const [item, ...indexes] = args;
  if (item === undefined || item === null) throw new FuncError("slice of untyped nil");
  const { value, isNil } = indirect(item);
  if (isNil) throw new FuncError("slice of nil pointer");
  if (indexes.length > 3) throw new FuncError(`too many slice indexes: ${indexes.length}`);
  const items = itemsOf(value);
  const text = textOf(value);
  if (items === undefined && text === undefined) throw new FuncError(`can't slice item of type ${indirectType(value).name}`);
  if (text !== undefined && indexes.length === 3) throw new FuncError("cannot 3-index slice a string");
  const length = items?.length ?? byteLength(text!);
  const [from = 0, to = length, cap = length] = indexes.map((at) => indexArg(at, length));
  if (from > to) throw new FuncError(`invalid slice index: ${from} > ${to}`);
  if (to > cap) throw new FuncError(`invalid slice index: ${to} > ${cap}`);
  if (text !== undefined) return scalar(typeOf(value)!, sliceBytes(text, from, to));
  const part = items!.slice(from, to);
  return value instanceof TypedList ? new TypedList(value.type, part) : part;
}

/** Source: go text/template/funcs.go length */
export function length(item: GoValue): number {
  if (item === undefined) throw new FuncError("reflect: call of reflect.Value.Type on zero Value");
  const { value, isNil } = indirect(item);
  if (isNil) throw new FuncError("len of nil pointer");
  const text = textOf(value);
  if (text !== undefined) return byteLength(text);
  const items = itemsOf(value);
  if (items !== undefined) return items.length;
  const entries = entriesOf(value);
  if (entries === undefined) throw new FuncError(`len of type ${indirectType(value).name}`);
  return Object.keys(entries).length;
}
