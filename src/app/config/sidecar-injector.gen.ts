// Made by tools/write-config-types.ts from the configuration's schema.

export interface IstioRevision {
  /** The registry that the proxy's image comes from. */
  readonly hub?: string | undefined;
  /** The proxy's version: a release such as 1.30.5, or a digest. */
  readonly tag?: string | undefined;
  /** Revision tags that point here; `default` takes istio-injection=enabled and istio.io/rev=default. */
  readonly tags?: readonly string[] | undefined;
  /** Selects namespaces, instead of Istio's own labels on them. */
  readonly namespaceSelector?: LabelSelector | null | undefined;
  /** Injects pods for which neither the namespace nor the pod says anything. */
  readonly enableNamespacesByDefault?: boolean | undefined;
  /** Any other setting, as in Istio's Helm values; null removes a value. */
  readonly values?: object | undefined;
  /** As in Istio's MeshConfig. */
  readonly meshConfig?: object | undefined;
  /** Label selectors of pods that are never injected. */
  readonly neverInjectSelector?: readonly LabelSelector[] | undefined;
  /** Label selectors of pods that are always injected. */
  readonly alwaysInjectSelector?: readonly LabelSelector[] | undefined;
  /** Istio's COMPLIANCE_POLICY; 1.30 does not have fips-140-3. */
  readonly compliancePolicy?: "" | "fips-140-2" | "fips-140-3" | "pqc" | undefined;
  /** openshift takes the proxy's user and group from the namespace's annotations. */
  readonly platform?: "" | "openshift" | undefined;
  /** Honours annotations that guides show and Istio ignores. */
  readonly guideAnnotations?: boolean | undefined;
  /** The control plane's name. */
  readonly name: string;
}

export interface IstioSettings {
  /** The registry that the proxy's image comes from. */
  readonly hub?: string | undefined;
  /** The proxy's version: a release such as 1.30.5, or a digest. */
  readonly tag?: string | undefined;
  /** Revision tags that point here; `default` takes istio-injection=enabled and istio.io/rev=default. */
  readonly tags?: readonly string[] | undefined;
  /** Selects namespaces, instead of Istio's own labels on them. */
  readonly namespaceSelector?: LabelSelector | null | undefined;
  /** Injects pods for which neither the namespace nor the pod says anything. */
  readonly enableNamespacesByDefault?: boolean | undefined;
  /** Any other setting, as in Istio's Helm values; null removes a value. */
  readonly values?: object | undefined;
  /** As in Istio's MeshConfig. */
  readonly meshConfig?: object | undefined;
  /** Label selectors of pods that are never injected. */
  readonly neverInjectSelector?: readonly LabelSelector[] | undefined;
  /** Label selectors of pods that are always injected. */
  readonly alwaysInjectSelector?: readonly LabelSelector[] | undefined;
  /** Istio's COMPLIANCE_POLICY; 1.30 does not have fips-140-3. */
  readonly compliancePolicy?: "" | "fips-140-2" | "fips-140-3" | "pqc" | undefined;
  /** openshift takes the proxy's user and group from the namespace's annotations. */
  readonly platform?: "" | "openshift" | undefined;
  /** Honours annotations that guides show and Istio ignores. */
  readonly guideAnnotations?: boolean | undefined;
  /** Which templates: podgraft's own (builtin) or those of the ConfigMaps in the input (mesh); auto uses the ConfigMaps if the input has them. */
  readonly profile?: "auto" | "builtin" | "mesh" | undefined;
  /** pod: a pod's inject key takes precedence over its namespace. webhook: exactly Istio's selectors. */
  readonly precedence?: "pod" | "webhook" | undefined;
  /** The control plane's name. */
  readonly revision?: string | undefined;
  /** Go templates by name, added to or replacing the injector's. */
  readonly templates?: { readonly [key: string]: string } | undefined;
  /** Waves that move workloads to the control plane in `revisions`; each wave adds workloads to those before it. */
  readonly rollout?: readonly {
    /** How many of the workloads, by a hash of namespace/name: a larger number keeps those of a smaller one. */
    readonly percent?: number | undefined;
    /** Only workloads in these namespaces. */
    readonly namespaces?: readonly string[] | undefined;
  }[] | undefined;
  /** Further control planes; each has the settings above, except those that it sets itself. */
  readonly revisions?: readonly IstioRevision[] | undefined;
}

export interface KnownNamespace {
  /** The namespace's name. */
  readonly name: string;
  /** Its labels. */
  readonly labels?: { readonly [key: string]: string } | undefined;
  /** Its annotations. */
  readonly annotations?: { readonly [key: string]: string } | undefined;
}

export interface LabelRequirement {
  /** The label's key. */
  readonly key: string;
  /** How the label is compared. */
  readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
  /** The values for In and NotIn; none for Exists and DoesNotExist. */
  readonly values?: readonly string[] | undefined;
}

