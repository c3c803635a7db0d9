import * as z from "zod/mini";
import { istioConfig } from "../../istio/istio-config.ts";
import { userWorkloads } from "../../kube/workloads-config.ts";
import { sidecars } from "../../sidecar/config.ts";
import { dialectSettings } from "../engines.ts";

// Lazy, because making a schema takes time at the start.
const text = z.string().check(z.minLength(1));

/** "1.34", "v1.33.1+k3s1": anything else would silently count as too old for native sidecars. */
const VERSION = /^v?\d{1,3}\.\d{1,4}(?:\D|$)/;

function namespacesSchema() {
  const labels = z.optional(z.record(z.string(), z.string()));
  return z.strictObject({
    /** For resources that name no namespace; never guessed. */
    default: z.optional(text),
    /** What the cluster has and the input may lack. */
    known: z.optional(z.array(z.strictObject({ name: text, labels, annotations: labels }))),
  });
}

/** `spec` of a SidecarInjector, assembled from the parts that each owner defines. */
export const specSchema = z.strictObject({
  /** The oldest kubelet ("1.34"), which decides about native sidecars. */
  kubernetesVersion: z.optional(z.string().check(z.regex(VERSION, 'a version such as "1.34"'))),
  namespaces: z.optional(z.lazy(namespacesSchema)),
  /** Istio's sidecar; absent: none. */
  istio: z.optional(istioConfig),
  sidecars: z.optional(sidecars),
  /** Other vendors' injectors, by name. */
  dialects: z.optional(z.lazy(dialectSettings)),
  /** The order of grafting, by name; absent: the sidecars, the dialects, Istio, and the sidecars after it. */
  grafts: z.optional(z.array(text)),
  /** Kinds that podgraft does not know. */
  workloads: z.optional(userWorkloads),
  /** A pod that qualifies and cannot be injected fails the run, or is left as it is with a warning. */
  onUninjectable: z.optional(z.enum(["fail", "skip"])),
});

export type Spec = z.infer<typeof specSchema>;
