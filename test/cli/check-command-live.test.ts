import { parse, parseAllDocuments, stringify } from "yaml";
import { assert, table } from "../cases.ts";
import { deployment, istioSidecar, namespace, ownSidecar } from "./manifests.ts";
import { podgraft, withFiles } from "./run.ts";

type Plain = Record<string, unknown>;

const isPlain = (value: unknown): value is Plain => typeof value === "object" && value !== null && !Array.isArray(value);
const items = (value: unknown): readonly Plain[] => (Array.isArray(value) ? value.filter(isPlain) : []);

/** The amount as the API server writes it back. */
const quantities: Readonly<Record<string, string>> = { "2000m": "2", "1024Mi": "1Gi" };

/** A probe, handler or port with what the API server fills in. */
function probe(given: unknown): unknown {
  if (!isPlain(given)) return given;
  const http = isPlain(given.httpGet) && { httpGet: { scheme: "HTTP", ...given.httpGet } };
  // A zero is not written back.
  const { initialDelaySeconds, ...rest } = given;
  const delay = initialDelaySeconds ? { initialDelaySeconds } : {};
  return { failureThreshold: 3, periodSeconds: 10, successThreshold: 1, timeoutSeconds: 1, ...rest, ...delay, ...http };
}

function resources(given: unknown): Plain {
  if (!isPlain(given)) return {};
  const canonical = (map: unknown) =>
    isPlain(map) ? Object.fromEntries(Object.entries(map).map(([name, amount]) => [name, quantities[String(amount)] ?? amount])) : map;
  return Object.fromEntries(Object.entries(given).map(([name, map]) => [name, canonical(map)]));
}

function fieldRef(given: unknown): unknown {
  return isPlain(given) ? { apiVersion: "v1", ...given } : given;
}

function env(entry: Plain): Plain {
  if (!isPlain(entry.valueFrom)) return entry;
  const { valueFrom } = entry;
  return { ...entry, valueFrom: { ...valueFrom, ...("fieldRef" in valueFrom && { fieldRef: fieldRef(valueFrom.fieldRef) }) } };
}

function container(given: Plain): Plain {
  const { ports, env: variables, ...rest } = given;
  const probes = ["startupProbe", "readinessProbe", "livenessProbe"].filter((name) => name in rest);
  return {
    imagePullPolicy: "IfNotPresent",
    terminationMessagePath: "/dev/termination-log",
    terminationMessagePolicy: "File",
    ...rest,
    resources: resources(rest.resources),
    ...(ports !== undefined && { ports: items(ports).map((port) => ({ protocol: "TCP", ...port })) }),
    ...(variables !== undefined && { env: items(variables).map(env) }),
    ...Object.fromEntries(probes.map((name) => [name, probe(rest[name])])),
  };
}

function volume(given: Plain): Plain {
  const filled = Object.entries(given).map(([kind, source]) => {
    if (kind === "emptyDir") return [kind, source ?? {}];
    if (!isPlain(source)) return [kind, source];
    const refs = kind === "downwardAPI" && { items: items(source.items).map((item) => ({ ...item, fieldRef: fieldRef(item.fieldRef) })) };
    return [kind, { defaultMode: 420, ...source, ...refs }];
  });
  return Object.fromEntries(filled);
}

/** A Deployment as `kubectl get -o yaml` prints it. */
function served(object: Plain): Plain {
  const { metadata, spec } = object as { metadata: Plain; spec: Plain };
  const template = spec.template as { metadata: Plain; spec: Plain };
  const pod = template.spec;
  const lists = ["containers", "initContainers"].filter((name) => name in pod);
  return {
    ...object,
    metadata: { ...metadata, creationTimestamp: "2026-01-05T10:00:00Z", generation: 1, resourceVersion: "1", uid: "u" },
    spec: {
      progressDeadlineSeconds: 600,
      replicas: 1,
      revisionHistoryLimit: 10,
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: "25%" } },
      ...spec,
      template: {
        metadata: { creationTimestamp: null, ...template.metadata },
        spec: {
          dnsPolicy: "ClusterFirst",
          restartPolicy: "Always",
          schedulerName: "default-scheduler",
          securityContext: {},
          terminationGracePeriodSeconds: 30,
          ...pod,
          ...Object.fromEntries(lists.map((name) => [name, items(pod[name]).map(container)])),
          ...("volumes" in pod && { volumes: items(pod.volumes).map(volume) }),
        },
      },
    },
    status: { availableReplicas: 1, observedGeneration: 1 },
  };
}

const ns = namespace("shop", "logging: enabled, istio-injection: enabled");
const probed = `${deployment("web")}        readinessProbe: {httpGet: {path: /, port: 8080}}
        livenessProbe: {tcpSocket: {port: 8080}}
        startupProbe: {grpc: {port: 8080}}
        ports: [{containerPort: 8080}]
`;

interface Row {
  readonly name: string;
  readonly config: string;
  /** What has become of the cluster's object since. */
  readonly edit?: (object: Plain) => void;
  readonly later?: string;
  readonly found: readonly string[];
}

const proxyOf = (object: Plain) => {
  const { spec } = object as { spec: { template: { spec: { initContainers: { name: string; resources: { limits: Plain } }[] } } } };
  return spec.template.spec.initContainers.find(({ name }) => name === "istio-proxy") as { resources: { limits: Plain } };
};

