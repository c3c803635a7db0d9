import { entriesOf, entry, itemsOf } from "../value/inspect.ts";
import { sameType } from "../value/type.ts";
import { type CallContext, Complex, FuncValue, type GoValue, Host, Nil, Pointer, Scalar, typeOf } from "../value/value.ts";

/** Go's reflect.DeepEqual: same types and same contents; 1 and 1.0 differ, so do an empty and a nil list. */
export function deepEqual(a: GoValue, b: GoValue, context: CallContext, depth = 0): boolean {
  context.budget.spend(1);
  context.budget.nest(depth);
  const type = typeOf(a);
  const other = typeOf(b);
  if (type === undefined || other === undefined) return type === other;
  if (!sameType(type, other) || a instanceof Nil || b instanceof Nil) return sameType(type, other) && a instanceof Nil && b instanceof Nil;
  const items = itemsOf(a);
  if (items !== undefined) {
    const others = itemsOf(b)!;
    return (
      items === others ||
      (items.length === others.length && items.every((item, i) => deepEqual(item ?? null, others[i] ?? null, context, depth + 1)))
    );
  }
  const entries = entriesOf(a);
  if (entries !== undefined) return equalEntries(a, b, context, depth);
  if (a instanceof Scalar && b instanceof Scalar) return a.value === b.value;
  if (a instanceof Complex && b instanceof Complex) return a.re === b.re && a.im === b.im;
  if (a instanceof Pointer && b instanceof Pointer) return deepEqual(a.target, b.target, context, depth + 1);
  if (a instanceof Host && b instanceof Host) return a.object === b.object;
  return a === b && !(a instanceof FuncValue);
}

function equalEntries(a: GoValue, b: GoValue, context: CallContext, depth: number): boolean {
  const left = entriesOf(a)!;
  const right = entriesOf(b)!;
  if (left === right) return true;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && deepEqual(entry(left, key) ?? null, entry(right, key) ?? null, context, depth + 1))
  );
}
