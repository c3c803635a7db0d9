import type { Random } from "../../../test/random.ts";
import { examples, type Fields } from "./examples.ts";

/** Some of the fields, each with a probability. */
export const maybe = (random: Random, fields: Fields, probability = 0.5): Fields =>
  Object.fromEntries(Object.entries(fields).filter(() => random.chance(probability)));

const names = ["web", "a", "b"];
export const container = (random: Random, fields: Fields = {}): Fields => ({ name: random.pick(names), image: "x:1", ...fields });

export const kinds = [
  "Deployment",
  "StatefulSet",
  "DaemonSet",
  "ReplicaSet",
  "ReplicationController",
  "PodTemplate",
  "Pod",
  "Job",
  "CronJob",
];

export const sources: { readonly [source: string]: unknown } = {
  emptyDir: {},
  hostPath: { path: "/a" },
  secret: { secretName: "a" },
  configMap: { name: "a" },
  nfs: { server: "s", path: "/a" },
  persistentVolumeClaim: { claimName: "a" },
  projected: { sources: [] },
  csi: { driver: "a.b" },
  downwardAPI: { items: [] },
  ephemeral: examples.EphemeralVolumeSource,
  image: { reference: "a", pullPolicy: "Always" },
  gitRepo: { repository: "a" },
  iscsi: { ...examples.ISCSIVolumeSource, initiatorName: "eui.0123456789abcdef", targetPortal: "a".repeat(62) },
  azureDisk: examples.AzureDiskVolumeSource,
  fc: { wwids: ["a"] },
  rbd: examples.RBDVolumeSource,
  glusterfs: examples.GlusterfsVolumeSource,
  storageos: examples.StorageOSVolumeSource,
};

export function volumesAndMounts(random: Random): Fields {
  const volume = () => ({
    name: random.pick(["a", "b", "c"]),
    ...random.pick([{ emptyDir: {} }, {}, { persistentVolumeClaim: { claimName: "x" } }]),
  });
  const mount = () => ({
    name: random.pick(["a", "b"]),
    mountPath: random.pick(["/a", "/b", "/c"]),
    ...maybe(
      random,
      {
        subPath: random.pick(["a", "../a"]),
        readOnly: random.chance(0.6),
        recursiveReadOnly: random.pick(["Enabled", "Disabled"]),
        mountPropagation: random.pick(["None", "HostToContainer", "Bidirectional"]),
      },
      0.2,
    ),
    ...maybe(random, { subPathExpr: "$(A)" }, 0.1),
  });
  const device = () => ({ name: random.pick(["a", "b", "c"]), devicePath: random.pick(["/a", "/d", "/e"]) });
  return {
    volumes: random.several(volume, [1, 3]),
    ...maybe(random, { hostUsers: random.chance(0.5) }, 0.3),
    containers: [
      container(random, {
        volumeMounts: random.several(mount, [0, 2]),
        volumeDevices: random.several(device, [0, 1]),
        ...maybe(random, { securityContext: { privileged: true } }, 0.3),
      }),
    ],
  };
}

export function projection(random: Random): Fields {
  const path = () => random.pick(["a", "b", "c", "d"]);
  return maybe(
    random,
    {
      secret: { name: "s", items: [{ key: "k", path: path() }] },
      configMap: { name: "c", items: [{ key: "k", path: path() }] },
      downwardAPI: { items: [{ path: path(), fieldRef: { fieldPath: "metadata.name" } }] },
      serviceAccountToken: { path: path(), ...maybe(random, { expirationSeconds: random.pick([600, 599]) }, 0.2) },
      clusterTrustBundle: { ...maybe(random, { name: random.pick(["a", "a.b:c:d"]), signerName: "a.b/c" }), path: path() },
      podCertificate: {
        signerName: random.pick(["a.b/c", "kubernetes.io/x"]),
        keyType: "ED25519",
        ...maybe(random, { keyPath: path(), certificateChainPath: path(), maxExpirationSeconds: random.pick([3600, 86401]) }),
      },
    },
    0.22,
  );
}

const amounts = ["0", "1", "2", "500m", "1Gi", "2Mi", "4Mi", "3", 1, "1500u", "1200u"];
const resourceNames = ["cpu", "memory", "ephemeral-storage", "hugepages-2Mi", "nvidia.com/gpu", "kubernetes.io/a"];

function amountsOf(random: Random, known: readonly string[]): Fields {
  return Object.fromEntries(random.several(() => [random.pick(known), random.pick(amounts)] as const, [0, 3]));
}

function resourcesOf(random: Random, known = resourceNames): Fields {
  return maybe(random, { limits: amountsOf(random, known), requests: amountsOf(random, known) }, 0.7);
}

export function podWithResources(random: Random): Fields {
  const few = random.chance(0.5) ? ["cpu", "memory"] : ["cpu", "memory", "hugepages-2Mi"];
  const own = (name: string, fields: Fields = {}) => ({
    name,
    image: "x:1",
    resources: resourcesOf(random, random.chance(0.5) ? few : resourceNames),
    ...fields,
  });
  return {
    containers: [own("web"), ...(random.chance(0.5) ? [own("b")] : [])],
    ...(random.chance(0.4) && {
      initContainers: [own("i", maybe(random, { restartPolicy: "Always" })), own("j", maybe(random, { restartPolicy: "Always" }))],
    }),
    ...(random.chance(0.5) && { resources: { ...resourcesOf(random, few), ...maybe(random, { claims: [] }, 0.05) } }),
  };
}

export function ports(random: Random): unknown {
  return random.several(
    () => ({
      containerPort: random.pick([80, 81]),
      ...maybe(
        random,
        { hostPort: random.pick([80, 81, 0]), name: random.pick(["a", "b"]), protocol: random.pick(["TCP", "UDP"]), hostIP: "10.0.0.1" },
        0.4,
      ),
    }),
    [0, 2],
  );
}

