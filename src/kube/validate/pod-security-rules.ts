import { at, isList, isMap, type Value, type ValueMap } from "../../value/value.ts";

export type PodSecurityLevel = "baseline" | "restricted";

/** What a level of the Pod Security Standards forbids in a pod. */
export interface Violation {
  /** Map keys and list indices from the pod template on. Nothing may be there yet. */
  readonly path: readonly (string | number)[];
  readonly found: Value | undefined;
  /** What the level wants there: `false`. */
  readonly expected: string;
  /** The name of the container that it is about; absent if it is the pod. */
  readonly container?: string;
}

type Step = string | number;

export interface Rule {
  readonly level: PodSecurityLevel;
  /** The minor of Kubernetes 1 from which on it counts, and the first that has another rule instead. */
  readonly since?: number;
  readonly until?: number;
  /** Restricted has a stricter rule from this minor on. */
  readonly overriddenSince?: number;
  /** From 1.25 on a pod for Windows need not follow it. */
  readonly exceptWindows?: true;
  readonly check: (pod: Pod) => readonly Violation[];
}

export interface Container {
  readonly path: readonly Step[];
  readonly name: string;
  readonly value: ValueMap;
}

export interface Pod {
  readonly template: ValueMap;
  readonly containers: readonly Container[];
  readonly minor: number;
}

/** What a field of each container holds that is not allowed. */
function inContainers(steps: readonly Step[], isAllowed: (found: Value | undefined) => boolean, expected: string): Rule["check"] {
  return ({ containers }) => containers.flatMap((container) => wrongAt(container.value, container, steps, isAllowed, expected));
}

/** The same for the pod's own security context, and for those of the containers. */
function inContexts(steps: readonly Step[], isAllowed: (found: Value | undefined) => boolean, expected: string): Rule["check"] {
  const path = ["securityContext", ...steps];
  const ofContainers = inContainers(path, isAllowed, expected);
  return (pod) => [...wrongAt((pod.template.spec ?? null) as Value, { path: ["spec"] }, path, isAllowed, expected), ...ofContainers(pod)];
}

function wrongAt(
  value: Value,
  { path, name }: { readonly path: readonly Step[]; readonly name?: string },
  steps: readonly Step[],
  isAllowed: (found: Value | undefined) => boolean,
  expected: string,
): readonly Violation[] {
  const found = at(value, ...steps);
  if (isAllowed(found ?? undefined)) return [];
  return [{ path: [...path, ...steps], found, expected, ...(name !== undefined && { container: name }) }];
}

/**
 * What the pod says for all containers that say nothing: a container follows the rule by its own value, or by the pod's.
 * A value that is not allowed breaks it in either place.
 */
function inherited(steps: readonly Step[], isAllowed: (found: Value) => boolean, expected: string): Rule["check"] {
  const path = ["securityContext", ...steps];
  return ({ template, containers }) => {
    const ofPod = at(template, "spec", ...path) ?? undefined;
    const isCovered = ofPod !== undefined && isAllowed(ofPod);
    const own = containers.flatMap((container) =>
      wrongAt(container.value, container, path, (found) => (found === undefined ? isCovered : isAllowed(found)), expected),
    );
    if (ofPod === undefined || isCovered) return own;
    return [{ path: ["spec", ...path], found: ofPod, expected }, ...own.filter(({ found }) => found !== undefined)];
  };
}

const isOneOf = (values: readonly Value[]) => (found: Value | undefined) => found === undefined || values.includes(found);
const isFilled = (value: Value | undefined): boolean => value !== undefined && value !== null && value !== "" && value !== 0;

/** The items of a list in each container that are not allowed. */
function itemsIn(steps: readonly Step[], isAllowed: (item: Value) => boolean, expected: string): Rule["check"] {
  return ({ containers }) =>
    containers.flatMap(({ path, name, value }) => {
      const items = at(value, ...steps);
      if (!isList(items)) return [];
      return items.flatMap((found, i) => (isAllowed(found) ? [] : [{ path: [...path, ...steps, i], found, expected, container: name }]));
    });
}