/** As in Kubernetes: every requirement has to hold. */
export interface LabelSelector {
  /** Labels that all have to be there, with these values. */
  readonly matchLabels?: { readonly [key: string]: string } | undefined;
  /** Requirements that all have to hold. */
  readonly matchExpressions?: readonly LabelRequirement[] | undefined;
}

export interface Sidecar {
  /** Unique among the sidecars; named in reports. */
  readonly name: string;
  /** The kinds of workload that it goes into. Absent: every kind. */
  readonly kinds?: readonly string[] | undefined;
  /** The nodes that its containers run on: pods for other nodes do not get it. */
  readonly os?: "linux" | "windows" | undefined;
  /** Whether it goes into pods on the host's network. */
  readonly hostNetwork?: "inject" | "skip" | undefined;
  /** The pod label, or else annotation, whose "true" or "false" decides for a pod. */
  readonly optIn?: string | undefined;
  /** The namespaces whose pods get it. */
  readonly namespaceSelector?: LabelSelector | undefined;
  /** The pods that get it. */
  readonly podSelector?: LabelSelector | undefined;
  /** Whether every pod gets it, if no selector is given. */
  readonly policy?: "enabled" | "disabled" | undefined;
  /** Grafts it after Istio's sidecar instead of before; then the mesh does not see its ports, probes and containers. */
  readonly after?: "istio" | undefined;
  /** Starts its init containers, including native sidecars, before Istio's; the mesh still knows its ports. */
  readonly before?: "istio" | undefined;
  /** A partial pod, merged as a strategic merge patch. */
  readonly template?: {
    /** Labels and annotations. */
    readonly metadata?: object | undefined;
    /** Containers, init containers, volumes and everything else in a pod's spec. */
    readonly spec?: object | undefined;
  } | undefined;
  /** The same as a Go template. */
  readonly templateText?: string | undefined;
  /** A JSON Patch (RFC 6902) for the pod template, applied after `template` is merged. Paths begin with `/spec` or `/metadata`. */
  readonly jsonPatch?: readonly {
    /** The operation. */
    readonly op: "add" | "remove" | "replace" | "move" | "copy" | "test";
    /** The place, as a JSON pointer. */
    readonly path: string;
    /** The place that `move` and `copy` take from. */
    readonly from?: string | undefined;
    /** What `add`, `replace` and `test` write or compare. */
    readonly value?: unknown | undefined;
  }[] | undefined;
  /** The same as a Go template that renders the list of operations for each pod: [TEMPLATES.md](TEMPLATES.md). */
  readonly jsonPatchText?: string | undefined;
  /** A partial container that is merged into every container of the application. Its strings may be Go templates, with the data of `templateText`. */
  readonly appContainers?: object | undefined;
  /** The containers and init containers of the application that appContainers is merged into; `*` stands for any characters. */
  readonly appContainerNames?: readonly string[] | undefined;
  /** The pod label or annotation that lists those names, separated by commas; in a pod that has it, it replaces appContainerNames. */
  readonly appContainerNamesFrom?: string | undefined;
  /** If the pod and the sidecar have different values: an error (fail), the pod's value stays (keep), or the sidecar's value replaces it, with a warning (replace). Sets such as tolerations and envFrom are joined. */
  readonly onConflict?: "fail" | "keep" | "replace" | undefined;
  /** What goes into the templates of Knative's kinds: labels and annotations, or all of the pod. */
  readonly knative?: "metadata" | "pod" | undefined;
  /** Fields of the pod template that only a newer Kubernetes has. */
  readonly allowUnknownFields?: readonly string[] | undefined;
}

/** A configuration: `apiVersion: podgraft.dev/v1alpha1`, `kind: SidecarInjector`. */
export interface SidecarInjector {
  readonly apiVersion: "podgraft.dev/v1alpha1";
  readonly kind: "SidecarInjector";
  readonly metadata?: {
    /** The name under which provenance is kept. */
    readonly name?: string | undefined;
    readonly [key: string]: unknown;
  } | undefined;
  readonly spec: SidecarInjectorSpec;
}