const rows: readonly Row[] = [
  { name: "an own sidecar as it was applied", config: ownSidecar, found: [] },
  { name: "Istio's sidecar as it was applied", config: istioSidecar, found: [] },
  { name: "an older version of Istio", config: istioSidecar, later: istioSidecar.replace("1.30.5", "1.30.6"), found: ["StaleInjection"] },
  {
    name: "another limit than Git says",
    config: istioSidecar,
    edit: (object) => {
      proxyOf(object).resources.limits.memory = "2Gi";
    },
    found: ["ForeignEditKept"],
  },
];

table("check of what kubectl gets", rows, {
  title: ({ name }) => name,
  run: ({ name, config, edit, later = config, found }) =>
    withFiles({ "ns.yaml": ns, "web.yaml": probed, "c.yaml": config, "later.yaml": later }, (cwd) => {
      const injected = podgraft(["inject", "-f", "ns.yaml", "-f", "web.yaml", "-c", "c.yaml"], { cwd });
      assert.is(injected.code, 0, injected.err);
      const [namespaceObject, applied] = parseAllDocuments(injected.out).map((document) => document.toJS() as Plain);
      const object = parse(stringify(served(applied as Plain))) as Plain;
      edit?.(object);
      const input = stringify({ apiVersion: "v1", kind: "List", items: [namespaceObject, object] });
      const { out } = podgraft(["check", "-f", "-", "-c", "later.yaml", "--report", "json"], { cwd, input });
      const told = (JSON.parse(out) as { code: string; severity: string }[]).filter(({ severity }) => severity !== "info");
      assert.equal(
        told.map(({ code }) => code),
        found,
        `${name}: ${out}`,
      );
    }),
});

/** What kubectl gets of what was applied of an injection. */
function gotten(injected: string, edit: (object: Plain) => void = () => {}): string {
  const objects = parseAllDocuments(injected).map((document) => document.toJS() as Plain);
  const got = objects.map((object) => {
    if (object.kind !== "Deployment") return object;
    const now = parse(stringify(served(object))) as Plain;
    edit(now);
    return now;
  });
  return got.map((object) => stringify(object)).join("---\n");
}

interface Told {
  readonly command: "inject" | "uninject";
  readonly config: string;
  readonly edit?: (object: Plain) => void;
  readonly told: readonly string[];
}

const tells: readonly Told[] = [
  { command: "inject", config: ownSidecar, told: [] },
  { command: "inject", config: istioSidecar, told: [] },
  { command: "uninject", config: ownSidecar, told: [] },
  { command: "uninject", config: istioSidecar, told: [] },
  ...(["inject", "uninject"] as const).map((command) => ({
    command,
    config: istioSidecar,
    edit: (object: Plain) => {
      proxyOf(object).resources.limits.memory = "3Gi";
    },
    told: [
      command === "inject"
        ? "ForeignEditKept: spec.template.spec.initContainers[istio-proxy].resources.limits.memory was changed by others since it was grafted, and stays so"
        : "ForeignEditLost: spec.template.spec.initContainers[istio-proxy].resources.limits.memory was changed by others since it was grafted, and was removed with what was grafted",
    ],
  })),
];

table("of what kubectl gets, only others' edits are reported, not what the API server fills in", tells, {
  title: ({ command, config, told }) => `${command}, ${config === ownSidecar ? "an own sidecar" : "Istio's"}, ${told.length} told`,
  run: ({ command, config, edit, told }) =>
    withFiles({ "ns.yaml": ns, "web.yaml": probed, "c.yaml": config }, (cwd) => {
      const injected = podgraft(["inject", "-f", "ns.yaml", "-f", "web.yaml", "-c", "c.yaml"], { cwd });
      const input = gotten(injected.out, edit);
      const { code, err } = podgraft([command, "-f", "-", ...(command === "inject" ? ["-c", "c.yaml"] : [])], { cwd, input });
      assert.is(code, 0, err);
      const found = [...err.matchAll(/(?:warning|error) (.*)/g)].map(([, text]) => text);
      assert.equal(found, told);
    }),
});

table("inject and uninject of what kubectl gets", [{ command: "inject" }, { command: "uninject" }], {
  title: ({ command }) => `${command} leaves each probe one handler`,
  run: ({ command }) =>
    withFiles({ "ns.yaml": ns, "web.yaml": probed, "c.yaml": istioSidecar }, (cwd) => {
      const applied = podgraft(["inject", "-f", "ns.yaml", "-f", "web.yaml", "-c", "c.yaml"], { cwd });
      const input = gotten(applied.out);
      const { code, out, err } = podgraft([command, "-f", "-", ...(command === "inject" ? ["-c", "c.yaml"] : [])], { cwd, input });
      assert.is(code, 0, err);
      const [, object] = parseAllDocuments(out).map((document) => document.toJS() as Plain);
      const { spec } = object as { spec: { template: { spec: { containers: Plain[] } } } };
      const [web] = spec.template.spec.containers.filter(({ name }) => name === "web");
      const handlersOf = (name: string) =>
        Object.keys(web?.[name] as Plain).filter((key) => ["httpGet", "tcpSocket", "grpc", "exec"].includes(key));
      const injected = command === "inject";
      assert.equal(handlersOf("livenessProbe"), [injected ? "httpGet" : "tcpSocket"]);
      assert.equal(handlersOf("startupProbe"), [injected ? "httpGet" : "grpc"]);
    }),
});