const BASELINE_CAPABILITIES: readonly Value[] = [
  "AUDIT_WRITE",
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "FSETID",
  "KILL",
  "MKNOD",
  "NET_BIND_SERVICE",
  "SETFCAP",
  "SETGID",
  "SETPCAP",
  "SETUID",
  "SYS_CHROOT",
];
const PROFILES: readonly Value[] = ["RuntimeDefault", "Localhost"];
const ADD = ["securityContext", "capabilities", "add"];
const HANDLERS = [["livenessProbe"], ["readinessProbe"], ["startupProbe"], ["lifecycle", "postStart"], ["lifecycle", "preStop"]];

/** The sysctls of each minor, beside those of the minors before. */
const SYSCTLS: readonly (readonly [since: number, names: readonly Value[]])[] = [
  [
    0,
    [
      "kernel.shm_rmid_forced",
      "net.ipv4.ip_local_port_range",
      "net.ipv4.tcp_syncookies",
      "net.ipv4.ping_group_range",
      "net.ipv4.ip_unprivileged_port_start",
    ],
  ],
  [27, ["net.ipv4.ip_local_reserved_ports"]],
  [29, ["net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl", "net.ipv4.tcp_keepalive_probes"]],
  [32, ["net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem"]],
];
/** The sources of volumes that restricted takes; a volume without any is an emptyDir. */
const VOLUMES = ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret"];
const SELINUX_TYPES = ["", "container_t", "container_init_t", "container_kvm_t"];

function sysctls({ template, minor }: Pod): readonly Violation[] {
  const items = at(template, "spec", "securityContext", "sysctls");
  if (!isList(items)) return [];
  const allowed = SYSCTLS.flatMap(([since, names]) => (minor >= since ? names : []));
  return items.flatMap((item, i) => {
    const name = at(item, "name");
    if (allowed.includes(name as Value)) return [];
    return [{ path: ["spec", "securityContext", "sysctls", i, "name"], found: name, expected: "a sysctl that is safe for other pods" }];
  });
}

function volumes(isForbidden: (volume: ValueMap) => boolean, expected: string): Rule["check"] {
  return ({ template }) => {
    const items = at(template, "spec", "volumes");
    if (!isList(items)) return [];
    return items.flatMap((item, i) => {
      if (!isMap(item) || !isForbidden(item)) return [];
      const source = Object.keys(item).find((key) => key !== "name" && item[key] !== null) as string;
      return [{ path: ["spec", "volumes", i, source], found: item[source], expected }];
    });
  };
}

/** On the host's network every port is one of the host. Source: kubernetes pkg/apis/core/v1/defaults.go defaultHostNetworkPorts */
function hostPorts({ template, containers }: Pod): readonly Violation[] {
  const isHost = at(template, "spec", "hostNetwork") === true;
  return containers.flatMap(({ path, name, value }) => {
    const { ports } = value;
    if (!isList(ports)) return [];
    return ports.flatMap((port, i) => {
      const found = at(port, "hostPort") ?? (isHost && path[1] !== "ephemeralContainers" ? at(port, "containerPort") : undefined);
      return isFilled(found) ? [{ path: [...path, "ports", i, "hostPort"], found, expected: "no port of the host", container: name }] : [];
    });
  });
}

function hostNamespaces({ template }: Pod): readonly Violation[] {
  return ["hostNetwork", "hostPID", "hostIPC"].flatMap((key) =>
    wrongAt((template.spec ?? null) as Value, { path: ["spec"] }, [key], (found) => found !== true, "false"),
  );
}

const SECCOMP = "seccomp.security.alpha.kubernetes.io/";
const APPARMOR = "container.apparmor.security.beta.kubernetes.io/";

function annotations(isForbidden: (key: string, value: string, pod: Pod) => boolean): Rule["check"] {
  return (pod) => {
    const written = at(pod.template, "metadata", "annotations");
    if (!isMap(written)) return [];
    return Object.keys(written).flatMap((key) =>
      isForbidden(key, String(written[key]), pod)
        ? [{ path: ["metadata", "annotations", key], found: written[key], expected: "the runtime's default profile, or one of the node" }]
        : [],
    );
  };
}

function isForbiddenSeccomp(key: string, value: string, { containers }: Pod): boolean {
  const isKey = key === `${SECCOMP}pod` || containers.some(({ name }) => key === `container.${SECCOMP}${name}`);
  return isKey && value !== "runtime/default" && value !== "docker/default" && !value.startsWith("localhost/");
}

