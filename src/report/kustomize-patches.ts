import type { Delta } from "../change/delta.ts";
import type { ResourceIdentity } from "../diagnostic/diagnostic.ts";
import { isMap, mapAt, toValue, type Value } from "../value/value.ts";
import { collectionLines, ownStyle } from "../yaml/write.ts";
import { jsonPatch } from "./json-patch.ts";
import { mergePatch } from "./merge-patch.ts";

/**
 * A kustomization's `patches` with the same result as injection: for each workload a strategic merge patch if one can
 * express it, otherwise a JSON patch.
 */
export function kustomizePatches(changed: readonly { readonly identity: ResourceIdentity; readonly delta: Delta }[]): string {
  const patches = changed.map(({ identity, delta }) => ({ target: targetOf(identity), patch: `${yaml(patchOf(identity, delta))}\n` }));
  return `${yaml(toValue({ apiVersion: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization", patches }))}\n`;
}

function patchOf({ apiVersion, kind, name }: ResourceIdentity, delta: Delta): Value {
  const merge = mergePatch(delta);
  if (!isMap(merge)) return toValue(jsonPatch(delta));
  return toValue({ apiVersion, kind, ...merge, metadata: { name, ...mapAt(merge, "metadata") } });
}

/**
 * kustomize reads names as regular expressions, which it anchors itself; Kubernetes' names have no special character
 * except the dot.
 */
function targetOf({ apiVersion, kind, name, namespace }: ResourceIdentity): Readonly<Record<string, string>> {
  const [version, group] = apiVersion.split("/").reverse() as [string, string | undefined];
  const exactly = (text: string) => text.replace(/\./g, "\\.");
  return {
    ...(group !== undefined && { group }),
    version,
    kind,
    name: exactly(name),
    ...(namespace !== undefined && { namespace: exactly(namespace) }),
  };
}

function yaml(value: Value): string {
  return collectionLines(value, { column: 0, style: ownStyle });
}
