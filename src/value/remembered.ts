/**
 * A function that remembers its last result for each object, and returns it again for the same object and the same
 * further arguments. What repeats in many workloads (a sidecar's containers, a mesh's settings, a schema) is mostly one
 * object, so a lookup replaces the work.
 *
 * No result depends on what was remembered: `make` is pure and its arguments are never changed afterwards, so the same
 * arguments give the same result. It only saves time. The map is weak, so nothing is kept alive either.
 *
 * @example const textOf = remembered((labels: ValueMap) => Object.keys(labels).join(","));
 */
export function remembered<Of extends object, More extends readonly [unknown?, unknown?, unknown?], Made>(
  make: (of: Of, ...more: More) => Made,
): (of: Of, ...more: More) => Made {
  const makeOf = make as (of: Of, ...more: readonly unknown[]) => Made;
  const kept = new WeakMap<Of, Kept<Made>>();
  // Without rest parameters, which would make an array for each of many calls.
  const get = (of: Of, a: unknown, b: unknown, c: unknown): Made => {
    const last = kept.get(of);
    if (last !== undefined && last.a === a && last.b === b && last.c === c) return last.made;
    const made = makeOf(of, a, b, c);
    kept.set(of, { a, b, c, made });
    return made;
  };
  return get as (of: Of, ...more: readonly unknown[]) => Made;
}

/** A result, and its further arguments. */
interface Kept<Made> {
  readonly a: unknown;
  readonly b: unknown;
  readonly c: unknown;
  readonly made: Made;
}
