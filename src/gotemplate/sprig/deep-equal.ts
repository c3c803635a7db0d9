import { entriesOf, entry, itemsOf } from "../value/inspect.ts";
import { sameType } from "../value/type.ts";
import { type CallContext, Complex, FuncValue, type GoValue, Host, Nil, Pointer, Scalar, typeOf } from "../value/value.ts";

/** Go's reflect.DeepEqual: same types and same contents; 1 and 1.0 differ, so do an empty and a nil list. */
export function deepEqual(a: GoValue, b: GoValue, context: CallContext): boolean {
  return equalAt(a, b, { context, depth: 0 });
}

interface Place {
  readonly context: CallContext;
  readonly depth: number;
}

function equalAt(a: GoValue, b: GoValue, { context, depth }: Place): boolean {
  context.budget.spend(1);
  context.budget.nest(depth);
  const below = { context, depth: depth + 1 };
  const type = typeOf(a);
  const other = typeOf(b);
  if (type === undefined || other === undefined) return type === other;
  if (!sameType(type, other) || a instanceof Nil || b instanceof Nil) return sameType(type, other) && a instanceof Nil && b instanceof Nil;
  const items = itemsOf(a);
  if (items !== undefined) {
    const others = itemsOf(b)!;
    return (
      items === others || (items.length === others.length && items.every((item, i) => equalAt(item ?? null, others[i] ?? null, below)))
    );
  }
  const entries = entriesOf(a);
  if (entries !== undefined) return equalEntries(a, b, below);
  if (a instanceof Scalar && b instanceof Scalar) return a.value === b.value;
  if (a instanceof Complex && b instanceof Complex) return a.re === b.re && a.im === b.im;
  if (a instanceof Pointer && b instanceof Pointer) return equalAt(a.target, b.target, below);
  if (a instanceof Host && b instanceof Host) return a.object === b.object;
  return a === b && !(a instanceof FuncValue);
}

function equalEntries(a: GoValue, b: GoValue, below: Place): boolean {
  const left = entriesOf(a)!;
  const right = entriesOf(b)!;
  if (left === right) return true;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && equalAt(entry(left, key) ?? null, entry(right, key) ?? null, below))
  );
}
