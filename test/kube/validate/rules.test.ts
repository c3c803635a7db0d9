import { validatePod } from "../../../src/kube/validate/validate-pod.ts";
import { toValue, type ValueMap } from "../../../src/value/value.ts";
import { assert, suite, table } from "../../cases.ts";

interface Row {
  readonly title: string;
  readonly container?: object;
  readonly spec?: object;
  readonly metadata?: object;
  readonly kind?: string;
  readonly minor?: number;
  /** Where a fault is, as often as it is reported. */
  readonly faults: readonly string[];
}

function faultsOf({ container = {}, spec = {}, metadata = {}, kind, minor = 34 }: Omit<Row, "title" | "faults">): readonly string[] {
  const all = {
    metadata,
    spec: { containers: [{ name: "a", image: "a:1", terminationMessagePolicy: "File", imagePullPolicy: "Always", ...container }], ...spec },
  };
  return validatePod(toValue(all) as ValueMap, { minor, kind }).map(({ path }) => path.join("."));
}

const APPARMOR = "container.apparmor.security.beta.kubernetes.io/a";
const at = (field: string) => `spec.containers.0.${field}`;
const apparmor = (value: string) => ({ annotations: { [APPARMOR]: value } });
const signal = (stopSignal: string, os?: string) => ({
  container: { lifecycle: { stopSignal } },
  spec: os === undefined ? {} : { os: { name: os } },
});
const claim = (dataSource: object, dataSourceRef: object) => ({
  spec: {
    volumes: [
      {
        name: "v",
        ephemeral: {
          volumeClaimTemplate: {
            spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } }, dataSource, dataSourceRef },
          },
        },
      },
    ],
  },
});
const second = (fields: object) => ({ name: "b", image: "b:1", terminationMessagePolicy: "File", imagePullPolicy: "Always", ...fields });

const spread = (fields: object) => ({
  spec: { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: "zone", whenUnsatisfiable: "DoNotSchedule", ...fields }] },
});

