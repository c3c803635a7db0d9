import { minorOf } from "../../kube/minor.ts";

/** The oldest kubelet for which Istio's own setting "auto" takes native sidecars: they are stable from there on. */
const stableMinor = 33;

/** Below this a kubelet does not know `restartPolicy` of an init container, and the pod never starts. */
export const firstMinor = 28;

export interface NativeFacts {
  /** The version of the oldest kubelet ("1.34", "v1.33.1+k3s1"); absent: as if all were new enough. */
  readonly kubernetesVersion: string | undefined;
  /** `values.pilot.env.ENABLE_NATIVE_SIDECARS`, which overrides the version. */
  readonly setting: unknown;
}

/**
 * Whether the proxy is an init container with `restartPolicy: Always` unless the pod's annotation says otherwise.
 *
 * Source: istio pkg/kube/inject/webhook.go DetectNativeSidecar; pilot/pkg/features ENABLE_NATIVE_SIDECARS.
 */
export function usesNativeSidecars({ kubernetesVersion, setting }: NativeFacts): boolean {
  const mode = setting === undefined || setting === null ? "auto" : String(setting);
  if (mode !== "auto") return mode === "true";
  return kubernetesVersion === undefined || (minorOf(kubernetesVersion) ?? 0) >= stableMinor;
}
