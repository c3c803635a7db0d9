import { type Diagnostic, diagnostic, type Location, type ResourceIdentity } from "../../diagnostic/diagnostic.ts";
import { type UserWorkload, workloadOf } from "../../kube/workloads.ts";
import { at } from "../../value/value.ts";
import type { LoadedObject } from "../load.ts";

/** An object's name, and where it is. */
export interface NamedObject {
  readonly identity: ResourceIdentity;
  readonly location: Location;
}

/**
 * The workloads that have a name. The cluster names those with a `generateName`, so each of them is a separate
 * workload.
 */
export function namedWorkloads(objects: readonly LoadedObject[], kinds?: readonly UserWorkload[]): readonly NamedObject[] {
  return objects.flatMap(({ object: { identity, value }, location }) => {
    const isNamed = identity.name !== "" && at(value, "metadata", "name") !== undefined;
    return isNamed && workloadOf(identity.apiVersion, identity.kind, kinds) ? [{ identity, location }] : [];
  });
}

/** A repeated workload: if both were applied, the later one would undo what was done to the earlier one. */
export function duplicates(workloads: readonly NamedObject[]): readonly Diagnostic[] {
  const first = new Map<string, NamedObject>();
  return workloads.flatMap((found) => {
    const { apiVersion, kind, namespace = "", name } = found.identity;
    const id = [apiVersion.split("/").at(-2) ?? "", kind, namespace, name].join("\n");
    const earlier = first.get(id);
    if (earlier) return [duplicate(found, earlier.location)];
    first.set(id, found);
    return [];
  });
}

function duplicate({ identity, location }: NamedObject, { file = "", line }: Location): Diagnostic {
  return diagnostic("InvalidInput", {
    message: `Cannot tell which ${identity.kind} ${identity.name} is meant: it is in ${file}${line === undefined ? "" : `:${line}`} as well; expected each workload once`,
    fix: "give only one of them; in a directory, name the other in .podgraftignore",
    resource: identity,
    location,
  });
}
