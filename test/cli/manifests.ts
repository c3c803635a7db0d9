/** A Deployment as people write it, with a comment to be kept. */
export function deployment(name: string, { namespace = "shop", labels = "" }: { namespace?: string; labels?: string } = {}): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
${namespace === "" ? "" : `  namespace: ${namespace}\n`}spec:
  selector:
    matchLabels: {app: ${name}}
  template:
    metadata:
      labels: {app: ${name}${labels === "" ? "" : `, ${labels}`}}
    spec:
      containers:
      - name: ${name}
        image: nginx:1.27.3 # pinned
`;
}

export const namespace = (name: string, labels: string): string => `apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  labels: {${labels}}
`;

/** A SidecarInjector with one sidecar of the user's own. */
export const ownSidecar = `apiVersion: podgraft.dev/v1alpha1
kind: SidecarInjector
metadata:
  name: logging
spec:
  sidecars:
  - name: shipper
    optIn: ship
    namespaceSelector:
      matchLabels: {logging: enabled}
    template:
      spec:
        containers:
        - name: shipper
          image: fluent-bit:3
          resources:
            requests: {cpu: 10m, memory: 32Mi}
`;

/** A SidecarInjector with Istio's sidecar. */
export const istioSidecar = `apiVersion: podgraft.dev/v1alpha1
kind: SidecarInjector
metadata:
  name: mesh
spec:
  kubernetesVersion: "1.34"
  istio: {tag: 1.30.5}
`;
