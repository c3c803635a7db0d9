import * as z from "zod/mini";
import { labelSelector } from "../sidecar/config.ts";

const anything = z.record(z.string(), z.unknown());

/** The fields that a further control plane may have of its own. */
const controlPlane = {
  hub: z.optional(z.string()),
  /** A release, or a digest. */
  tag: z.optional(z.string()),
  /** The revision tags that point here; `default` takes istio-injection=enabled and istio.io/rev=default. */
  tags: z.optional(z.array(z.string())),
  /** In place of Istio's labels on the namespace; null is as good as absent. */
  namespaceSelector: z.optional(z.nullable(labelSelector)),
  enableNamespacesByDefault: z.optional(z.boolean()),
  /** As in Istio's Helm values; null removes one. */
  values: z.optional(anything),
  meshConfig: z.optional(anything),
  neverInjectSelector: z.optional(z.array(labelSelector)),
  alwaysInjectSelector: z.optional(z.array(labelSelector)),
  compliancePolicy: z.optional(z.enum(["", "fips-140-3"])),
  platform: z.optional(z.enum(["", "openshift"])),
  guideAnnotations: z.optional(z.boolean()),
};

/** `spec.istio`. Defaults are not applied here: the mesh's own ConfigMaps come between. */
export const istioConfig = z.strictObject({
  ...controlPlane,
  profile: z.optional(z.enum(["auto", "builtin", "mesh"])),
  precedence: z.optional(z.enum(["pod", "webhook"])),
  /** This control plane's name; absent or empty for the one without name. */
  revision: z.optional(z.string()),
  /** Go templates by name. */
  templates: z.optional(z.record(z.string(), z.string())),
  /** Further control planes: each has what is said above, but for what it says itself. */
  revisions: z.optional(z.array(z.strictObject({ ...controlPlane, name: z.string().check(z.minLength(1)) }))),
});

export type IstioConfig = z.infer<typeof istioConfig>;
