import type { ControlPlane, InjectionFacts, Precedence } from "../../../src/istio/rules/control-plane.ts";
import { mapOf, podOf } from "../contexts.ts";

/** A control plane that takes what is labelled for the default one. */
export function plane(overrides: Partial<ControlPlane> = {}): ControlPlane {
  return {
    revision: "",
    tags: ["default"],
    enableNamespacesByDefault: false,
    namespaceSelector: undefined,
    policy: "enabled",
    neverInjectSelector: [],
    alwaysInjectSelector: [],
    ...overrides,
  };
}

export const canary = plane({ revision: "canary", tags: ["next"] });

/** What is known of a pod and its namespace; what is left out is as usual. */
export interface Given {
  readonly namespace?: Record<string, string | null>;
  readonly name?: string;
  readonly labels?: Record<string, string | null>;
  readonly annotations?: Record<string, string>;
  readonly hostNetwork?: boolean;
  readonly os?: string;
  /** Nobody knows the namespace. */
  readonly unknown?: boolean;
  readonly planes?: readonly ControlPlane[];
  readonly precedence?: Precedence;
}

export function factsOf(given: Given): InjectionFacts {
  return {
    facts: {
      workload: { apiVersion: "apps/v1", kind: "Deployment", name: "web", namespace: given.name ?? "shop" },
      podTemplate: podOf(
        { labels: given.labels ?? {}, annotations: given.annotations ?? {} },
        { hostNetwork: given.hostNetwork ?? false, ...(given.os && { os: { name: given.os } }), containers: [] },
      ),
      namespace: {
        name: given.name ?? "shop",
        labels: mapOf(given.namespace ?? {}),
        annotations: mapOf({}),
        isKnown: !given.unknown,
        source: { file: "namespace.yaml" },
      },
    },
    planes: given.planes ?? [plane(), canary],
    precedence: given.precedence ?? "pod",
  };
}
