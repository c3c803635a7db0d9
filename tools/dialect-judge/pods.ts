import type { Random } from "../../test/random.ts";

/** What a dialect's pods are made of, besides what any pod has. */
export interface PodParts {
  /** Names of variables that the injector looks at. */
  readonly variables: readonly string[];
  /** Names of volumes that the injector looks at. */
  readonly volumes: readonly string[];
  /** Names of containers that the injector looks at. */
  readonly containers?: readonly string[];
  readonly labels: readonly (readonly [string, readonly string[]])[];
  readonly annotations: readonly (readonly [string, readonly string[]])[];
}

const APPS = ["web", "api", "logs", "migrate"];

/** A pod template, or a part of one, such as people write. */
export function podOf(random: Random, parts: PodParts): object {
  const names = random.shuffle([...APPS, ...(random.chance(0.1) ? (parts.containers ?? []) : [])]);
  const init = random.chance(0.4) ? names.splice(0, 1 + random.below(2)) : [];
  const containers = names.splice(0, 1 + random.below(2));
  const volumes = volumesOf(random, parts);
  const pick = (chance: number, field: object) => (random.chance(chance) ? field : {});
  return {
    ...metadata(random, parts),
    spec: {
      ...pick(0.15, {
        nodeSelector: { [random.pick(["kubernetes.io/os", "beta.kubernetes.io/os", "disk"])]: random.pick(["windows", "linux", "ssd"]) },
      }),
      ...pick(0.2, { securityContext: random.pick([{ fsGroup: 1000 }, { runAsNonRoot: true, runAsUser: 1000 }]) }),
      ...pick(0.07, { hostNetwork: true }),
      ...pick(0.1, { restartPolicy: random.pick(["Always", "Never"]) }),
      ...pick(0.2, { terminationGracePeriodSeconds: 30 }),
      ...(init.length > 0 && { initContainers: init.map((name) => containerOf(random, { name, parts, isInit: true })) }),
      containers: containers.map((name) => containerOf(random, { name, parts, isInit: false })),
      ...(volumes && { volumes }),
    },
  };
}

/** How a pod names its ServiceAccount. */
export const ACCOUNT_NAMES: readonly object[] = [
  {},
  { serviceAccountName: "" },
  { serviceAccountName: "web" },
  { serviceAccountName: "web" },
  { serviceAccount: "web" },
];

/** Some of the keys, each with one of its values. */
export function textsOf(random: Random, keys: PodParts["labels"], chance: number): Readonly<Record<string, string>> {
  return Object.fromEntries(keys.filter(() => random.chance(chance)).map(([key, values]) => [key, random.pick(values)]));
}

function metadata(random: Random, { labels, annotations }: PodParts): object {
  const own = textsOf(random, [["app", ["web"]], ...labels], 0.3);
  const noted = textsOf(random, [["example.com/note", ["x"]], ...annotations], 0.3);
  const found = { ...(Object.keys(own).length > 0 && { labels: own }), ...(Object.keys(noted).length > 0 && { annotations: noted }) };
  return Object.keys(found).length > 0 ? { metadata: found } : {};
}

function volumesOf(random: Random, { volumes }: PodParts): readonly object[] | undefined {
  if (random.chance(0.5)) return undefined;
  const names = random.shuffle(["data", "tmp", ...(random.chance(0.3) ? volumes : [])]).slice(0, random.below(4));
  return names.map((name) => ({ name, ...random.pick([{ emptyDir: {} }, { secret: { secretName: "s" } }, projected] as object[]) }));
}

const projected = { projected: { sources: [{ serviceAccountToken: { audience: "mine", expirationSeconds: 7200, path: "token" } }] } };

interface ContainerPlace {
  readonly name: string;
  readonly parts: PodParts;
  readonly isInit: boolean;
}

function containerOf(random: Random, { name, parts, isInit }: ContainerPlace): object {
  const pick = (chance: number, field: object) => (random.chance(chance) ? field : {});
  const variables = random.chance(0.5) ? random.shuffle(["PATH_A", "PATH_B", ...parts.variables]).slice(0, 1 + random.below(4)) : [];
  const mounts = random.chance(0.4) ? random.shuffle(["data", "tmp", ...parts.volumes]).slice(0, 1 + random.below(2)) : [];
  return {
    name,
    image: `${name}:1.2.3`,
    ...pick(0.2, { args: ["serve"] }),
    ...pick(0.2, { ports: [{ containerPort: 8080 }] }),
    ...pick(0.2, { resources: { requests: { cpu: "100m" } } }),
    ...(variables.length > 0 && { env: variables.map((variable) => variableOf(random, variable)) }),
    ...(mounts.length > 0 && {
      volumeMounts: mounts.map((mount) => ({ name: mount, mountPath: `/${mount}`, ...pick(0.3, { readOnly: true }) })),
    }),
    ...(isInit && random.chance(0.3) && { restartPolicy: "Always" }),
  };
}

function variableOf(random: Random, name: string): object {
  if (random.chance(0.2)) return { name, valueFrom: { fieldRef: { apiVersion: "v1", fieldPath: "metadata.name" } } };
  return random.chance(0.1) ? { name } : { name, value: random.pick(["mine", "7"]) };
}
