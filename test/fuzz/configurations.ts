/** The configurations that texts are injected with, by name: own sidecars, Istio, Istio behind its CNI plugin, and all of it. */
export const configurations = {
  own: configuration("own", ownSidecars()),
  istio: configuration("istio", "  istio: {tag: 1.30.5, enableNamespacesByDefault: true}\n"),
  cni: configuration("cni", "  istio: {tag: 1.30.5, enableNamespacesByDefault: true, values: {pilot: {cni: {enabled: true}}}}\n"),
  both: configuration("both", `${ownSidecars()}  istio: {tag: 1.30.5, enableNamespacesByDefault: true}\n`),
} as const;

export type ConfigurationName = keyof typeof configurations;

function configuration(name: string, spec: string): string {
  return `apiVersion: podgraft.dev/v1alpha1
kind: SidecarInjector
metadata: {name: ${name}}
spec:
  kubernetesVersion: "1.34"
  namespaces: {default: shop, known: [{name: shop}]}
${spec}`;
}

function ownSidecars(): string {
  return `  sidecars:
  - name: shipper
    policy: enabled
    template:
      metadata:
        annotations: {logs.example.com/shipped: "true"}
        labels: {graft: "y"}
      spec:
        initContainers: [{name: init, image: i}]
        containers:
        - name: shipper
          image: "fluent:3"
          env: [{name: A, value: "a\\nb\\n"}]
          args: [--x, "y"]
          volumeMounts: [{name: logs, mountPath: /l}]
        volumes: [{name: logs, emptyDir: {}}]
    appContainers:
      volumeMounts: [{name: logs, mountPath: /var/log/app}]
      env: [{name: LOG, value: "y"}]
`;
}
