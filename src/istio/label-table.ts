export interface LabelRow {
  readonly name: string;
  /** What has it, if not only the pod template. */
  readonly on?: string;
  readonly value: string;
  /** For docs/ANNOTATIONS.md. */
  readonly effect: string;
}

/** The labels of pods and namespaces that Istio reads or writes. */
export const labelTable = {
  inject: { name: "sidecar.istio.io/inject", value: '"true", "false"', effect: "in or out; beats the annotation" },
  revision: {
    name: "istio.io/rev",
    on: "the pod template or the namespace",
    value: "a revision or tag",
    effect: "the control plane that injects; the namespace's beats the pod's",
  },
  injection: { name: "istio-injection", on: "the namespace", value: "enabled, disabled", effect: "in or out; beats `istio.io/rev`" },
  tag: { name: "istio.io/tag", on: "the webhook configuration", value: "a tag", effect: "tells which revision the tag names" },
  dataplaneMode: {
    name: "istio.io/dataplane-mode",
    on: "the pod template or the namespace",
    value: "ambient, none",
    effect: "a warning together with a sidecar",
  },
  namespaceName: {
    name: "kubernetes.io/metadata.name",
    on: "the namespace",
    value: "its name",
    effect: "for selectors; never has to be written",
  },
  podSecurity: {
    name: "pod-security.kubernetes.io/enforce",
    on: "the namespace",
    value: "baseline, restricted",
    effect: "a warning where the init container would be rejected",
  },
  tlsMode: { name: "security.istio.io/tlsMode", value: "istio, disabled", effect: "written unless set" },
  canonicalName: {
    name: "service.istio.io/canonical-name",
    value: "a name",
    effect: "written unless set: from `app.kubernetes.io/name`, `app`, or the workload",
  },
  canonicalRevision: {
    name: "service.istio.io/canonical-revision",
    value: "a revision",
    effect: 'written unless set: from `app.kubernetes.io/version`, `version`, or "latest"',
  },
  workloadName: { name: "service.istio.io/workload-name", value: "a name", effect: "the workload's name in telemetry" },
  network: { name: "topology.istio.io/network", value: "a network", effect: "beats the values'; written" },
  tunnel: { name: "networking.istio.io/tunnel", value: "http", effect: "written with HBONE" },
  app: { name: "app", value: "–", effect: "read for the canonical name" },
  appName: { name: "app.kubernetes.io/name", value: "–", effect: "read for the canonical name, before `app`" },
  version: { name: "version", value: "–", effect: "read for the canonical revision" },
  appVersion: { name: "app.kubernetes.io/version", value: "–", effect: "read for the canonical revision, before `version`" },
} as const satisfies Readonly<Record<string, LabelRow>>;
