import { type Diagnostic, diagnostic, type ResourceIdentity } from "../diagnostic/diagnostic.ts";
import { isLocalConfig, type KrmObject } from "../krm/objects.ts";
import { type Workload, workloadOf } from "../kube/workloads.ts";
import { at, isMap } from "../value/value.ts";
import type { WorkloadOptions } from "./workloads.ts";

/** Another workload, whose pod template counts in the place of an object's own. */
export interface Reference {
  /** Where it is named. */
  readonly field: string;
  readonly target: ResourceIdentity;
}

/** The workload that an object takes its pods from, where it names one. Source: argo-rollouts pkg/apis/rollouts/v1alpha1/types.go ObjectRef */
export function referenceOf({ value, identity }: KrmObject, { workloadRef: field }: Workload): Reference | undefined {
  const found = field === undefined ? undefined : at(value, ...field.split("."));
  if (field === undefined || !isMap(found)) return undefined;
  const text = (key: string) => (typeof found[key] === "string" ? found[key] : "");
  const { namespace } = identity;
  return {
    field,
    target: { apiVersion: text("apiVersion"), kind: text("kind"), name: text("name"), ...(namespace !== undefined && { namespace }) },
  };
}

/** What becomes of the pods of an object that names another: that one is injected by its own kind, if it is there. */
export function referenceTold(
  { identity }: KrmObject,
  { field, target, workloads, among, defaultNamespace }: Reference & WorkloadOptions,
): Diagnostic {
  const named = `${target.kind} ${target.name}`;
  const isNamed = ({ object: { value, identity: other } }: WorkloadOptions["among"][number]) =>
    other.kind === target.kind &&
    other.name === target.name &&
    groupOf(other.apiVersion) === groupOf(target.apiVersion) &&
    (other.namespace ?? defaultNamespace) === (target.namespace ?? defaultNamespace) &&
    workloadOf(other.apiVersion, other.kind, workloads) !== undefined &&
    !isLocalConfig(value);
  if (among.some(isNamed)) {
    return diagnostic("TemplateElsewhere", {
      resource: identity,
      message: `Nothing is grafted into the ${identity.kind} itself: its pods come from the ${named}, which is injected instead`,
      field: { path: field },
    });
  }
  return diagnostic("ReferenceNotFound", {
    resource: identity,
    message: `Cannot inject the pods of the ${identity.kind}: they come from the ${named} (${target.apiVersion}), which is not in the input; expected it there, in the same namespace`,
    fix: `add the ${named} to what podgraft is given, or correct ${field}`,
    field: { path: field },
  });
}

function groupOf(apiVersion: string): string {
  return apiVersion.slice(0, Math.max(apiVersion.indexOf("/"), 0));
}
