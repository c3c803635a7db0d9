import { initContainer } from "./container-names.ts";

/** Why one of Istio's containers violates a level of Pod Security, and what to change; the first match counts. */
const FIXES: readonly { readonly fits: (container: string, fields: readonly string[]) => boolean; readonly fix: string }[] = [
  {
    fits: (container) => container === initContainer,
    fix: "install Istio's CNI plugin, and set istio.values.pilot.cni.enabled to true",
  },
  {
    fits: (_, fields) => fields.some((field) => field.endsWith(".privileged")),
    fix: "set istio.values.global.proxy.privileged to false",
  },
  {
    fits: (_, fields) => fields.every((field) => field.includes("seccompProfile")),
    fix: "set istio.values.global.proxy.seccompProfile to {type: RuntimeDefault}",
  },
  {
    fits: (_, fields) => fields.some((field) => field.includes("capabilities.add")),
    fix: "set the interception mode to REDIRECT, and leave out sidecar.istio.io/capNetBindService",
  },
];

export function podSecurityFix(container: string, fields: readonly string[]): string | undefined {
  return FIXES.find(({ fits }) => fits(container, fields))?.fix ?? "correct the annotations or values that set these fields";
}
