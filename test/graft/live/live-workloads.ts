import { Random } from "../../random.ts";

type Plain = Record<string, unknown>;

/** A workload with what injection depends on, of a number: the same for the same. */
export function liveWorkload(seed: number): Plain {
  const random = new Random(seed);
  const name = `w${seed}`;
  const kind = random.pick([
    "Deployment",
    "Deployment",
    "StatefulSet",
    "DaemonSet",
    "ReplicaSet",
    "Job",
    "CronJob",
    "ReplicationController",
    "Pod",
  ]);
  const metadata = { name, namespace: "shop" };
  const template = podTemplate(random, kind);
  const selector = { matchLabels: { app: name } };
  switch (kind) {
    case "Pod":
      return { apiVersion: "v1", kind, metadata: { ...metadata, ...template.metadata }, spec: template.spec };
    case "ReplicationController":
      return {
        apiVersion: "v1",
        kind,
        metadata,
        spec: { ...(random.chance(0.4) && { selector: { app: name } }), template: labelled(template, name) },
      };
    case "Job":
      return { apiVersion: "batch/v1", kind, metadata, spec: { template } };
    case "CronJob":
      return { apiVersion: "batch/v1", kind, metadata, spec: { schedule: "@daily", jobTemplate: { spec: { template } } } };
    default:
      return {
        apiVersion: "apps/v1",
        kind,
        metadata,
        spec: { ...(random.chance(0.5) && kind !== "DaemonSet" && { replicas: 2 }), selector, template: labelled(template, name) },
      };
  }
}

interface Template {
  readonly metadata?: { readonly labels?: Plain; readonly annotations?: Plain };
  readonly spec: Plain;
}

function labelled(template: Template, app: string): Template {
  return { ...template, metadata: { ...template.metadata, labels: { app, ...template.metadata?.labels } } };
}

function podTemplate(random: Random, kind: string): Template {
  const gateway = random.chance(0.15);
  const ends = kind === "Job" || kind === "CronJob";
  const count = 1 + random.below(3);
  const containers = gateway ? [ingress(random)] : Array.from({ length: count }, (_, i) => container(random, `c${i}`));
  const labels = random.chance(0.3) ? { version: "v1", ...(random.chance(0.3) && { "topology.istio.io/network": "net" }) } : {};
  const annotations = {
    ...(gateway && { "inject.istio.io/templates": "gateway" }),
    ...(random.chance(0.3) && {
      "prometheus.io/port": "9090",
      "prometheus.io/scrape": "true",
      ...(random.chance(0.5) && { "prometheus.io/path": "/m" }),
    }),
    ...(random.chance(0.2) && { "sidecar.istio.io/nativeSidecar": random.pick(["true", "false"]) }),
    ...(random.chance(0.2) && { "proxy.istio.io/config": "holdApplicationUntilProxyStarts: true" }),
    ...(random.chance(0.2) && { note: "x" }),
  };
  const metadata = {
    ...(Object.keys(labels).length > 0 && { labels }),
    ...(Object.keys(annotations).length > 0 && { annotations }),
  };
  return {
    ...(Object.keys(metadata).length > 0 && { metadata }),
    spec: {
      containers: [...containers, ...(gateway || random.chance(0.9) ? [] : [ownProxy(random)])],
      ...(random.chance(0.2) && { initContainers: [container(random, "init", false)] }),
      ...(ends && { restartPolicy: random.pick(["Never", "OnFailure"]) }),
      ...(!ends && random.chance(0.2) && { restartPolicy: "Always" }),
      ...(random.chance(0.2) && {
        volumes: [
          random.pick([
            { name: "v", emptyDir: {} },
            { name: "v", configMap: { name: "c" } },
          ]),
        ],
      }),
      ...(random.chance(0.2) && { serviceAccountName: "account" }),
      ...(random.chance(0.2) && { securityContext: random.pick([{}, { runAsNonRoot: true }, { fsGroup: 7 }]) }),
      ...(random.chance(0.2) && { terminationGracePeriodSeconds: random.pick([30, 60]) }),
      ...(random.chance(0.1) && { dnsPolicy: "ClusterFirst" }),
      ...(random.chance(0.2) && {
        resources: { limits: { cpu: "16", memory: "64Gi" }, ...(random.chance(0.3) && { requests: { memory: "32Gi" } }) },
      }),
    },
  };
}