export function running(random: Random): Fields {
  const handler = () => maybe(random, { exec: { command: ["a"] }, httpGet: { port: 80 }, tcpSocket: { port: "http" } }, 0.4);
  const probe = () => ({
    ...handler(),
    ...maybe(
      random,
      { grpc: { port: 80 }, successThreshold: random.pick([0, 1, 2]), terminationGracePeriodSeconds: random.pick([1, 0]) },
      0.15,
    ),
  });
  const hook = () => ({ ...handler(), ...maybe(random, { sleep: { seconds: random.pick([0, 5, 6, 31, -1]) } }, 0.4) });
  return maybe(
    random,
    {
      livenessProbe: probe(),
      readinessProbe: probe(),
      startupProbe: probe(),
      lifecycle: maybe(random, { preStop: hook(), postStart: hook(), stopSignal: random.pick(["SIGTERM", "SIGINT"]) }),
    },
    0.35,
  );
}

export function variable(random: Random): Fields {
  const from = maybe(
    random,
    {
      fieldRef: { fieldPath: random.pick(["metadata.name", "status.podIP", "metadata.labels['a']"]) },
      configMapKeyRef: { name: "a", key: "b" },
      resourceFieldRef: { resource: "limits.cpu", ...maybe(random, { divisor: random.pick(["1", "1m", "1k", "0", 1, "1000m"]) }) },
    },
    0.4,
  );
  return { name: random.pick(["A", "B"]), ...maybe(random, { value: random.pick(["a", ""]), valueFrom: from }) };
}

export function profile(random: Random): Fields {
  return {
    type: random.pick(["RuntimeDefault", "Localhost", "Unconfined"]),
    ...maybe(random, { localhostProfile: random.pick(["a", "b", ""]) }),
  };
}

export function containerSecurity(random: Random): Fields {
  return maybe(
    random,
    {
      privileged: random.chance(0.5),
      allowPrivilegeEscalation: random.chance(0.5),
      runAsUser: random.pick([0, 1000]),
      capabilities: { add: [random.pick(["CAP_SYS_ADMIN", "SYS_ADMIN", "NET_ADMIN"])] },
      procMount: random.pick(["Default", "Unmasked"]),
      seccompProfile: profile(random),
      appArmorProfile: profile(random),
      windowsOptions: maybe(random, { runAsUserName: "a" }),
      readOnlyRootFilesystem: true,
    },
    0.3,
  );
}

export function podSecurity(random: Random): Fields {
  return {
    ...maybe(
      random,
      {
        hostUsers: random.chance(0.5),
        hostPID: random.chance(0.3),
        shareProcessNamespace: random.chance(0.5),
        hostIPC: random.chance(0.5),
      },
      0.2,
    ),
    securityContext: maybe(
      random,
      {
        fsGroup: random.pick([0, 1000]),
        runAsGroup: 1,
        supplementalGroups: random.several(() => random.pick([1, -1]), [0, 1]),
        seccompProfile: profile(random),
        appArmorProfile: profile(random),
        windowsOptions: {},
        sysctls: [],
        seLinuxChangePolicy: random.pick(["Recursive", "MountOption"]),
        seLinuxOptions: {},
        fsGroupChangePolicy: "Always",
      },
      0.15,
    ),
  };
}

export function annotations(random: Random): Fields {
  const word = () =>
    random.pick(["runtime/default", "unconfined", "localhost/a", "localhost/b", "localhost//a", "docker/default", "", "x"]);
  return maybe(
    random,
    {
      "seccomp.security.alpha.kubernetes.io/pod": word(),
      "container.seccomp.security.alpha.kubernetes.io/web": word(),
      "container.apparmor.security.beta.kubernetes.io/web": word(),
      "container.apparmor.security.beta.kubernetes.io/other": word(),
      "kubernetes.io/config.mirror": "a",
      "controller.kubernetes.io/pod-deletion-cost": random.pick(["1", "-1", "01", "+1", "", "2147483648", "-2147483648", "-", "-01"]),
    },
    0.25,
  );
}

export function selector(random: Random): Fields {
  return maybe(
    random,
    {
      matchLabels: { [random.pick(["k", "l", "m"])]: "v" },
      matchExpressions: random.several(
        () => ({ key: random.pick(["k", "l"]), operator: random.pick(["In", "Exists"]), ...maybe(random, { values: ["a"] }) }),
        [0, 2],
      ),
    },
    0.6,
  );
}

export function podTerm(random: Random): Fields {
  return {
    topologyKey: random.pick(["a", "a", "b c"]),
    ...maybe(random, {
      labelSelector: selector(random),
      namespaceSelector: {},
      namespaces: [random.pick(["a", "A"])],
      matchLabelKeys: random.several(() => random.pick(["k", "l", "m"]), [0, 1]),
      mismatchLabelKeys: random.several(() => random.pick(["k", "n"]), [0, 1]),
    }),
  };
}

export function nodeTerm(random: Random): Fields {
  return maybe(
    random,
    {
      matchExpressions: random.several(
        () => ({
          key: random.pick(["a", "b/c"]),
          operator: random.pick(["In", "Exists", "Gt"]),
          values: random.several(() => random.pick(["1", "a", "b c"]), [0, 2]),
        }),
        [0, 1],
      ),
      matchFields: random.several(
        () => ({
          key: random.pick(["metadata.name", "metadata.name", "metadata.uid"]),
          operator: random.pick(["In", "NotIn", "Exists"]),
          values: random.several(() => random.pick(["n", "N"]), [1, 1]),
        }),
        [0, 1],
      ),
    },
    0.7,
  );
}
