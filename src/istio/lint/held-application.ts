import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { at } from "../../value/value.ts";
import { isTruthy } from "../config/values.ts";
import { proxyContainer } from "../container-names.ts";
import { sidecarList, sidecarOf } from "../pod-containers.ts";
import type { PodLintFacts } from "./pod-lint-facts.ts";

/**
 * A lifecycle in the values replaces the hook by which a classic proxy holds the application.
 *
 * Source: istio manifests/charts/istio-control/istio-discovery/files/injection-template.yaml.
 */
export function holdWithoutHook({ injected, values, proxyConfig }: PodLintFacts): readonly Diagnostic[] {
  const isHeld =
    proxyConfig.holdApplicationUntilProxyStarts === true || isTruthy(at(values, "global", "proxy", "holdApplicationUntilProxyStarts"));
  if (injected === undefined || !isHeld || !isTruthy(at(values, "global", "proxy", "lifecycle"))) return [];
  const proxy = sidecarOf(injected);
  if (sidecarList(injected) !== "containers" || at(proxy, "lifecycle", "postStart") !== undefined) return [];
  return [
    diagnostic("HoldWithoutHook", {
      message:
        "The application does not wait for the proxy: values.global.proxy.lifecycle replaces the hook of holdApplicationUntilProxyStarts",
      fix: "add postStart: {exec: {command: [pilot-agent, wait]}} to values.global.proxy.lifecycle, or use native sidecars",
      field: { path: `spec.containers[${proxyContainer}].lifecycle` },
    }),
  ];
}
