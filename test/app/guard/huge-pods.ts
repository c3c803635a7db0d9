import type { GuardedCase } from "./guarded.ts";

/** A tenth of the largest request that an API server takes: what CEL counts grows evenly, and its own time by the square. */
const LARGEST = (3 * 1024 * 1024) / 10;
/** And a tenth of its annotations. */
const ANNOTATIONS = (256 * 1024) / 10;

const namespace = {
  metadata: {
    name: "shop",
    labels: { "istio-injection": "enabled", mesh: "enabled", logging: "enabled" },
    annotations: { "linkerd.io/inject": "enabled" },
  },
};
const role = { "eks.amazonaws.com/role-arn": "a", "irsa.example.com/role-arn": "a", "azure.workload.identity/client-id": "a" };
const accounts = [{ apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "default", namespace: "shop", annotations: role } }];
/** What has pods asked for by other vendors' injectors. */
const asking = { labels: { "azure.workload.identity/use": "true" }, annotations: { "dapr.io/enabled": "true" } };
const app = { name: "app", image: "app:1" };

/** Pods that are as large as a server takes, each in another place: what evaluating a policy may cost at most. */
export function hugePods(): readonly GuardedCase[] {
  const many = <Item>(make: (i: number) => Item) => {
    const size = JSON.stringify(make(100_000)).length + 1;
    return Array.from({ length: Math.floor(LARGEST / size) }, (_, i) => make(100_000 + i));
  };
  const windows = (values: readonly string[]) => ({ matchExpressions: [{ key: "kubernetes.io/os", operator: "In", values }] });
  const terms = (nodeSelectorTerms: readonly unknown[]) => ({
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } },
  });
  const long = (key: string, part: string) => ({ [key]: part.repeat(Math.floor(ANNOTATIONS / part.length) - 1) });
  const mine = { name: "istio-proxy", image: `example.com/${"x".repeat(280)}` };
  const pods: readonly { readonly metadata?: object; readonly spec: object }[] = [
    { spec: { containers: many((i) => ({ name: `c${i}`, image: "a" })) } },
    { spec: { containers: [app], initContainers: many((i) => ({ name: `c${i}`, image: "a" })) } },
    { spec: { containers: [app], ...terms([windows(many(() => "windows"))]) } },
    { spec: { containers: [app], ...terms(many(() => windows(["windows"]))) } },
    { spec: { containers: [app], volumes: many((i) => ({ name: `v${i}` })) } },
    { metadata: { ownerReferences: many((i) => ({ apiVersion: "v1", kind: "A", name: `o${i}`, uid: "u" })) }, spec: { containers: [app] } },
    { metadata: { annotations: long("inject.istio.io/templates", ",") }, spec: { containers: [app] } },
    {
      metadata: { annotations: { "sidecar.istio.io/status": "{}", ...long("proxy.istio.io/overrides", "x") } },
      spec: { containers: [app, mine] },
    },
    {
      metadata: { annotations: { "sidecar.istio.io/status": "{}", ...long("proxy.istio.io/config", "x") } },
      spec: { containers: [app, mine] },
    },
    { metadata: { labels: Object.fromEntries(many((i) => [`l${i}`, "x"] as const)) }, spec: { containers: [app] } },
  ];
  // A tenth of what is looked at of them.
  const containers = (of: object) => Array.from({ length: 49 }, (_, i) => ({ name: `c${i}`, image: "cr.l5d.io/", ...of }));
  const names = ["AWS_ROLE_ARN", "AZURE_FEDERATED_TOKEN_FILE", ...Array.from({ length: 48 }, (_, i) => `E${i}`)];
  const variables = names.map((name) => ({ name }));
  const volumeMounts = names.map((name) => ({ name, mountPath: "/var/run/secrets/azure" }));
  const source = (i: number) => ({ serviceAccountToken: { path: `${i}` } });
  const vendors: typeof pods = [
    { metadata: asking, spec: { containers: containers({ env: variables, volumeMounts }) } },
    { metadata: asking, spec: { containers: [app], volumes: [{ name: "v", projected: { sources: many(source) } }] } },
    { metadata: asking, spec: { containers: many((i) => ({ name: `c${i}`, image: "cr.l5d.io/" })) } },
    ...["azure.workload.identity/skip-containers", "azure.workload.identity/service-account-token-expiration"].map((key) => ({
      metadata: { ...asking, annotations: { ...asking.annotations, ...long(key, "0") } },
      spec: { containers: [app] },
    })),
  ];
  return [...pods, ...vendors].map((pod) => ({ namespace, pod: pod as never, accounts, isFound: false }));
}
