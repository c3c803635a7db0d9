/** Former names that were found, by kind and name of today. */
export type Known = Map<string, string>;

interface Named {
  readonly kind: string;
  readonly name: string;
}

/** What kustomize adds to the name of a generated object. Source: kustomize api/hasher/hasher.go encode */
const HASH = /-[bcdfghkmt2456789]{10}$/;
const HASHED: ReadonlySet<string> = new Set(["ConfigMap", "Secret"]);

/** The names from which kustomize may have made this one with a prefix, a suffix and a hash, the likeliest first. */
export function* formerNames(now: Named, known: Known): Generator<string> {
  const before = known.get(keyOf(now));
  if (before !== undefined) yield before;
  for (const base of basesOf(now)) for (const [start, end] of cuts(base)) yield base.slice(start, base.length - end);
}

/** The same for several names at once, by kind and name of today: they have the prefix and the suffix in common. */
export function* uniformFormerNames(now: readonly Named[], known: Known): Generator<ReadonlyMap<string, string>> {
  const [first] = now;
  if (!first) return;
  yield new Map(now.map((named) => [keyOf(named), known.get(keyOf(named)) ?? named.name]));
  for (const [start, end] of cuts(basesOf(first)[0] as string)) {
    const all = now.map((named) => [keyOf(named), withoutEnds(basesOf(named)[0] as string, start, end)] as const);
    if (all.every(([, former]) => former !== "")) yield new Map(all);
  }
}

export function keyOf({ kind, name }: Named): string {
  return `${kind} ${name}`;
}

/** The name without its hash, if it may have one, and as it is. */
function basesOf({ kind, name }: Named): readonly string[] {
  const base = HASHED.has(kind) ? name.replace(HASH, "") : name;
  return base === name ? [name] : [base, name];
}

/** How many characters may be a prefix and a suffix, the fewest together first. */
function* cuts({ length }: string): Generator<readonly [number, number]> {
  for (let cut = 0; cut < length; cut++) for (let start = 0; start <= cut; start++) yield [start, cut - start];
}

function withoutEnds(name: string, start: number, end: number): string {
  return name.slice(start, Math.max(start, name.length - end));
}
