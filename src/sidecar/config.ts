import * as z from "zod/mini";
import { OPERATIONS } from "../change/json-patch.ts";
import { labelSelector } from "../kube/selector-config.ts";

const text = z.string().check(z.minLength(1));
const anything = z.optional(z.record(z.string(), z.unknown()));
// Equal schemas share one object, because each takes time at the start.
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
  /** The pod label, or else annotation, that is "true" or "false" for a pod. */
  optIn: optionalText,
  namespaceSelector: selector,
  podSelector: selector,
  /** Where no selector is given. */
  policy: z.optional(z.enum(["enabled", "disabled"])),
  /** Grafted after Istio's sidecar, which then does not count it as part of the app; absent: before. */
  after: z.optional(z.literal("istio")),
  /** Its init containers, including native sidecars, start before Istio's; absent: after them. */
  before: z.optional(z.literal("istio")),
  /** The partial pod; or use `templateText` instead. */
  template: z.optional(z.strictObject({ metadata: anything, spec: anything })),
  /** A Go template that renders the partial pod: docs/TEMPLATES.md. */
  templateText: z.optional(z.string()),
  /** Operations of a JSON Patch (RFC 6902) on the pod template, once the template is merged into it. */
  jsonPatch: z.optional(z.array(operation)),
  /** A Go template that renders these operations for each pod; or use `jsonPatch` instead. */
  jsonPatchText: z.optional(z.string()),
  /**
   * A partial container without a name, merged into every container of the app: not into its init containers, including
   * native sidecars, and not into containers that this configuration, another one or Istio grafted. Its strings may be
   * Go templates.
   */
  appContainers: anything,
  /**
   * The containers and init containers of the app that `appContainers` is merged into, `*` for any characters; absent:
   * every container.
   */
  appContainerNames: texts,
  /** The pod label, or else annotation, that lists them for a pod. */
  appContainerNamesFrom: optionalText,
  /** If the pod and the sidecar have different values: an error (the default), or whose value wins. */
  onConflict: z.optional(z.enum(["fail", "keep", "replace"])),
  /**
   * What goes into the templates of Knative's kinds, which refuse much of a pod's spec. `metadata` (the default): the
   * template's labels and annotations; `pod`: all of it, for clusters that enable Knative's feature flags for it.
   */
  knative: z.optional(z.enum(["metadata", "pod"])),
  /**
   * Fields of the pod template that a newer Kubernetes has and podgraft does not know, with `[]` for any item of a
   * list: `spec.containers[].newField`. A listed field is a warning; otherwise it is an error.
   */
  allowUnknownFields: texts,
});

export const sidecars = z.array(sidecar);

export type SidecarConfig = z.infer<typeof sidecar>;
