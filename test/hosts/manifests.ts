/** A SidecarInjector of one sidecar: a container, or what `template` says. Hosts run it unless `annotations` says otherwise. */
export function injector({
  name = "logging",
  sidecar = "shipper",
  rules = "policy: enabled",
  image = "fluent/fluent-bit:3.1",
  annotations = "config.kubernetes.io/function: 'exec: {path: podgraft}'",
  template = `spec: {containers: [{name: ${sidecar}, image: "${image}"}]}`,
}: Partial<Record<"name" | "sidecar" | "rules" | "image" | "annotations" | "template", string>> = {}): string {
  return `apiVersion: podgraft.dev/v1alpha1
kind: SidecarInjector
metadata:
  name: ${name}
  annotations:
    ${annotations}
spec:
  sidecars:
  - name: ${sidecar}
    ${rules}
    template:
      ${template}
`;
}

/** A Kptfile whose pipeline runs podgraft with each configuration file. */
export function kptfile(name: string, configs: readonly string[] = ["injector.yaml"]): string {
  const mutators = configs.map((path) => `  - exec: podgraft\n    configPath: ${path}\n`).join("");
  const pipeline = mutators === "" ? "" : `pipeline:\n  mutators:\n${mutators}`;
  return `apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: ${name}\n${pipeline}`;
}

/** A Deployment in block style whose pod spec is `spec`, each line of it indented by six. */
export function deployment(
  name: string,
  {
    namespace,
    labels = `app: ${name}`,
    spec = `containers:\n      - name: app\n        image: example.com/${name}:1.0`,
  }: Partial<Record<"namespace" | "labels" | "spec", string>> = {},
): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
${namespace === undefined ? "" : `  namespace: ${namespace}\n`}spec:
  replicas: 2
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        ${labels}
    spec:
      ${spec}
`;
}

export function kustomization(fields: Readonly<Record<string, string>>): string {
  const lines = Object.entries(fields).map(([key, value]) => `${key}: ${value}\n`);
  return `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${lines.join("")}`;
}
