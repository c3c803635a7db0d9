import { type Diagnostic, diagnostic, type ResourceIdentity } from "../../diagnostic/diagnostic.ts";
import { at, isMap, newMap, type ValueMap } from "../../value/value.ts";

/** One workload, and whether its pods have a proxy. */
export interface MeshMember {
  readonly resource: ResourceIdentity;
  readonly podLabels: ValueMap;
  readonly hasProxy: boolean;
}

/**
 * Workloads without proxy that a PeerAuthentication of their namespace wants mutual TLS of: nobody can reach them from the mesh.
 *
 * Source: istio.io/api security/v1 PeerAuthentication: a selector limits it to pods, without one it holds for the namespace.
 */
export function lintStrictMtls(policies: readonly ValueMap[], members: readonly MeshMember[]): readonly Diagnostic[] {
  const strict = policies.filter((policy) => policy.kind === "PeerAuthentication" && at(policy, "spec", "mtls", "mode") === "STRICT");
  return members.flatMap(({ resource, podLabels, hasProxy }) => {
    const policy = hasProxy ? undefined : strict.find((found) => appliesTo(found, { resource, podLabels }));
    if (policy === undefined) return [];
    return [
      diagnostic("StrictWithoutSidecar", {
        message: `Cannot speak mutual TLS: the PeerAuthentication ${String(at(policy, "metadata", "name"))} wants it of all pods here, and this workload has no proxy; expected one`,
        fix: "Inject the workload, or exempt it by a PeerAuthentication with its selector.",
        resource,
      }),
    ];
  });
}

function appliesTo(policy: ValueMap, { resource, podLabels }: Omit<MeshMember, "hasProxy">): boolean {
  if (String(at(policy, "metadata", "namespace") ?? "default") !== (resource.namespace ?? "default")) return false;
  const wanted = at(policy, "spec", "selector", "matchLabels");
  const labels = isMap(wanted) ? wanted : newMap();
  return Object.keys(labels).every((key) => Object.hasOwn(podLabels, key) && podLabels[key] === labels[key]);
}
