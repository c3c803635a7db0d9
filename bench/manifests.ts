import { Random } from "../test/random.ts";

/** What the generated package is to show. */
export interface PackageOptions {
  /** Whether the sidecar's namespace selector matches. */
  readonly qualifies?: boolean;
  /** Whether every workload holds YAML that only the full reader knows. */
  readonly folded?: boolean;
  /** Istio's sidecar besides the user's own. */
  readonly istio?: boolean;
  /** Further objects, each the text of a document: the mesh's ConfigMaps. */
  readonly objects?: readonly string[];
}

type Lines = readonly string[];
interface Subject {
  readonly random: Random;
  readonly name: string;
  readonly app: string;
  readonly team: string;
  readonly folded: boolean;
}

const APPS = ["basket", "catalogue", "courier", "forecast", "invoice", "loyalty", "pricing", "refund", "stock", "voucher"];
const TIERS = ["api", "batch", "cache", "front", "stream", "worker"];
const MOST_TEAMS = 20;

/** A ResourceList of `count` resources as kustomize and kpt hand it over, the same for the same arguments; about 1.8 KB each. */
export function resourceList(
  count: number,
  { qualifies = true, folded = false, istio = false, objects = [] }: PackageOptions = {},
): string {
  const random = new Random(count + 1);
  const teams = Math.min(Math.ceil(count / 10), MOST_TEAMS);
  const out = ["apiVersion: config.kubernetes.io/v1", "kind: ResourceList", "items:"];
  for (const object of objects) out.push(...item(object.trimEnd().split("\n")));
  for (let i = 0; i < count; i++) {
    const team = `team-${i % teams}`;
    const app = `${random.pick(APPS)}-${random.pick(TIERS)}`;
    const build = i < teams ? namespace : kindAt(i, random);
    const lines = build({ random, app, name: `${app}-${i}`, team, folded });
    out.push(...item(lines));
  }
  return [...out, "functionConfig:", ...indented(2, injector(qualifies, istio)), ""].join("\n");
}

function item(lines: Lines): Lines {
  return [`- ${lines[0]}`, ...indented(2, lines.slice(1))];
}

/** The mix: of 20 resources seven are workloads, one of them a StatefulSet or CronJob. */
function kindAt(i: number, random: Random): (subject: Subject) => Lines {
  const place = i % 20;
  if (place % 3 === 0 && place < 18) return deployment;
  if (place === 19) return i % 40 === 19 ? statefulSet : cronJob;
  return random.pick([service, service, configMap, configMap, role, route, probe]);
}

function metadata(kind: string, { name, app, team }: Subject): Lines {
  const path = `'${team}/${kind.toLowerCase()}-${name}.yaml'`;
  return [
    "metadata:",
    `  name: ${name}`,
    `  namespace: ${team}`,
    "  labels:",
    `    app.kubernetes.io/name: ${app}`,
    `    app.kubernetes.io/part-of: ${team}`,
    "    app.kubernetes.io/managed-by: kpt",
    "  annotations:",
    "    config.kubernetes.io/index: '0'",
    `    config.kubernetes.io/path: ${path}`,
    "    internal.config.kubernetes.io/index: '0'",
    `    internal.config.kubernetes.io/path: ${path}`,
    "    internal.config.kubernetes.io/seqindent: 'compact'",
  ];
}

function namespace({ team }: Subject): Lines {
  return ["apiVersion: v1", "kind: Namespace", "metadata:", `  name: ${team}`, "  labels:", "    logging: enabled", `    owner: ${team}`];
}

function deployment(subject: Subject): Lines {
  const { random, name } = subject;
  const strategy = ["  strategy:", "    type: RollingUpdate", "    rollingUpdate:", "      maxUnavailable: 0", "      maxSurge: 25%"];
  return [
    "apiVersion: apps/v1",
    "kind: Deployment",
    ...metadata("Deployment", subject),
    "spec:",
    `  replicas: ${1 + random.below(6)}`,
    ...(random.chance(0.4) ? strategy : []),
    ...["  selector:", "    matchLabels:", `      app: ${name}`, "  template:"],
    ...indented(4, podTemplate(subject)),
  ];
}

