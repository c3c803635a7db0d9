import { sinceTable } from "./since.gen.ts";

/** Whether a field is known to a minor of Kubernetes 1. */
export function isKnownSince(type: string, field: string, minor: number): boolean {
  return minor >= NEWEST || (sinceOf(type, field) ?? 0) <= minor;
}

/** What is told of a field that only a later minor knows. */
export function laterField(type: string, field: string, minor: number): string | undefined {
  const since = sinceOf(type, field);
  return since === undefined || since <= minor ? undefined : `no ${field}: Kubernetes 1.${minor} does not know it, 1.${since} does`;
}

function sinceOf(type: string, field: string): number | undefined {
  const at = sinceTable.indexOf(`\n${type}.${field} `);
  return at < 0 ? undefined : Number(sinceTable.slice(at + type.length + field.length + 3, sinceTable.indexOf("\n", at + 1)));
}

/** The newest minor whose fields are known. */
export const NEWEST = 37;
