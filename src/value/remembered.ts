/**
 * A function that keeps, for each object, what it last made of it, and gives that again for the same object and the same further
 * arguments. What repeats in many workloads (a sidecar's containers, a mesh's settings, a schema) is mostly one object, so that a
 * look at it replaces the work.
 *
 * Nothing depends on what was kept: `make` is pure and what it is given is never changed afterwards, so the same arguments give the
 * same result, kept or not. Only time does. The map is weak, so nothing is kept alive either.
 *
 * @example const textOf = remembered((labels: ValueMap) => Object.keys(labels).join(","));
 */
export function remembered<Of extends object, More extends readonly unknown[], Made>(
  make: (of: Of, ...more: More) => Made,
): (of: Of, ...more: More) => Made {
  const kept = new WeakMap<Of, { readonly more: More; readonly made: Made }>();
  return (of, ...more) => {
    const last = kept.get(of);
    if (last !== undefined && areSame(last.more, more)) return last.made;
    const made = make(of, ...more);
    kept.set(of, { more, made });
    return made;
  };
}

function areSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  for (let i = 0; i < some.length; i++) if (some[i] !== others[i]) return false;
  return true;
}
