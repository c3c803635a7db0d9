import { type Diagnostic, diagnostic, type Location, type ResourceIdentity } from "../../diagnostic/diagnostic.ts";
import type { KrmObject } from "../../krm/objects.ts";
import type { WorkloadKind } from "../../kube/workloads.ts";
import { at, isMap } from "../../value/value.ts";

/** Another workload, whose pod template is used instead of an object's own. */
export interface Reference {
  /** Where it is named. */
  readonly field: string;
  readonly target: ResourceIdentity;
}

/**
 * The workload that an object takes its pods from, if it names one. Source: argo-rollouts
 * pkg/apis/rollouts/v1alpha1/types.go ObjectRef
 */
export function referenceOf({ value, identity }: KrmObject, { workloadRef: field }: WorkloadKind): Reference | undefined {
  const found = field === undefined ? undefined : at(value, ...field.split("."));
  if (field === undefined || !isMap(found)) return undefined;
  const text = (key: string) => (typeof found[key] === "string" ? found[key] : "");
  const { namespace } = identity;
  return {
    field,
    target: { apiVersion: text("apiVersion"), kind: text("kind"), name: text("name"), ...(namespace !== undefined && { namespace }) },
  };
}

/** A workload as far as references need it. */
export interface NamedWorkload {
  readonly identity: ResourceIdentity;
  readonly location: Location;
  readonly reference?: Reference;
}

export function named({
  object: { identity },
  location,
  reference,
}: Omit<NamedWorkload, "identity"> & { readonly object: Pick<KrmObject, "identity"> }): NamedWorkload {
  return { identity, location, ...(reference && { reference }) };
}

/**
 * The outcome for workloads that name another one for their pods: that one is injected by its own kind, if it is there.
 */
export function referencesTold(workloads: readonly NamedWorkload[], defaultNamespace: string | undefined): readonly Diagnostic[] {
  const referring = workloads.filter(({ reference }) => reference !== undefined);
  if (referring.length === 0) return [];
  const keyOf = ({ kind, name, apiVersion, namespace }: ResourceIdentity) =>
    JSON.stringify([groupOf(apiVersion), kind, namespace ?? defaultNamespace, name]);
  const known = new Set(workloads.map(({ identity }) => keyOf(identity)));
  return referring.flatMap(({ identity, location, reference }) => {
    if (!reference) return [];
    const found = known.has(keyOf(reference.target)) ? elsewhere(identity, reference) : notFound(identity, reference);
    return [{ location, ...found }];
  });
}

function elsewhere(resource: ResourceIdentity, { field, target }: Reference): Diagnostic {
  return diagnostic("TemplateElsewhere", {
    resource,
    message: `Nothing is grafted into the ${resource.kind} itself: its pods come from the ${target.kind} ${target.name}, which is injected instead`,
    field: { path: field },
  });
}

function notFound(resource: ResourceIdentity, { field, target }: Reference): Diagnostic {
  const name = `${target.kind} ${target.name}`;
  return diagnostic("ReferenceNotFound", {
    resource,
    message: `The pods of the ${resource.kind} are not injected: they come from the ${name} (${target.apiVersion}), which is not in the input`,
    fix: `add the ${name} to what podgraft is given, or correct ${field}`,
    field: { path: field },
  });
}

function groupOf(apiVersion: string): string {
  return apiVersion.slice(0, Math.max(apiVersion.indexOf("/"), 0));
}
