import { quote } from "../text/quote.ts";
import { entriesOf, entry, indirect } from "../value/inspect.ts";
import { isAssignable, type Type, types } from "../value/type.ts";
import { type GoValue, Host, isPlainMap, Nil, Scalar, typeOf, zeroOf } from "../value/value.ts";
import { type Arg, absent, type CallSite, callFunc } from "./call.ts";
import type { Found, Run } from "./run.ts";

const nothing: Found = { value: undefined, boxed: false };
const noArgs: readonly Arg[] = [];

/** Follows `.a.b.c` from a value; the arguments go to the last name, which must be a method then. */
export function walkPath(run: Run, site: CallSite & { readonly from: Found; readonly path: readonly string[] }): GoValue {
  const { path } = site;
  const last = path.length - 1;
  const hasArgs = site.args.length > 0 || site.final !== absent;
  let place = site.from;
  for (let i = 0; i <= last; i++) {
    const name = path[i]!;
    const { value } = place;
    if (isPlainMap(value) && Object.hasOwn(value, name) && !(hasArgs && i === last)) place = { value: value[name], boxed: true };
    else place = field(run, { ...site, from: place, name, ...(i < last && { args: noArgs, final: absent }) });
  }
  return place.value;
}

/** Not an entry of a map or a field of a struct: {@link walkPath} handles it. */
export const unclear: unique symbol = Symbol("unclear");

/** `.a.b.c` where each is an entry of a map, there or not, or a field of a struct, as it nearly always is. */
export function plainPath(run: Run, from: GoValue, path: readonly string[]): GoValue | typeof unclear {
  let value = from;
  for (const name of path) {
    if (value instanceof Host) value = plainField(value, name);
    else if (!isPlainMap(value)) return unclear;
    else if (Object.hasOwn(value, name)) value = value[name];
    else return run.missingKey === "default" ? undefined : unclear;
    if (value === undefined) return unclear;
  }
  return value;
}

function plainField({ object }: Host, name: string): GoValue {
  return object.isNil === true || object.method?.(name) !== undefined ? undefined : object.get(name);
}

/** One step of a path. Source: go text/template/exec.go evalField */
function field(run: Run, site: CallSite & { readonly from: Found; readonly name: string }): Found {
  const { name, from } = site;
  if (from.value === undefined) return run.missingKey === "error" ? run.fail(`nil data; no entry for key ${quote(name)}`) : nothing;
  const typeName = from.boxed ? types.any.name : (typeOf(from.value)?.name ?? types.any.name);
  const { value, isNil } = indirect(from.value);
  if (value === null) return run.fail(`nil pointer evaluating ${typeName}.${name}`);
  if (value instanceof Host) {
    const method = value.object.method?.(name);
    if (method !== undefined) return { value: callFunc(run, method, site), boxed: false };
  }
  const hasArgs = site.args.length > 0 || site.final !== absent;
  if (value instanceof Scalar && value.text !== undefined && name === "String") return { value: value.text, boxed: false };
  if (value instanceof Host && !isNil) {
    const found = value.object.get(name);
    if (found !== undefined)
      return hasArgs
        ? run.fail(`${name} has arguments but cannot be invoked as function`)
        : { value: found, boxed: value.object.isInterface?.(name) ?? found === null };
  }
  const entries = entriesOf(value);
  if (entries !== undefined && isAssignable(types.string, keyTypeOf(value))) {
    if (hasArgs) run.fail(`${name} is not a method but has arguments`);
    return { value: entry(entries, name) ?? missing(run, { name, value }), boxed: elemTypeOf(value).kind === "interface" };
  }
  if (isNil && hasField(value, name)) run.fail(`nil pointer evaluating ${typeName}.${name}`);
  return run.fail(`can't evaluate field ${name} in type ${typeName}`);
}

/** The entry is nil, or there is none. */
function missing(run: Run, at: { name: string; value: GoValue }): GoValue {
  if (Object.hasOwn(entriesOf(at.value)!, at.name)) return null;
  if (run.missingKey === "zero") return zeroOf(elemTypeOf(at.value));
  return run.missingKey === "error" ? run.fail(`map has no entry for key ${quote(at.name)}`) : undefined;
}

/** A nil pointer's struct may be unknown: then it is taken to have the field. */
function hasField(value: GoValue, name: string): boolean {
  return value instanceof Nil || !(value instanceof Host) || (value.object.fields?.().includes(name) ?? true);
}

function keyTypeOf(value: GoValue): Type {
  return typeOf(value)?.key ?? types.string;
}

function elemTypeOf(value: GoValue): Type {
  return typeOf(value)?.elem ?? types.any;
}
