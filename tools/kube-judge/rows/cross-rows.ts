import { Random } from "../../../test/random.ts";
import { basePod, examples, type Fields } from "./examples.ts";
import type { Row } from "./field-rows.ts";
import { some } from "./values.ts";

/** Pods in which fields depend on each other, most values of which are right by themselves. */
export function crossRows(seed: number, each: number): readonly Row[] {
  const random = new Random(seed);
  return Object.entries(makers).flatMap(([what, make]) =>
    Array.from({ length: each }, () => ({ what, kind: "Deployment", ...make(random) })),
  );
}

type Made = { readonly template: unknown; readonly kind?: string };

const maybe = (random: Random, fields: Fields, probability = 0.5): Fields =>
  Object.fromEntries(Object.entries(fields).filter(() => random.chance(probability)));

const pod = (spec: Fields, metadata: Fields = {}): Made => ({
  template: { metadata: { ...basePod.metadata, ...metadata }, spec: { containers: [{ name: "web", image: "w:1" }], ...spec } },
});

const names = ["web", "a", "b"];
const container = (random: Random, fields: Fields = {}): Fields => ({ name: random.pick(names), image: "x:1", ...fields });

const makers: { readonly [what: string]: (random: Random) => Made } = {
  names: (random) =>
    pod({
      containers: random.several(() => container(random), [1, 2]),
      initContainers: random.several(() => container(random), [0, 2]),
      ...(random.chance(0.1) && { ephemeralContainers: [container(random)] }),
    }),
  volumes: (random) => pod(volumesAndMounts(random)),
  sources: (random) =>
    pod({ volumes: [{ name: "v", ...Object.fromEntries(some(Object.entries(sources), random.pick([0, 1, 2]), random)) }] }),
  projections: (random) => pod({ volumes: [{ name: "v", projected: { sources: random.several(() => projection(random), [1, 3]) } }] }),
  resources: (random) => pod(podWithResources(random), {}),
  resourcesOfPod: (random) => ({ ...pod(podWithResources(random)), kind: "Pod" }),
  claims: (random) =>
    pod({
      resourceClaims: random.several(() => ({ name: random.pick(["a", "b"]), resourceClaimName: "c" }), [0, 2]),
      containers: [
        container(random, {
          resources: {
            claims: random.several(
              () => ({ name: random.pick(["a", "b"]), ...maybe(random, { request: random.pick(["r", "q"]) }) }),
              [0, 3],
            ),
          },
        }),
      ],
    }),
  ports: (random) =>
    pod({
      ...maybe(random, { hostNetwork: true }, 0.4),
      containers: [container(random, { ports: ports(random) }), { name: "z", image: "x:1", ports: ports(random) }],
      initContainers: [{ name: "i", image: "x:1", ports: ports(random) }],
    }),
  handlers: (random) =>
    pod({
      ...maybe(random, { terminationGracePeriodSeconds: random.pick([0, 5, 30, -1]), os: { name: random.pick(["linux", "windows"]) } }),
      containers: [container(random, running(random))],
    }),
  initHandlers: (random) =>
    pod({
      initContainers: [
        {
          name: "i",
          image: "x:1",
          ...running(random),
          ...maybe(random, { restartPolicy: random.pick(["Always", "Never", "OnFailure"]) }, 0.8),
        },
      ],
    }),
  variables: (random) =>
    pod({
      containers: [
        container(random, {
          env: random.several(() => variable(random), [1, 3]),
          envFrom: random.several(
            () => ({
              ...maybe(random, { configMapRef: { name: "a" } }, 0.6),
              ...maybe(random, { secretRef: { name: "b" }, prefix: "P_" }, 0.4),
            }),
            [0, 1],
          ),
        }),
      ],
    }),
  security: (random) => pod({ ...podSecurity(random), containers: [container(random, { securityContext: containerSecurity(random) })] }),
  windows: (random) =>
    pod({
      ...podSecurity(random),
      os: { name: random.pick(["linux", "windows", "windows"]) },
      containers: [
        container(random, {
          securityContext: Object.fromEntries(some(Object.entries(containerSecurity(random)), random.below(2), random)),
        }),
      ],
    }),
  hostProcess: (random) =>
    pod({
      hostNetwork: random.chance(0.7),
      securityContext: { windowsOptions: maybe(random, { hostProcess: random.chance(0.7) }) },
      containers: random.several(
        () => ({
          ...container(random),
          name: `c${random.below(1000)}`,
          securityContext: { windowsOptions: maybe(random, { hostProcess: random.chance(0.7) }, 0.6) },
        }),
        [1, 2],
      ),
    }),
  annotations: (random) =>
    pod(
      {
        ...maybe(random, { securityContext: { seccompProfile: profile(random), appArmorProfile: profile(random) }, nodeName: "n" }, 0.4),
        containers: [
          {
            name: "web",
            image: "w:1",
            securityContext: maybe(random, { seccompProfile: profile(random), appArmorProfile: profile(random) }),
          },
        ],
      },
      { annotations: annotations(random) },
    ),
  tolerations: (random) =>
    pod({
      tolerations: random.several(
        () =>
          maybe(
            random,
            {
              key: random.pick(["a", "b/c"]),
              operator: random.pick(["Exists", "Equal", ""]),
              value: random.pick(["a", "b c", ""]),
              effect: random.pick(["NoExecute", "NoSchedule", ""]),
              tolerationSeconds: random.pick([0, 60, -1]),
            },
            0.6,
          ),
        [1, 2],
      ),
    }),
  spread: (random) =>
    pod({
      topologySpreadConstraints: random.several(
        () => ({
          maxSkew: random.pick([1, 2]),
          topologyKey: random.pick(["a", "b"]),
          whenUnsatisfiable: random.pick(["DoNotSchedule", "ScheduleAnyway"]),
          ...maybe(
            random,
            {
              labelSelector: selector(random),
              minDomains: random.pick([1, 0]),
              matchLabelKeys: random.several(() => random.pick(["k", "l"]), [0, 2]),
            },
            0.6,
          ),
        }),
        [1, 2],
      ),
    }),
  affinity: (random) =>
    pod({
      affinity: {
        podAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [podTerm(random)],
          preferredDuringSchedulingIgnoredDuringExecution: [{ weight: random.pick([1, 100, 101, 0]), podAffinityTerm: podTerm(random) }],
        },
        nodeAffinity: maybe(
          random,
          {
            requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: random.several(() => nodeTerm(random), [0, 1]) },
            preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: nodeTerm(random) }],
          },
          0.7,
        ),
      },
    }),
  dns: (random) =>
    pod({
      ...maybe(random, { dnsPolicy: random.pick(["None", "Default", "ClusterFirst"]) }, 0.8),
      dnsConfig: maybe(random, {
        nameservers: random.several(() => random.pick(["10.0.0.1", "::1", "1.2.3"]), [0, 4]),
        searches: random.several(() => random.pick(["a.b", "_a.b", ".", "A"]), [0, 3]),
        options: [maybe(random, { name: "ndots", value: "2" }, 0.8)],
      }),
    }),
  hostAliases: (random) =>
    pod({
      hostAliases: random.several(
        () => ({ ip: random.pick(["10.0.0.1", "::1", "x"]), hostnames: random.several(() => random.pick(["a", "a.b", "A"]), [0, 2]) }),
        [1, 2],
      ),
    }),
  host: (random) =>
    pod({
      ...maybe(random, {
        hostNetwork: random.chance(0.5),
        hostPID: random.chance(0.5),
        hostIPC: random.chance(0.5),
        hostUsers: random.chance(0.5),
        shareProcessNamespace: random.chance(0.5),
        setHostnameAsFQDN: random.chance(0.5),
        hostnameOverride: random.pick(["a.b", "A", "a".repeat(64), "a".repeat(65)]),
      }),
      securityContext: {
        sysctls: random.several(
          () => ({ name: random.pick(["net.a", "kernel.sem", "fs.mqueue.a", "net/a/b", "kernel.shm_rmid_forced", "vm.a"]), value: "1" }),
          [0, 2],
        ),
      },
    }),
  gates: (random) =>
    pod({
      schedulingGates: random.several(() => ({ name: random.pick(["a", "b", "a b"]) }), [0, 2]),
      readinessGates: random.several(() => ({ conditionType: random.pick(["a/b", "a b"]) }), [0, 1]),
      ...maybe(
        random,
        {
          nodeName: "n",
          imagePullSecrets: [{}],
          overhead: { cpu: random.pick(["1m", "-1"]), [random.pick(["memory", "gpu"])]: "1Mi" },
          serviceAccount: random.pick(["a", "A"]),
          serviceAccountName: random.pick(["", "b", "B"]),
        },
        0.3,
      ),
    }),
  kinds: (random) => ({
    ...pod(
      {
        ...maybe(
          random,
          {
            restartPolicy: random.pick(["Always", "OnFailure", "Never"]),
            activeDeadlineSeconds: random.pick([1, 0]),
            nodeName: "n",
            schedulingGates: [{ name: "a" }],
          },
          0.4,
        ),
        containers: [
          {
            name: "web",
            image: random.pick(["w:1", " w:1"]),
            resizePolicy: [{ resourceName: "cpu", restartPolicy: random.pick(["NotRequired", "RestartContainer"]) }],
          },
        ],
      },
      maybe(random, { finalizers: [random.pick(["a", "a/b", "orphan", "A/b"])] }, 0.2),
    ),
    kind: random.pick(kinds),
  }),
};

const kinds = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "PodTemplate", "Pod", "Job", "CronJob"];

const sources: { readonly [source: string]: unknown } = {
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

function volumesAndMounts(random: Random): Fields {
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

function projection(random: Random): Fields {
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

function podWithResources(random: Random): Fields {
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

function ports(random: Random): unknown {
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

function running(random: Random): Fields {
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

function variable(random: Random): Fields {
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

function profile(random: Random): Fields {
  return {
    type: random.pick(["RuntimeDefault", "Localhost", "Unconfined"]),
    ...maybe(random, { localhostProfile: random.pick(["a", "b", ""]) }),
  };
}

function containerSecurity(random: Random): Fields {
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

function podSecurity(random: Random): Fields {
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

function annotations(random: Random): Fields {
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

function selector(random: Random): Fields {
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

function podTerm(random: Random): Fields {
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

function nodeTerm(random: Random): Fields {
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
