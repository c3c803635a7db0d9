import { entriesOf, itemsOf } from "../value/inspect.ts";
import { sameType } from "../value/type.ts";
import { type CallContext, Complex, FuncValue, type GoValue, Host, Nil, type PlainMap, Pointer, Scalar, typeOf } from "../value/value.ts";

/** Go's reflect.DeepEqual: same types and same contents; 1 and 1.0 differ, so do an empty and a nil list. */
export function deepEqual(a: GoValue, b: GoValue, context: CallContext, depth = 0): boolean {
  context.budget.spend(1);
  context.budget.nest(depth);
  const isEqual = (left: GoValue, right: GoValue) => deepEqual(left ?? null, right ?? null, context, depth + 1);
  const type = typeOf(a);
  const other = typeOf(b);
  if (type === undefined || other === undefined) return type === other;
  if (!sameType(type, other) || a instanceof Nil || b instanceof Nil) return sameType(type, other) && a instanceof Nil && b instanceof Nil;
  const items = itemsOf(a);
  if (items !== undefined) {
    const others = itemsOf(b)!;
    return items === others || (items.length === others.length && items.every((item, i) => isEqual(item, others[i])));
  }
  const entries = entriesOf(a);
  if (entries !== undefined) return equalEntries(entries, entriesOf(b)!, isEqual);
  if (a instanceof Scalar && b instanceof Scalar) return a.value === b.value;
  if (a instanceof Complex && b instanceof Complex) return a.re === b.re && a.im === b.im;
  if (a instanceof Pointer && b instanceof Pointer) return isEqual(a.target, b.target);
  if (a instanceof Host && b instanceof Host) return a.object === b.object;
  return a === b && !(a instanceof FuncValue);
}

function equalEntries(a: PlainMap, b: PlainMap, isEqual: (left: GoValue, right: GoValue) => boolean): boolean {
  if (a === b) return true;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key], b[key]));
}
