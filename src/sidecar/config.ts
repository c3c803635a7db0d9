import * as z from "zod/mini";
import { OPERATIONS } from "../change/json-patch.ts";
import { labelSelector } from "../kube/selector-config.ts";

const text = z.string().check(z.minLength(1));
const anything = z.optional(z.record(z.string(), z.unknown()));
// One object for all that are alike: each takes its time at the start.
const optionalText = z.optional(text);
const texts = z.optional(z.array(text));

const selector = z.optional(labelSelector);

// Made where a sidecar has one.
const operation = z.lazy(() =>
  z.strictObject({
    op: z.enum(OPERATIONS),
    path: z.string(),
    from: z.optional(z.string()),
    value: z.optional(z.unknown()),
  }),
);

/** One of `spec.sidecars`: a partial pod and the rules that say where it goes. */
export const sidecar = z.strictObject({
  /** Unique among the sidecars; named in reports and in provenance. */
  name: text,
  /** The workload kinds that it goes into; absent: every kind. */
  kinds: texts,
  /** The nodes that its containers run on. Absent: linux. */
  os: z.optional(z.enum(["linux", "windows"])),
  hostNetwork: z.optional(z.enum(["inject", "skip"])),
  /** The pod label, or else annotation, that says "true" or "false" for a pod. */
  optIn: optionalText,
  namespaceSelector: selector,
  podSelector: selector,
  /** Where no selector is given. */
  policy: z.optional(z.enum(["enabled", "disabled"])),
  /** Grafted once Istio's sidecar is in, which then does not count it as the app's; absent: before. */
  after: z.optional(z.literal("istio")),
  /** Its init containers, native sidecars among them, start before Istio's; absent: after them. */
  before: z.optional(z.literal("istio")),
  /** The partial pod; or, in its place, `templateText`. */
  template: z.optional(z.strictObject({ metadata: anything, spec: anything })),
  /** A Go template that renders the partial pod: docs/TEMPLATES.md. */
  templateText: z.optional(z.string()),
  /** Operations of a JSON Patch (RFC 6902) on the pod template, once the template is merged into it. */
  jsonPatch: z.optional(z.array(operation)),
  /** A Go template that renders these operations for each pod; or, in its place, `jsonPatch`. */
  jsonPatchText: z.optional(z.string()),
  /**
   * A partial container without a name, merged into every container of the app: not into its init containers, native
   * sidecars among them, and not into what this configuration, another one or Istio grafted. Its strings may be Go templates.
   */
  appContainers: anything,
  /** The containers and init containers of the app into which `appContainers` goes, `*` for any characters; absent: every container. */
  appContainerNames: texts,
  /** The pod label, or else annotation, that lists them for a pod. */
  appContainerNamesFrom: optionalText,
  /** Where the pod has another value than the sidecar: an error (the default), or whose value stays. */
  onConflict: z.optional(z.enum(["fail", "keep", "replace"])),
  /**
   * What goes into the templates of Knative's kinds, which refuse much of a pod's spec. `metadata` (the default): the
   * template's labels and annotations; `pod`: all of it, for clusters that enable Knative's feature flags for it.
   */
  knative: z.optional(z.enum(["metadata", "pod"])),
  /**
   * Fields of the pod template that podgraft does not know and a newer Kubernetes does, with `[]` for any item of a
   * list: `spec.containers[].newField`. Listed, one is a warning; else it is an error.
   */
  allowUnknownFields: texts,
});

export const sidecars = z.array(sidecar);

export type SidecarConfig = z.infer<typeof sidecar>;