function isForbiddenAppArmor(key: string, value: string): boolean {
  return key.startsWith(APPARMOR) && value !== "" && value !== "runtime/default" && !value.startsWith("localhost/");
}

const all =
  (...checks: readonly Rule["check"][]): Rule["check"] =>
  (pod) =>
    checks.flatMap((check) => check(pod));
const notSet = (found: Value | undefined) => !isFilled(found);

/** In the order of the standards. Source: k8s.io/pod-security-admission policy, 1.34 */
export const rulesOfPodSecurity: readonly Rule[] = [
  { level: "baseline", check: hostNamespaces },
  { level: "baseline", check: inContainers(["securityContext", "privileged"], (found) => found !== true, "false") },
  {
    level: "baseline",
    overriddenSince: 22,
    check: itemsIn(ADD, (item) => BASELINE_CAPABILITIES.includes(item), `one of ${BASELINE_CAPABILITIES.join(", ")}`),
  },
  { level: "baseline", overriddenSince: 0, check: volumes((volume) => isMap(volume.hostPath), "a volume that is not the host's") },
  { level: "baseline", check: hostPorts },
  {
    level: "baseline",
    since: 34,
    check: all(
      ...HANDLERS.flatMap((handler) =>
        ["httpGet", "tcpSocket"].map((kind) => inContainers([...handler, kind, "host"], notSet, "the pod itself, so no host")),
      ),
    ),
  },
  {
    level: "baseline",
    check: all(annotations(isForbiddenAppArmor), inContexts(["appArmorProfile", "type"], isOneOf(PROFILES), PROFILES.join(" or "))),
  },
  { level: "baseline", check: inContainers(["securityContext", "procMount"], isOneOf(["Default"]), "Default") },
  {
    level: "baseline",
    until: 31,
    check: inContexts(["seLinuxOptions", "type"], isOneOf(SELINUX_TYPES), SELINUX_TYPES.slice(1).join(", ")),
  },
  {
    level: "baseline",
    since: 31,
    check: inContexts(
      ["seLinuxOptions", "type"],
      isOneOf([...SELINUX_TYPES, "container_engine_t"]),
      [...SELINUX_TYPES.slice(1), "container_engine_t"].join(", "),
    ),
  },
  {
    level: "baseline",
    check: all(inContexts(["seLinuxOptions", "user"], notSet, "no user"), inContexts(["seLinuxOptions", "role"], notSet, "no role")),
  },
  { level: "baseline", until: 19, overriddenSince: 19, check: annotations(isForbiddenSeccomp) },
  {
    level: "baseline",
    since: 19,
    overriddenSince: 19,
    check: inContexts(["seccompProfile", "type"], isOneOf(PROFILES), PROFILES.join(" or ")),
  },
  { level: "baseline", check: sysctls },
  { level: "baseline", check: inContexts(["windowsOptions", "hostProcess"], (found) => found !== true, "false") },
  {
    level: "restricted",
    since: 8,
    exceptWindows: true,
    check: inContainers(["securityContext", "allowPrivilegeEscalation"], (found) => found === false, "false"),
  },
  {
    level: "restricted",
    since: 22,
    exceptWindows: true,
    check: all(
      inContainers(["securityContext", "capabilities", "drop"], (found) => isList(found) && found.includes("ALL"), "a list with ALL"),
      itemsIn(ADD, (item) => item === "NET_BIND_SERVICE", "NET_BIND_SERVICE, or none"),
    ),
  },
  {
    level: "restricted",
    check: volumes(
      (volume) => {
        const sources = Object.keys(volume).filter((key) => key !== "name" && volume[key] !== null);
        return sources.length > 0 && !sources.some((key) => VOLUMES.includes(key));
      },
      `one of ${VOLUMES.join(", ")}`,
    ),
  },
  { level: "restricted", check: inherited(["runAsNonRoot"], (found) => found === true, "true") },
  { level: "restricted", since: 23, check: inContexts(["runAsUser"], (found) => found !== 0, "another user than 0") },
  {
    level: "restricted",
    since: 19,
    exceptWindows: true,
    check: inherited(["seccompProfile", "type"], (found) => PROFILES.includes(found), PROFILES.join(" or ")),
  },
];