function container(random: Random, name: string, isProbed = true): Plain {
  const port = 8080 + random.below(5);
  const ports = [{ containerPort: port, name: "http", ...(random.chance(0.3) && { protocol: "TCP" }) }];
  return {
    name,
    image: random.pick(["app:1", "app", "app:latest", "registry:5000/app", "app:1@sha256:aaaa"]),
    ...(random.chance(0.2) && { imagePullPolicy: random.pick(["Always", "IfNotPresent"]) }),
    ...(isProbed && random.chance(0.6) && { ports }),
    ...(random.chance(0.3) && {
      resources: random.pick([{}, { limits: { cpu: "2000m" } }, { requests: { memory: "1024Mi" }, limits: { memory: "1Gi" } }]),
    }),
    ...(random.chance(0.3) && {
      env: [
        { name: "A", value: "1" },
        { name: "IP", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } },
      ],
    }),
    ...(isProbed && random.chance(0.5) && { readinessProbe: probe(random, port) }),
    ...(isProbed && random.chance(0.4) && { livenessProbe: probe(random, port) }),
    ...(isProbed && random.chance(0.2) && { startupProbe: probe(random, port) }),
    ...(isProbed && random.chance(0.2) && { lifecycle: { preStop: { httpGet: { path: "/stop", port } } } }),
    ...(random.chance(0.1) && { terminationMessagePolicy: "File" }),
  };
}

function probe(random: Random, port: number): Plain {
  const http = {
    port,
    ...(random.chance(0.8) && { path: random.pick(["/", "/ready"]) }),
    ...(random.chance(0.3) && { scheme: random.pick(["HTTP", "HTTPS"]) }),
  };
  return {
    ...random.pick([
      { httpGet: http },
      { httpGet: http },
      { tcpSocket: { port } },
      { grpc: { port } },
      { grpc: { port, service: "s" } },
      { exec: { command: ["true"] } },
    ]),
    ...(random.chance(0.2) && { timeoutSeconds: random.pick([1, 5]) }),
    ...(random.chance(0.2) && { initialDelaySeconds: random.pick([0, 5]) }),
    ...(random.chance(0.2) && { periodSeconds: 10 }),
  };
}

function ingress(random: Random): Plain {
  return {
    name: "istio-proxy",
    image: "auto",
    ...(random.chance(0.4) && { ports: [{ containerPort: 80 }] }),
    ...(random.chance(0.3) && { imagePullPolicy: "Always" }),
  };
}

function ownProxy(random: Random): Plain {
  return {
    name: "istio-proxy",
    image: random.pick(["auto", "my/proxy:1"]),
    ...(random.chance(0.5) && { resources: { requests: { cpu: "1500m" } } }),
  };
}

export const sidecar = {
  name: "logs",
  policy: "enabled",
  // What the server fills in, and some of the apps have too.
  appContainers: { terminationMessagePolicy: "File" },
  template: {
    metadata: { annotations: { "example.com/logs": "json" } },
    spec: {
      dnsPolicy: "ClusterFirst",
      containers: [
        {
          name: "shipper",
          image: "shipper",
          resources: { limits: { memory: "1024Mi", cpu: 1 } },
          ports: [{ containerPort: 2020, protocol: "TCP" }, { containerPort: 2021 }],
          env: [
            { name: "NODE", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } },
            { name: "NONE", value: "" },
          ],
          readinessProbe: { grpc: { port: 2020 }, initialDelaySeconds: 0, timeoutSeconds: 1 },
          volumeMounts: [{ name: "logs", mountPath: "/logs", readOnly: false }],
        },
      ],
      volumes: [
        { name: "logs", emptyDir: { sizeLimit: "1024Mi", medium: "" } },
        {
          name: "info",
          downwardAPI: {
            items: [
              { path: "a", fieldRef: { fieldPath: "metadata.name" } },
              { path: "b", fieldRef: { apiVersion: "v1", fieldPath: "metadata.name" } },
            ],
          },
        },
      ],
    },
  },
};
