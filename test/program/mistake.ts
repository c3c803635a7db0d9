/** What somebody did wrong: the files as written, and the command. */
export interface Mistake {
  readonly name: string;
  /** Beside `web.yaml` and `inj.yaml`, or in their place. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Absent: `inject -f web.yaml -c inj.yaml`. */
  readonly args?: string;
  readonly input?: string;
}

export const config = `apiVersion: podgraft.dev/v1alpha1
kind: SidecarInjector
metadata:
  name: platform
spec:
  kubernetesVersion: "1.34"
  namespaces:
    known:
    - {name: shop, labels: {istio-injection: enabled, logging: enabled}}
  istio:
    tag: 1.30.5
  sidecars:
  - name: log-shipper
    namespaceSelector: {matchLabels: {logging: enabled}}
    template:
      spec:
        containers:
        - name: log-shipper
          image: fluent/fluent-bit:3.1.9
`;

export const web = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: web
        image: nginx:1.27.3
`;

/** A text in which something is written otherwise; what is replaced must be there. */
export function edited(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`the text has no ${from}`);
  return text.replace(from, () => to);
}

/** A mistake in the configuration. */
export const inConfig = (name: string, from: string, to: string): Mistake => ({ name, files: { "inj.yaml": edited(config, from, to) } });

/** A mistake in the manifest; with `command` check where that is what somebody would run. */
export const inManifest = (name: string, from: string, to: string, command = "inject"): Mistake => ({
  name,
  files: { "web.yaml": edited(web, from, to) },
  args: `${command} -f web.yaml -c inj.yaml`,
});

/** An annotation or label of the pod template. */
export const inPod = (name: string, metadata: string, command = "inject"): Mistake =>
  inManifest(name, "      labels: {app: web}\n", metadata, command);