function statefulSet(subject: Subject): Lines {
  const { name } = subject;
  return [
    "apiVersion: apps/v1",
    "kind: StatefulSet",
    ...metadata("StatefulSet", subject),
    ...["spec:", "  replicas: 3", `  serviceName: ${name}`, "  selector:", "    matchLabels:", `      app: ${name}`, "  template:"],
    ...indented(4, podTemplate(subject)),
    ...["  volumeClaimTemplates:", "  - metadata:", "      name: store", "    spec:", "      accessModes:", "      - ReadWriteOnce"],
    ...["      resources:", "        requests:", "          storage: 20Gi"],
  ];
}

function cronJob(subject: Subject): Lines {
  const [labels, spec, ...rest] = splitAt(podTemplate(subject), "spec:");
  return [
    "apiVersion: batch/v1",
    "kind: CronJob",
    ...metadata("CronJob", subject),
    ...["spec:", `  schedule: "${subject.random.below(60)} 3 * * *"`, "  concurrencyPolicy: Forbid", "  jobTemplate:", "    spec:"],
    ...["      backoffLimit: 3", "      template:"],
    ...indented(8, [...(labels as Lines), "spec:", "  restartPolicy: OnFailure", ...(spec as Lines), ...rest.flat()]),
  ];
}

function splitAt(lines: Lines, line: string): readonly Lines[] {
  const at = lines.indexOf(line);
  return [lines.slice(0, at), lines.slice(at + 1)];
}

function podTemplate({ random, name, app, folded }: Subject): Lines {
  return [
    ...["metadata:", "  labels:", `    app: ${name}`, `    app.kubernetes.io/name: ${app}`],
    ...(random.chance(0.5) ? ["  annotations:", '    prometheus.io/scrape: "true"', '    prometheus.io/port: "9090"'] : []),
    ...["spec:", `  serviceAccountName: ${app}`],
    ...(folded ? ["  schedulerName: >-", "    default-scheduler"] : []),
    "  containers:",
    ...indented(2, mainContainer({ random, name, app })),
    ...indented(2, exporter(random)),
    ...["  volumes:", "  - name: settings", "    configMap:", `      name: ${name}-settings`, "  - name: scratch", "    emptyDir: {}"],
  ];
}

function mainContainer({ random, name, app }: Pick<Subject, "random" | "name" | "app">): Lines {
  const port = 8080 + random.below(100);
  return [
    ...["- name: app", `  image: registry.example.com/shop/${app}:2.${random.below(30)}.${random.below(10)}`, "  args:"],
    ...[`  - --listen=:${port}`, "  - --log=json", "  env:", "  - name: THREADS", `    value: "${1 + random.below(8)}"`],
    ...["  - name: POD_IP", "    valueFrom:", "      fieldRef:", "        fieldPath: status.podIP"],
    ...["  - name: API_TOKEN", "    valueFrom:", "      secretKeyRef:", `        name: ${name}-token`, "        key: token"],
    ...["  ports:", "  - name: http", `    containerPort: ${port}`, "    protocol: TCP"],
    ...["  readinessProbe:", "    httpGet:", "      path: /ready", "      port: http", "    periodSeconds: 5"],
    ...["  livenessProbe:", "    httpGet:", "      path: /live", "      port: http", "    failureThreshold: 5"],
    ...["  resources:", "    requests:", `      cpu: ${50 * (1 + random.below(10))}m`, `      memory: ${64 * (1 + random.below(8))}Mi`],
    ...["    limits:", `      memory: ${512 * (1 + random.below(4))}Mi`],
    ...["  volumeMounts:", "  - name: settings", "    mountPath: /etc/settings", "    readOnly: true"],
    ...["  - name: scratch", "    mountPath: /var/scratch"],
  ];
}

