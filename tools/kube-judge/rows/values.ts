import type { Random } from "../../../test/random.ts";

const long = (length: number, letter = "a") => letter.repeat(length);

/** Texts at and beyond the edges of Kubernetes' formats. */
const texts: readonly unknown[] = [
  ...[
    "",
    "a",
    "A",
    "1",
    "1a",
    "8080",
    "a-b",
    "a_b",
    "a.b",
    "a--b",
    "-a",
    "a-",
    ".a",
    "a.",
    "_a",
    "a b",
    " a",
    "a=b",
    "a:b",
    "a%",
    "é",
    "a\n",
  ],
  ...["a/b", "/a", "/", "a/", "a/b/c", "A/b", "a.b/C_d", "..", ".", "../a", "a/..", "a/../b", "..a", "a..b", "/a/../b", "a\\b", "~"],
  ...[long(15), long(16), long(63), long(64), long(253), long(254), `${long(63)}.${long(63)}`, `a.b/${long(63)}`, `a.b/${long(64)}`],
  ...["example.com", "Example.com", "example.com.", "kubernetes.io/a", "a.kubernetes.io/b", "requests.a/b", "*", "http", "80", "0x50"],
  ...["10.0.0.1", "010.0.0.1", "10.0.0.256", "10.0.0", "::1", "fe80::1%eth0", "::ffff:1.2.3.4", "1::2::3", "2001:db8::10000"],
  ...["AZ", "a~b", "#", "a,b", "a@b", "😀", "0", "-1", "1.5", "true", "null", "a:1", "a:1,b:2", "[::1]:80", "https://a.b/c"],
];
const notTexts: readonly unknown[] = [null, 1, true, ["a"], { a: "b" }];

/** Words that some field takes; each is tried where it is meant, and some elsewhere. */
const words: { readonly [field: string]: readonly string[] } = {
  protocol: ["TCP", "UDP", "SCTP", "tcp", "HTTP"],
  imagePullPolicy: ["Always", "IfNotPresent", "Never", "always"],
  pullPolicy: ["Always", "IfNotPresent", "Never", "always"],
  terminationMessagePolicy: ["File", "FallbackToLogsOnError", "file"],
  restartPolicy: ["Always", "OnFailure", "Never", "always", "NotRequired", "RestartContainer"],
  resourceName: ["cpu", "memory", "pods", "CPU"],
  resource: ["limits.cpu", "requests.memory", "limits.hugepages-2Mi", "cpu", "limits.nvidia.com/gpu", "requests.ephemeral-storage"],
  fieldPath: [
    ...[
      "metadata.name",
      "metadata.labels",
      "metadata.annotations",
      "metadata.labels['a']",
      "metadata.labels['A/b']",
      "metadata.annotations['A/b']",
    ],
    ...[
      "metadata.uid",
      "spec.nodeName",
      "spec.host",
      "spec.serviceAccountName",
      "spec.restartPolicy",
      "spec.schedulerName",
      "status.phase",
    ],
    ...[
      "status.podIP",
      "status.podIPs",
      "status.hostIP",
      "status.hostIPs",
      "metadata.name['a']",
      "metadata.labels['']",
      "['a']",
      "metadata.labels[a]",
    ],
  ],
  apiVersion: ["v1", "v2", "apps/v1"],
  scheme: ["HTTP", "HTTPS", "http"],
  mountPropagation: ["None", "HostToContainer", "Bidirectional", "none"],
  recursiveReadOnly: ["Disabled", "IfPossible", "Enabled", "enabled"],
  procMount: ["Default", "Unmasked", "default"],
  type: [
    "RuntimeDefault",
    "Localhost",
    "Unconfined",
    "Directory",
    "File",
    "Socket",
    "CharDevice",
    "BlockDevice",
    "DirectoryOrCreate",
    "directory",
  ],
  operator: ["In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt", "Equal", "in"],
  effect: ["NoSchedule", "PreferNoSchedule", "NoExecute", "noexecute"],
  whenUnsatisfiable: ["DoNotSchedule", "ScheduleAnyway", "ScheduleNever"],
  nodeAffinityPolicy: ["Honor", "Ignore", "honor"],
  nodeTaintsPolicy: ["Honor", "Ignore", "honor"],
  dnsPolicy: ["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None", "default"],
  preemptionPolicy: ["PreemptLowerPriority", "Never", "Always"],
  fsGroupChangePolicy: ["Always", "OnRootMismatch", "Never"],
  supplementalGroupsPolicy: ["Merge", "Strict", "merge"],
  seLinuxChangePolicy: ["Recursive", "MountOption", "recursive"],
  volumeMode: ["Block", "Filesystem", "block"],
  cachingMode: ["None", "ReadOnly", "ReadWrite", "readonly"],
  kind: ["Shared", "Dedicated", "Managed", "PersistentVolumeClaim", "VolumeSnapshot"],
  diskURI: ["/subscriptions/a/b", "https://a.b/c", "http://a.b/c"],
  keyType: ["RSA3072", "RSA4096", "ECDSAP256", "ECDSAP384", "ECDSAP521", "ED25519", "RSA2048"],
  signerName: [
    "example.com/a",
    "kubernetes.io/kube-apiserver-client",
    "example/a",
    "example.com",
    "example.com/a/b",
    "Example.com/a",
    "a.b/C",
  ],
  name: [
    "linux",
    "windows",
    "darwin",
    "kernel.sem",
    "net.core.somaxconn",
    "fs.mqueue.a",
    "net/core/somaxconn",
    "kernel.shm*",
    "a:b:c",
    "a.b:c:d",
    "data",
    "web",
  ],
  iqn: ["iqn.2015-02.example.com:test", "iqn.2015-2.example.com:test", "eui.0123456789abcdef", "eui.0123", `naa.${long(32, "0")}`, "naa.0"],
  initiatorName: ["iqn.2015-02.example.com:init", "iqn.x", "eui.0123456789abcdef", "init"],
  stopSignal: ["SIGTERM", "SIGRTMIN+3", "SIGRTMAX-14", "SIGRTMIN+16", "TERM"],
  action: ["Restart", "restart", "Terminate"],
  localhostProfile: ["profiles/a.json", "/a", "../a"],
  runAsUserName: [
    "user",
    "DOMAIN\\user",
    "a\\b\\c",
    "a/b",
    "NT AUTHORITY\\system",
    "example.com\\user",
    "..",
    " ",
    long(105),
    "\\a",
    "a\\",
  ],
  schedulerName: ["default-scheduler", "A B"],
  prefix: ["A_", "a.b-", "1A"],
  creationTimestamp: ["2024-01-31T12:00:00Z", "2024-02-30T12:00:00Z", "2024-01-31", "2024-01-31T12:00:00.5+01:00", "now"],
};
const accessModes = ["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod", "readWriteOnce"];

