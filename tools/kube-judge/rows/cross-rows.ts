import { Random } from "../../../test/random.ts";
import { basePod, type Fields } from "./examples.ts";
import type { Row } from "./field-rows.ts";
import {
  annotations,
  container,
  containerSecurity,
  kinds,
  maybe,
  nodeTerm,
  podSecurity,
  podTerm,
  podWithResources,
  ports,
  profile,
  projection,
  running,
  selector,
  sources,
  variable,
  volumesAndMounts,
} from "./parts.ts";
import { some } from "./values.ts";

/** Pods in which fields depend on each other, most values of which are right by themselves. */
export function crossRows(seed: number, each: number): readonly Row[] {
  const random = new Random(seed);
  return Object.entries(makers).flatMap(([what, make]) =>
    Array.from({ length: each }, () => ({ what, kind: "Deployment", ...make(random) })),
  );
}

type Made = { readonly template: unknown; readonly kind?: string };

const pod = (spec: Fields, metadata: Fields = {}): Made => ({
  template: { metadata: { ...basePod.metadata, ...metadata }, spec: { containers: [{ name: "web", image: "w:1" }], ...spec } },
});

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
  fractions: (random) => ({
    ...pod({
      resources: { limits: { cpu: "1" } },
      containers: ["web", "b"].map((name) => ({ name, image: "x:1", resources: { requests: { cpu: random.pick(fractions) } } })),
      initContainers: [
        { name: "i", image: "x:1", ...maybe(random, { restartPolicy: "Always" }), resources: { limits: { cpu: random.pick(fractions) } } },
      ],
    }),
    kind: "Pod",
  }),
};

/** Amounts that the server rounds, and some that it does not. */
const fractions = ["1m", "2m", "1200u", "1500u", "1999u", "100u", "0"];
