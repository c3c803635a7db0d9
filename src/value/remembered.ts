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
export function remembered<Of extends object, More extends readonly [unknown?, unknown?, unknown?], Made>(
  make: (of: Of, ...more: More) => Made,
): (of: Of, ...more: More) => Made {
  const makeOf = make as (of: Of, ...more: readonly unknown[]) => Made;
  const kept = new WeakMap<Of, Kept<Made>>();
  // Without rest parameters: so many calls would make as many arrays.
  const get = (of: Of, a: unknown, b: unknown, c: unknown): Made => {
    const last = kept.get(of);
    if (last !== undefined && last.a === a && last.b === b && last.c === c) return last.made;
    const made = makeOf(of, a, b, c);
    kept.set(of, { a, b, c, made });
    return made;
  };
  return get as (of: Of, ...more: readonly unknown[]) => Made;
}

/** What was made, and of which further arguments. */
interface Kept<Made> {
  readonly a: unknown;
  readonly b: unknown;
  readonly c: unknown;
  readonly made: Made;
}
