import { sinceTable } from "./since.gen.ts";

/** Whether a field is known to a minor of Kubernetes 1. */
export function isKnownSince(type: string, field: string, minor: number): boolean {
  return minor >= NEWEST || (sinceOf(type, field) ?? 0) <= minor;
}

/** What is reported about a field that only a later minor knows. */
export function laterField(type: string, field: string, minor: number): string | undefined {
  const since = sinceOf(type, field);
  return since === undefined || since <= minor ? undefined : `no ${field}: Kubernetes 1.${minor} does not know it, 1.${since} does`;
}

/** Most types have no field of a later minor. */
function sinceOf(type: string, field: string): number | undefined {
  table ??= readTable();
  return table.get(type)?.get(field);
}

let table: ReadonlyMap<string, ReadonlyMap<string, number>> | undefined;

function readTable(): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const types = new Map<string, Map<string, number>>();
  for (const line of sinceTable.trim().split("\n")) {
    const [type, field, minor] = line.split(/[. ]/) as [string, string, string];
    types.set(type, (types.get(type) ?? new Map()).set(field, Number(minor)));
  }
  return types;
}

/** The newest minor whose fields are known. */
export const NEWEST = 37;
