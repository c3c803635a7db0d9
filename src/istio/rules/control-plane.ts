import type { PodFacts } from "../../decide/facts.ts";
import type { Selector } from "../../kube/selector.ts";
import type { Wave, WaveMember } from "./rollout.ts";

/** One control plane, as the configuration or a cluster's webhooks describe it. */
export interface ControlPlane {
  /** Its name; "" if it has none, which Istio calls "default". */
  readonly revision: string;
  /** The revision tags that point to it; "default" makes it the one that `istio-injection: enabled` means. */
  readonly tags: readonly string[];
  /** Whether namespaces without any of Istio's labels are injected. Used in the default control plane only. */
  readonly enableNamespacesByDefault: boolean;
  /** Used instead of Istio's labels on the namespace; undefined: the labels count. */
  readonly namespaceSelector: Selector | undefined;
  /** `values.global.proxy.autoInject`: "enabled", "disabled"; anything else injects nothing. */
  readonly policy: string;
  /** Any of them keeps a pod out; one that is empty matches none. */
  readonly neverInjectSelector: readonly Selector[];
  /** Any of them injects a pod, unless a neverInjectSelector keeps it out. */
  readonly alwaysInjectSelector: readonly Selector[];
}

/** The labels by which a control plane is named: its revision and its tags. */
export function namesOf({ revision, tags }: Pick<ControlPlane, "revision" | "tags">): readonly string[] {
  return [...new Set([revision || "default", ...tags])];
}

export function isDefault(plane: ControlPlane): boolean {
  return namesOf(plane).includes("default");
}

/** The control plane of a revision or tag. A tag beats a revision of the same name, because Istio lets tags shadow it. */
export function planeNamed(planes: readonly ControlPlane[], name: string): ControlPlane | undefined {
  return planes.find(({ tags }) => tags.includes(name)) ?? planes.find(({ revision }) => (revision || "default") === name);
}

/** How the first control plane's workloads move to another one, step by step. */
export interface Rollout {
  readonly to: ControlPlane;
  readonly waves: readonly Wave[];
}

/** What decides about one pod template. */
export interface InjectionFacts {
  readonly facts: PodFacts;
  readonly planes: readonly ControlPlane[];
  /** webhook: exactly Istio's selectors. pod: a pod's own inject key takes precedence over its namespace. */
  readonly precedence: Precedence;
  /** The control plane that some of the first one's workloads move to, and the workload that runs the pod. */
  readonly rollout?: (Rollout & { readonly member: WaveMember }) | undefined;
}

export type Precedence = "pod" | "webhook";
