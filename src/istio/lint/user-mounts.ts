import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { nearest } from "../../diagnostic/nearest.ts";
import { volumesOf } from "../../kube/pod.ts";
import { proxyContainer } from "../container-names.ts";
import { annotations } from "../names.ts";
import { userEntries } from "../profile/proxy-volumes.ts";
import type { PodLintFacts } from "./pod-lint-facts.ts";

/**
 * Mounts of `sidecar.istio.io/userVolumeMount` without a volume. The pods of a StatefulSet may have it from its claims.
 *
 * Source: kubernetes pkg/apis/core/validation ValidateVolumeMounts.
 */
export function userMounts({ podTemplate, injected, unread, workload }: PodLintFacts): readonly Diagnostic[] {
  const annotation = annotations.userVolumeMount;
  if (injected === undefined || unread.includes(annotation) || workload.kind === "StatefulSet") return [];
  const mounts = userEntries({ pod: podTemplate }, annotation).map(({ name, mountPath }) => ({ name: String(name), mountPath }));
  if (mounts.length === 0) return [];
  const volumes = volumesOf(injected).map(({ name }) => String(name));
  return mounts
    .filter(({ name }) => !volumes.includes(name))
    .map(({ name, mountPath }) => {
      const meant = nearest(name, volumes);
      return diagnostic("MissingVolume", {
        message: `Kubernetes refuses the pod: the annotation ${annotation} mounts the volume ${name}, which the pod does not have${meant === undefined ? "" : `. Did you mean ${meant}?`}`,
        fix: `add ${name} to the annotation ${annotations.userVolume}, or to spec.volumes`,
        field: { path: `metadata.annotations[${annotation}]` },
        covers: [`[${proxyContainer}].volumeMounts[${String(mountPath)}].name`],
      });
    });
}
