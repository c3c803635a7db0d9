import { Random } from "../../../test/random.ts";

type Make = (random: Random) => unknown;

const pick =
  (...values: readonly unknown[]): Make =>
  (random) =>
    random.pick(values);

/** Capabilities as `add` and `drop` hold them. */
const capabilities: Make = (random) => ({
  ...(random.chance(0.5) && { add: [random.pick(["NET_BIND_SERVICE", "NET_ADMIN", "CHOWN", "ALL", "SYS_TIME"])] }),
  ...(random.chance(0.7) && { drop: random.pick([["ALL"], ["NET_RAW"], ["KILL", "ALL"], []]) }),
});

const seLinux: Make = (random) => ({
  ...(random.chance(0.7) && { type: random.pick(["container_t", "container_engine_t", "spc_t", ""]) }),
  ...(random.chance(0.2) && { user: random.pick(["u", ""]) }),
  ...(random.chance(0.2) && { role: "r" }),
  level: "s0",
});

/** The fields that a pod's and a container's security context share, and how probable each is. */
const shared: Readonly<Record<string, readonly [number, Make]>> = {
  runAsNonRoot: [0.5, pick(true, true, false)],
  runAsUser: [0.3, pick(0, 1000, 1337)],
  seccompProfile: [0.5, pick({ type: "RuntimeDefault" }, { type: "Localhost", localhostProfile: "p" }, { type: "Unconfined" })],
  appArmorProfile: [0.1, pick({ type: "RuntimeDefault" }, { type: "Localhost", localhostProfile: "p" }, { type: "Unconfined" })],
  seLinuxOptions: [0.1, seLinux],
  windowsOptions: [0.05, pick({ hostProcess: true }, { hostProcess: false }, { runAsUserName: "u" })],
};
const ofContainer: typeof shared = {
  ...shared,
  allowPrivilegeEscalation: [0.8, pick(false, false, false, true)],
  privileged: [0.1, pick(true, false)],
  capabilities: [0.8, capabilities],
  procMount: [0.05, pick("Default", "Unmasked")],
};
const ofPod: typeof shared = {
  ...shared,
  sysctls: [
    0.1,
    (random) => [
      {
        name: random.pick(["kernel.shm_rmid_forced", "net.ipv4.tcp_rmem", "net.ipv4.ip_local_reserved_ports", "net.core.somaxconn"]),
        value: "1",
      },
    ],
  ],
};
const volumes: readonly unknown[] = [
  { emptyDir: {} },
  { emptyDir: {} },
  { secret: { secretName: "s" } },
  { csi: { driver: "d" } },
  { image: { reference: "i" } },
  { hostPath: { path: "/x" } },
  { nfs: { server: "s", path: "/" } },
];

function some(fields: typeof shared, random: Random): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, [chance, make]]) => (random.chance(chance) ? [[key, make(random)]] : [])),
  );
}

/** A container that restricted takes, except for what chance puts there. */
function container(name: string, random: Random): unknown {
  const restricted = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };
  const context = { ...restricted, ...(random.chance(0.4) ? some(ofContainer, random) : {}) };
  const host = random.chance(0.5) ? { host: "h" } : {};
  return {
    name,
    image: "i",
    ...(random.chance(0.95) && { securityContext: context }),
    ...(random.chance(0.1) && { ports: [{ containerPort: 80, ...(random.chance(0.5) && { hostPort: 80 }) }] }),
    ...(random.chance(0.1) && { livenessProbe: random.pick([{ httpGet: { port: 80, ...host } }, { tcpSocket: { port: 80, ...host } }]) }),
    ...(random.chance(0.05) && { lifecycle: { preStop: { httpGet: { port: 80, ...host } } } }),
  };
}

const annotations: readonly (readonly [string, readonly string[]])[] = [
  ["seccomp.security.alpha.kubernetes.io/pod", ["runtime/default", "unconfined", "localhost/x"]],
  ["container.seccomp.security.alpha.kubernetes.io/a", ["docker/default", "unconfined"]],
  ["container.apparmor.security.beta.kubernetes.io/a", ["runtime/default", "unconfined", "localhost/x", ""]],
];

/** Pod templates whose fields the levels of Pod Security are about: most break one rule or none. */
export function securityRows(seed: number, count: number): readonly unknown[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => {
    const metadata = random.chance(0.1) ? random.pick(annotations) : undefined;
    const restricted = { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } };
    return {
      metadata: { labels: { app: "web" }, ...(metadata && { annotations: { [metadata[0]]: random.pick(metadata[1]) } }) },
      spec: {
        ...(random.chance(0.05) && { os: { name: random.pick(["windows", "linux"]) } }),
        ...(random.chance(0.05) && { [random.pick(["hostNetwork", "hostPID", "hostIPC"])]: random.chance(0.8) }),
        ...(random.chance(0.9) && { securityContext: random.chance(0.6) ? restricted : some(ofPod, random) }),
        ...(random.chance(0.3) && { volumes: [{ name: "v", ...(random.pick(volumes) as object) }] }),
        ...(random.chance(0.2) && { initContainers: [container("i", random)] }),
        containers: [container("a", random), ...(random.chance(0.4) ? [container("b", random)] : [])],
      },
    };
  });
}
