import { nearest } from "../diagnostic/nearest.ts";
import { remembered } from "../value/remembered.ts";
import { isKindWord } from "./kind-word.ts";
import { type UserWorkload, workloadOf, workloads } from "./workloads.ts";

/** The names of an object. */
export interface ObjectType {
  readonly apiVersion: string;
  readonly kind: string;
}

/**
 * The workload that an object most likely means, if its kind or apiVersion is misspelt or missing. Undefined for a
 * workload, and for other objects: many kinds in other groups have the names of workloads.
 */
export function meantWorkload({ apiVersion, kind }: Partial<ObjectType>, extra: readonly UserWorkload[] = NONE): ObjectType | undefined {
  if (kind === undefined || (apiVersion !== undefined && workloadOf(apiVersion, kind, extra))) return undefined;
  const found = foundBeside(extra);
  const name = `${apiVersion} ${kind}`;
  const known = found.get(name);
  if (known !== undefined) return known ?? undefined;
  const meant = nearWorkload(apiVersion, kind, extra);
  found.set(name, meant ?? null);
  return meant;
}

const NONE: readonly UserWorkload[] = [];

/** The result, or null: most objects of a long list are of a few kinds. */
const foundBeside = remembered((_: readonly UserWorkload[]) => new Map<string, ObjectType | null>());

function nearWorkload(apiVersion: string | undefined, kind: string, extra: readonly UserWorkload[]): ObjectType | undefined {
  const types = [...extra.map(({ apiVersion, kind }) => ({ apiVersion, kind })), ...knownTypes];
  const named = types.filter((type) => type.kind.toLowerCase() === kind.toLowerCase());
  const [first] = named;
  if (first !== undefined) return withNearApiVersion(apiVersion, named);
  const group = types.filter((type) => type.apiVersion === apiVersion);
  const near = nearest(
    kind,
    group.map((type) => type.kind),
  );
  return near === undefined || isLonger(kind, near) ? undefined : group.find((type) => type.kind === near);
}

function withNearApiVersion(apiVersion: string | undefined, types: readonly ObjectType[]): ObjectType | undefined {
  const exact = types.find((type) => type.apiVersion === apiVersion);
  const kubernetes = types.find((type) => isKubernetes(type.apiVersion));
  if (exact !== undefined) return exact;
  if (apiVersion === undefined) return kubernetes;
  // Only these have no slash in it, so it cannot be anybody else's kind.
  if (!apiVersion.includes("/") && kubernetes !== undefined) return kubernetes;
  const near = nearest(
    apiVersion,
    types.map((type) => type.apiVersion),
  );
  return types.find((type) => type.apiVersion === near);
}

/** A kind of its own, with one more word: GameServerSet. */
function isLonger(kind: string, near: string): boolean {
  return kind.startsWith(near) && /^[A-Z]/.test(kind.slice(near.length));
}

function isKubernetes(apiVersion: string): boolean {
  return ["apps/v1", "batch/v1", "v1"].includes(apiVersion);
}

/** Groups that are known in any version, with today's version. */
const knownTypes: readonly ObjectType[] = workloads.flatMap(({ group, versions, kind }) =>
  (versions === "*" ? ["v1"] : versions).map((version) => ({ apiVersion: group === "" ? version : `${group}/${version}`, kind })),
);

/**
 * The kinds that a sidecar can go into, and the one that an unknown kind most likely means; undefined for a known kind.
 */
export function unknownKind(kind: string, extra: readonly UserWorkload[] = []): { readonly meant: string | undefined } | undefined {
  const kinds = new Set([...extra, ...workloads].map((workload) => workload.kind));
  if (kinds.has(kind)) return undefined;
  return { meant: workloads.find((workload) => isKindWord(kind, { apiVersion: "v1", kind: workload.kind }))?.kind ?? nearest(kind, kinds) };
}
