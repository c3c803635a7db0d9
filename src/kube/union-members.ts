/**
 * Structs that may have only one of several fields. Volumes are not among them: a volume with that name is another one.
 */
const UNIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ["EnvVar", ["value", "valueFrom"]],
  ["EnvVarSource", ["fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef"]],
  ["Probe", ["exec", "httpGet", "tcpSocket", "grpc"]],
  ["LifecycleHandler", ["exec", "httpGet", "tcpSocket", "sleep"]],
]);

const NONE: readonly string[] = [];

/** The fields of a struct of which it may have only one; empty for other structs. */
export function unionMembers(type: string | undefined): readonly string[] {
  return type === undefined ? NONE : (UNIONS.get(type) ?? NONE);
}

const MEMBERS: ReadonlySet<string> = new Set([...UNIONS.values()].flat());

/** Whether two keys may be fields of a struct that may have only one of them. */
export function mayExclude(a: string, b: string): boolean {
  return a !== b && MEMBERS.has(a) && MEMBERS.has(b);
}