const rows: readonly Row[] = [
  {
    title: "a ConfigMap's name between dashes",
    container: { envFrom: [{ configMapRef: { name: "-a-" } }] },
    faults: [at("envFrom.0.configMapRef.name")],
  },
  { title: "a ConfigMap's name with a dash behind it", container: { envFrom: [{ configMapRef: { name: "a-" } }] }, faults: [] },
  {
    title: "a spread constraint's keys that its selector has, before they were merged",
    minor: 33,
    ...spread({ labelSelector: { matchLabels: { app: "a" } }, matchLabelKeys: ["app"] }),
    faults: ["spec.topologySpreadConstraints.0.matchLabelKeys.0"],
  },
  {
    title: "a spread constraint's keys that its selector has, since they are merged",
    ...spread({ labelSelector: { matchLabels: { app: "a" } }, matchLabelKeys: ["app"] }),
    faults: [],
  },
  { title: "annotations of more than 256 KiB", metadata: { annotations: { a: "x".repeat(262_144) } }, faults: ["metadata.annotations"] },
  { title: "annotations of 256 KiB", metadata: { annotations: { a: "x".repeat(262_143) } }, faults: [] },
  {
    title: "a deletion cost below 32 bits",
    metadata: { annotations: { "controller.kubernetes.io/pod-deletion-cost": "-2147483649" } },
    faults: ["metadata.annotations.controller.kubernetes.io/pod-deletion-cost"],
  },
  {
    title: "the least deletion cost",
    metadata: { annotations: { "controller.kubernetes.io/pod-deletion-cost": "-2147483648" } },
    faults: [],
  },
  { title: "an AppArmor profile of the node, by annotation", metadata: apparmor("localhost/web"), faults: [] },
  { title: "an AppArmor profile of no kind", metadata: apparmor("web/localhost/"), faults: [`metadata.annotations.${APPARMOR}`] },
  {
    title: "an AppArmor annotation and another profile of the pod",
    metadata: apparmor("unconfined"),
    spec: { securityContext: { appArmorProfile: { type: "RuntimeDefault" } } },
    faults: [`metadata.annotations.${APPARMOR}`],
  },
  {
    title: "an AppArmor annotation and the same profile",
    metadata: apparmor("localhost/web"),
    container: { securityContext: { appArmorProfile: { type: "Localhost", localhostProfile: "web" } } },
    faults: [],
  },
  {
    title: "an AppArmor annotation that names no profile of the node, and one that does",
    metadata: apparmor("unconfined"),
    container: { securityContext: { appArmorProfile: { type: "Localhost", localhostProfile: "web" } } },
    faults: [`metadata.annotations.${APPARMOR}`],
  },
  { title: "a variable's name with a space in 1.29", container: { env: [{ name: "a b" }] }, minor: 31, faults: [at("env.0.name")] },
  { title: "a variable's name with a space since 1.32", container: { env: [{ name: "a b" }] }, minor: 32, faults: [] },
  { title: "a variable without a name is reported once", container: { env: [{ value: "a" }] }, faults: [at("env.0.name")] },
  {
    title: "subPath and subPathExpr",
    container: { volumeMounts: [{ name: "v", mountPath: "/v", subPath: "a", subPathExpr: "b" }] },
    spec: { volumes: [{ name: "v", emptyDir: {} }] },
    faults: [at("volumeMounts.0")],
  },
  {
    title: "a volume as a device that is not there",
    container: { volumeDevices: [{ name: "w", devicePath: "/dev/w" }] },
    faults: [at("volumeDevices.0.name")],
  },
  {
    title: "the last real-time signals",
    container: { lifecycle: { stopSignal: "SIGRTMIN+15" } },
    spec: { os: { name: "linux" } },
    faults: [],
  },
  { title: "SIGRTMIN+16", ...signal("SIGRTMIN+16", "linux"), faults: [at("lifecycle.stopSignal")] },
  { title: "SIGRTMIN+0", ...signal("SIGRTMIN+0", "linux"), faults: [at("lifecycle.stopSignal")] },
  { title: "SIGRTMAX-14", ...signal("SIGRTMAX-14", "linux"), faults: [] },
  { title: "SIGRTMAX-0", ...signal("SIGRTMAX-0", "linux"), faults: [at("lifecycle.stopSignal")] },
  { title: "an unknown signal, where no system is named, is reported once", ...signal("SIGNONE"), faults: [at("lifecycle.stopSignal")] },
  { title: "a host's address of IPv6 without ::", spec: { hostAliases: [{ ip: "1:2:3:4:5:6:7:8", hostnames: ["a"] }] }, faults: [] },
  { title: "one that ends with an address of IPv4", spec: { hostAliases: [{ ip: "1:2:3:4:5:6:1.2.3.4", hostnames: ["a"] }] }, faults: [] },
  {
    title: "one with an address of IPv4 before ::",
    spec: { hostAliases: [{ ip: "1.2.3.4::", hostnames: ["a"] }] },
    faults: ["spec.hostAliases.0.ip"],
  },
  {
    title: "a container's limit above the pod's",
    container: { resources: { limits: { cpu: "2" } } },
    spec: { resources: { limits: { cpu: "1" } } },
    faults: [at("resources.limits.cpu")],
  },
  {
    title: "pod requests below an init container with the native sidecar before it",
    spec: {
      resources: { requests: { cpu: "2" } },
      initContainers: [
        second({ restartPolicy: "Always", resources: { requests: { cpu: "1" } } }),
        second({ name: "c", resources: { requests: { cpu: "1500m" } } }),
      ],
    },
    faults: ["spec.resources.requests.cpu"],
  },
  {
    title: "finalizers that have no domain",
    metadata: { finalizers: ["kubernetes", "orphan", "mine"] },
    kind: "Pod",
    faults: ["metadata.finalizers.2"],
  },
  {
    title: "two containers on one port of the host",
    container: { ports: [{ containerPort: 1, hostPort: 1, protocol: "TCP" }] },
    spec: {},
    faults: [],
  },
  {
    title: "an init container on a container's port of the host",
    container: { ports: [{ containerPort: 1, hostPort: 1, protocol: "TCP" }] },
    spec: { initContainers: [second({ ports: [{ containerPort: 1, hostPort: 1, protocol: "TCP" }] })] },
    faults: [],
  },
  {
    title: "a request of a ten-thousandth above the limit",
    container: { resources: { requests: { cpu: "1000.1m" }, limits: { cpu: "1" } } },
    faults: [at("resources.requests.cpu")],
  },
  {
    title: "an extended resource with another limit than request",
    container: { resources: { requests: { "example.com/gpu": "1" }, limits: { "example.com/gpu": "2" } } },
    faults: [at("resources.requests.example.com/gpu")],
  },
  {
    title: "an option of a FlexVolume in k8s.io",
    spec: { volumes: [{ name: "v", flexVolume: { driver: "example.com/a", options: { "k8s.io/a": "b" } } }] },
    faults: ["spec.volumes.0.flexVolume.options.k8s.io/a"],
  },
  {
    title: "a claim's two sources alike",
    ...claim({ kind: "PersistentVolumeClaim", name: "x" }, { kind: "PersistentVolumeClaim", name: "x" }),
    faults: [],
  },
  {
    title: "a claim's two sources that differ",
    ...claim({ kind: "PersistentVolumeClaim", name: "x" }, { kind: "PersistentVolumeClaim", name: "y" }),
    faults: ["spec.volumes.0.ephemeral.volumeClaimTemplate.spec.dataSource"],
  },
  { title: "a search domain that ends with a dot, and the root", spec: { dnsConfig: { searches: ["example.com.", "."] } }, faults: [] },
  { title: "a search domain of two dots", spec: { dnsConfig: { searches: ["example.com.."] } }, faults: ["spec.dnsConfig.searches.0"] },
  { title: "a field that no minor knows", spec: { nonsense: 1 }, faults: ["spec.nonsense"] },
  ...[
    ["2026-02-30T00:00:00Z", true],
    ["2026-02-28T24:00:00Z", true],
    ["2026-02-28T23:59:60Z", true],
    ["2026-02-28T23:59:59Z", false],
  ].map(
    ([time, isRefused]): Row => ({
      title: `the time ${time}`,
      metadata: { creationTimestamp: time },
      faults: isRefused ? ["metadata.creationTimestamp"] : [],
    }),
  ),
];

table("a pod that", rows, { title: ({ title }) => title, run: ({ title, faults, ...pod }) => assert.equal(faultsOf(pod), faults) });

suite("a part that an earlier pod has, too", (test) => {
  const container = toValue({
    name: "a",
    image: "a:1",
    terminationMessagePolicy: "File",
    imagePullPolicy: "Always",
    lifecycle: { stopSignal: "SIGKILL" },
  });
  const pod = (os?: string) =>
    ({ spec: { ...(os !== undefined && { os: { name: os } }), containers: [container] } }) as unknown as ValueMap;
  test("is looked at again where what it depends on has changed", () =>
    assert.equal(
      validatePod(pod(), { minor: 34, before: pod("linux") }).map(({ path }) => path.join(".")),
      ["spec.containers.0.lifecycle.stopSignal"],
    ));
});
