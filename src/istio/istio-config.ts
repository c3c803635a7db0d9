import * as z from "zod/mini";
import { labelSelector } from "../kube/selector-config.ts";

const REVISION = "a name of at most 63 lower-case letters, digits and -";

// Each is made once, and all of them for the first configuration of Istio: making them takes a good part of the start.
function istioSchema() {
  const text = z.optional(z.string());
  const anything = z.optional(z.record(z.string(), z.unknown()));
  const boolean = z.optional(z.boolean());
  const selectors = z.optional(z.array(labelSelector));
  /** The fields that a further control plane may have of its own. */
  const controlPlane = {
    hub: text,
    /** A release, or a digest. */
    tag: text,
    /** The revision tags that point here; `default` takes istio-injection=enabled and istio.io/rev=default. */
    tags: z.optional(z.array(z.string())),
    /** Used instead of Istio's labels on the namespace; null means the same as absent. */
    namespaceSelector: z.optional(z.nullable(labelSelector)),
    enableNamespacesByDefault: boolean,
    /** As in Istio's Helm values; null removes one. */
    values: anything,
    meshConfig: anything,
    neverInjectSelector: selectors,
    alwaysInjectSelector: selectors,
    compliancePolicy: z.optional(z.enum(["", "fips-140-2", "fips-140-3", "pqc"])),
    platform: z.optional(z.enum(["", "openshift"])),
    guideAnnotations: boolean,
  };
  return z.strictObject({
    ...controlPlane,
    profile: z.optional(z.enum(["auto", "builtin", "mesh"])),
    precedence: z.optional(z.enum(["pod", "webhook"])),
    /** This control plane's name; absent or empty for the one without name. */
    revision: z.optional(z.string().check(z.regex(/^(?:[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?)?$/, REVISION))),
    /** Go templates by name. */
    templates: z.optional(z.record(z.string(), z.string())),
    /** Waves that move workloads of this control plane to the one in `revisions`; each adds to those before it. */
    rollout: z.optional(
      z.array(
        z.strictObject({
          percent: z.optional(z.number().check(z.minimum(0), z.maximum(100))),
          namespaces: z.optional(z.array(z.string())),
        }),
      ),
    ),
    /** Further control planes: each has the settings above, except those that it sets itself. */
    revisions: z.optional(
      z.array(z.strictObject({ ...controlPlane, name: z.string().check(z.regex(/^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/, REVISION)) })),
    ),
  });
}

/** `spec.istio`. Defaults are not applied here: the mesh's own ConfigMaps come between. */
export const istioConfig = z.lazy(istioSchema);

export type IstioConfig = z.infer<typeof istioConfig>;