function exporter(random: Random): Lines {
  return [
    ...[
      "- name: exporter",
      `  image: registry.example.com/tools/exporter:0.${random.below(20)}.0`,
      "  args:",
      "  - --target=http://localhost",
    ],
    ...["  env:", "  - name: LEVEL", "    value: warning", "  - name: NODE", "    valueFrom:", "      fieldRef:"],
    ...["        fieldPath: spec.nodeName", "  ports:", "  - name: metrics", "    containerPort: 9090", "    protocol: TCP"],
    ...["  resources:", "    requests:", "      cpu: 20m", "      memory: 32Mi", "    limits:", "      memory: 64Mi"],
  ];
}

function service(subject: Subject): Lines {
  return [
    "apiVersion: v1",
    "kind: Service",
    ...metadata("Service", subject),
    ...["spec:", "  selector:", `    app: ${subject.name}`, "  ports:", "  - name: http", "    port: 80", "    targetPort: http"],
  ];
}

/** Every other one with a file of some KB whose lines look like YAML. */
function configMap(subject: Subject): Lines {
  const { random } = subject;
  const file = Array.from({ length: random.chance(0.5) ? 30 + random.below(50) : 0 }, (_, i) => {
    if (i % 9 === 0) return `    # kind: Deployment, part ${i}`;
    return i % 14 === 0 ? "" : `    ${random.pick(APPS)}.${random.pick(TIERS)}.${i} = https://example.com:8443/${random.below(1_000_000)}`;
  });
  return [
    "apiVersion: v1",
    "kind: ConfigMap",
    ...metadata("ConfigMap", subject),
    ...["data:", "  STAGE: production", '  RETRIES: "3"'],
    ...(file.length > 0 ? ["  settings.ini: |", ...file, "    last=1"] : []),
  ];
}

function role(subject: Subject): Lines {
  return [
    "apiVersion: rbac.authorization.k8s.io/v1",
    "kind: Role",
    ...metadata("Role", subject),
    ...["rules:", "- apiGroups:", '  - ""', "  resources:", "  - pods", "  - secrets", "  verbs:", "  - get", "  - watch"],
  ];
}

function route(subject: Subject): Lines {
  const { name } = subject;
  return [
    "apiVersion: networking.k8s.io/v1",
    "kind: Ingress",
    ...metadata("Ingress", subject),
    ...["spec:", "  rules:", `  - host: ${name}.example.com`, "    http:", "      paths:", "      - path: /", "        pathType: Prefix"],
    ...["        backend:", "          service:", `            name: ${name}`, "            port:", "              name: http"],
  ];
}

function probe(subject: Subject): Lines {
  return [
    "apiVersion: monitoring.example.com/v1",
    "kind: Probe",
    ...metadata("Probe", subject),
    ...["spec:", "  interval: 30s", "  targets:", `  - {host: ${subject.name}, ports: [80, 443]}`, "  labels: {tier: backend}"],
  ];
}

/** One sidecar for every workload whose namespace has the label, and Istio's where it is asked for. */
function injector(qualifies: boolean, istio: boolean): Lines {
  const label = `logging: ${qualifies ? "enabled" : "elsewhere"}`;
  const mesh = ['  kubernetesVersion: "1.34"', "  istio:", "    namespaceSelector:", "      matchLabels:", `        ${label}`];
  return [
    ...["apiVersion: podgraft.dev/v1alpha1", "kind: SidecarInjector", "metadata:", "  name: logging", "spec:", ...(istio ? mesh : [])],
    ...["  sidecars:", "  - name: log-shipper", "    namespaceSelector:", "      matchLabels:", `        ${label}`],
    ...["    template:", "      metadata:", "        annotations:", '          logging.example.com/shipped: "true"', "      spec:"],
    ...[
      "        containers:",
      "        - name: log-shipper",
      "          image: registry.example.com/logging/shipper:3.1.4",
      "          args:",
    ],
    ...["          - --output=http://logs.example.com", "          resources:", "            requests:", "              cpu: 50m"],
    ...["              memory: 64Mi", "          volumeMounts:", "          - name: shipper-buffer", "            mountPath: /var/buffer"],
    ...["        volumes:", "        - name: shipper-buffer", "          emptyDir:", "            sizeLimit: 1Gi"],
  ];
}

function indented(columns: number, lines: Lines): Lines {
  const pad = " ".repeat(columns);
  return lines.map((line) => (line === "" ? "" : pad + line));
}