export interface SidecarInjectorSpec {
  /** The oldest kubelet of the cluster, such as "1.34". Decides about native sidecars. */
  readonly kubernetesVersion?: string | undefined;
  /** What is known about namespaces besides the input. */
  readonly namespaces?: {
    /** The namespace of resources that name none. */
    readonly default?: string | undefined;
    /** Namespaces that the cluster has and the input may lack. */
    readonly known?: readonly KnownNamespace[] | undefined;
  } | undefined;
  /** Istio's sidecar. Absent: none. */
  readonly istio?: IstioSettings | undefined;
  /** Sidecars of your own, grafted in this order. */
  readonly sidecars?: readonly Sidecar[] | undefined;
  /** Other vendors' injectors, by name: [DIALECTS.md](DIALECTS.md). */
  readonly dialects?: {
    /** AWS's pod identity webhook (IAM roles for service accounts). */
    readonly "aws-pod-identity"?: {
      /** The webhook's release. */
      readonly version?: string | undefined;
      /** `--aws-default-region`, such as EKS sets: AWS_REGION and AWS_DEFAULT_REGION. */
      readonly region?: string | undefined;
      /** `--sts-regional-endpoint`: AWS_STS_REGIONAL_ENDPOINTS, where the ServiceAccount does not say. */
      readonly stsRegionalEndpoints?: boolean | undefined;
      /** `--token-audience`, where the ServiceAccount does not say. */
      readonly audience?: string | undefined;
      /** `--token-expiration` in seconds, where neither pod nor ServiceAccount says. */
      readonly tokenExpiration?: number | undefined;
      /** `--token-mount-path`. */
      readonly mountPath?: string | undefined;
      /** `--annotation-prefix` of all annotations. */
      readonly annotationPrefix?: string | undefined;
      /** EKS Pod Identity: the ServiceAccounts with an association, whose pods get its credentials instead of a role's. */
      readonly podIdentities?: readonly string[] | undefined;
      /** `--compose-role-arn`: what comes before a role's name. */
      readonly roleArnPrefix?: string | undefined;
    } | undefined;
    /** Azure's workload identity webhook. */
    readonly "azure-workload-identity"?: {
      /** The webhook's release. */
      readonly version?: string | undefined;
      /** `azureTenantID`: the tenant, where a ServiceAccount names none. */
      readonly tenantId: string;
      /** `azureEnvironment`, by which AZURE_AUTHORITY_HOST goes. */
      readonly environment?: "AzurePublicCloud" | "AzureUSGovernmentCloud" | "AzureChinaCloud" | undefined;
      /** `--audience` of the tokens. */
      readonly audience?: string | undefined;
      /** PROXY_IMAGE: the proxy's image. */
      readonly proxyImage?: string | undefined;
      /** PROXY_INIT_IMAGE: its init container's. */
      readonly proxyInitImage?: string | undefined;
      /** `logLevel` of the webhook, which the proxy has, too. */
      readonly logLevel?: "warning" | "info" | "debug" | "trace" | "all" | undefined;
    } | undefined;
    /** Dapr's sidecar injector. */
    readonly dapr?: {
      /** The injector's release. */
      readonly version?: string | undefined;
      /** Where the control plane is. */
      readonly namespace?: string | undefined;
      /** SIDECAR_IMAGE. */
      readonly image?: string | undefined;
      /** `sidecarImagePullPolicy`. */
      readonly imagePullPolicy?: "Always" | "IfNotPresent" | "Never" | undefined;
      /** `kubeClusterDomain`. */
      readonly clusterDomain?: string | undefined;
      /** `global.mtls.controlPlaneTrustDomain`. */
      readonly trustDomain?: string | undefined;
      /** The certificates of the mesh, in PEM. */
      readonly trustAnchors?: string | undefined;
      /** Pods of the StatefulSet `dapr-scheduler-server`. */
      readonly schedulerReplicas?: number | undefined;
      /** `global.actors.enabled`. */
      readonly actors?: boolean | undefined;
      /** `sidecarRunAsNonRoot`. */
      readonly runAsNonRoot?: boolean | undefined;
      /** `sidecarRunAsUser`. */
      readonly runAsUser?: number | undefined;
      /** `sidecarRunAsGroup`. */
      readonly runAsGroup?: number | undefined;
      /** `sidecarReadOnlyRootFilesystem`. */
      readonly readOnlyRootFilesystem?: boolean | undefined;
      /** `sidecarDropALLCapabilities`. */
      readonly dropAllCapabilities?: boolean | undefined;
      /** `enableK8sDownwardAPIs`. */
      readonly downwardAPIs?: boolean | undefined;
    } | undefined;
    /** Linkerd's proxy injector, with the values of the ConfigMap `linkerd-config` in the input. */
    readonly linkerd?: {
      /** The edge release, where the values name none, or one that is not known. */
      readonly version?: string | undefined;
      /** Where the control plane is. */
      readonly namespace?: string | undefined;
      /** The chart's values; they count before the ConfigMap's. */
      readonly values?: object | undefined;
      /** A ConfigMap in that namespace with the chart's `charts/partials/templates`. */
      readonly templates?: string | undefined;
    } | undefined;
  } | undefined;
  /** The order of grafting: the names of all sidecars and dialects, and `istio`. */
  readonly grafts?: readonly string[] | undefined;
  /** Kinds with pod templates that podgraft does not know. */
  readonly workloads?: readonly WorkloadKind[] | undefined;
  /** A pod that qualifies and cannot be injected: fail the run, or skip it with a warning. */
  readonly onUninjectable?: "fail" | "skip" | undefined;
}

export interface WorkloadKind {
  /** The kind's group and version. */
  readonly apiVersion: string;
  /** The kind. */
  readonly kind: string;
  /** Where its pod templates are, such as spec.pods[].template. */
  readonly podTemplates: readonly string[];
}