const integers: readonly unknown[] = [
  ...[
    0,
    -1,
    1,
    2,
    30,
    31,
    100,
    101,
    255,
    256,
    420,
    511,
    512,
    599,
    600,
    3599,
    3600,
    86400,
    86401,
    65535,
    65536,
    2 ** 31 - 1,
    2 ** 31,
    2 ** 32,
  ],
  ...[2 ** 32 + 1, -(2 ** 31) - 1, 2 ** 63, 1.5, "1", "", true, null],
];
const quantities: readonly unknown[] = [
  ...[
    "1",
    "0",
    "-1",
    "1.5",
    "100m",
    "1500m",
    "1n",
    "1Gi",
    "2Mi",
    "3Mi",
    "1k",
    "1e3",
    "x",
    "",
    "1 Gi",
    "1gi",
    1,
    1.5,
    null,
    true,
    [],
    "0.1m",
    "1Ki",
  ],
];
const booleans: readonly unknown[] = [true, false, null, "true", 1];
const intsOrStrings: readonly unknown[] = [
  0,
  1,
  80,
  65535,
  65536,
  -1,
  1.5,
  2 ** 31,
  "http",
  "8080",
  "HTTP",
  "a--b",
  "-a",
  "a-",
  "",
  long(15),
  long(16),
  null,
  true,
  [],
];
const keys = ["a", "A", "a/b", "a/b/c", "a b", "-a", "", "example.com/a", "Example.com/a", long(63), long(64), `${long(254)}/a`, "é"];
const resources = [
  ...[
    "cpu",
    "memory",
    "ephemeral-storage",
    "hugepages-2Mi",
    "hugepages-1Gi",
    "hugepages-",
    "hugepages-x",
    "storage",
    "pods",
    "gpu",
    "nvidia.com/gpu",
  ],
  ...[
    "requests.nvidia.com/gpu",
    "kubernetes.io/a",
    "a.kubernetes.io/b",
    "requests.cpu",
    "limits.cpu",
    "CPU",
    "example.com/A_b",
    "a/b/c",
    "",
    "nvidia.com/",
  ],
];

/** Values to try for a field of a kind: all that may matter, and some of the rest. */
export function valuesFor(field: string, kind: string, random: Random): readonly unknown[] {
  if (kind === "string" || kind === "time" || kind === "bytes")
    return [...(words[field] ?? []), ...some(texts, 9, random), ...some(notTexts, 2, random)];
  if (kind === "integer" || kind === "number") return some(integers, 16, random);
  if (kind === "boolean") return booleans;
  if (kind === "quantity") return some(quantities, 12, random);
  if (kind === "int-or-string") return intsOrStrings;
  return [];
}

/** Values for a list of scalars, or a map of them. */
export function collectionsFor(field: string, { kind, item }: { kind: string; item: string }, random: Random): readonly unknown[] {
  const values = () =>
    field === "accessModes"
      ? random.pick(accessModes)
      : random.pick([...valuesFor(field, item, random), ...(item === "string" ? ["a", "b"] : [1])]);
  if (kind === "list")
    return [null, [], [null], "a", {}, ...random.several(() => [values()], [8, 8]), ...random.several(() => [values(), values()], [4, 4])];
  const key = () => random.pick(item === "quantity" ? resources : keys);
  const good = item === "quantity" ? ["1", "2Mi", "500m", 1] : ["b", "b c", "", "-b", long(64)];
  const map = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, () => [key(), random.chance(0.7) ? random.pick(good) : values()]));
  return [null, {}, [], "a", ...random.several(() => map(1), [12, 12]), ...random.several(() => map(2), [5, 5])];
}

export function some<T>(items: readonly T[], count: number, random: Random): readonly T[] {
  return random.shuffle(items).slice(0, count);
}
