import { inject, type Plain, told } from "../app/run-objects.ts";
import { assert, suite, table } from "../cases.ts";

const ALL = ["error", "warning", "info"];
const web = { name: "web", image: "web:1" };

interface Row {
  readonly name: string;
  readonly spec?: Plain;
  readonly labels?: Plain;
  readonly selector?: Plain;
  readonly template?: object;
  readonly appContainers?: object;
  readonly onConflict?: string;
  readonly others?: readonly object[];
  /** What is reported, without what was decided. */
  readonly want: readonly string[];
  /** The spec of the pods that come out; absent if nothing may change. */
  readonly becomes?: Plain;
}

const CONFLICT = "FieldConflict: Cannot graft spec.template.";
const service = (selector: object, namespace = "shop") => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "gold", namespace },
  spec: { selector },
});
const budget = {
  apiVersion: "policy/v1",
  kind: "PodDisruptionBudget",
  metadata: { name: "gold", namespace: "shop" },
  spec: { selector: { matchExpressions: [{ key: "tier", operator: "Exists" }] } },
};
const tiers = { labels: { tier: "gold" }, template: { metadata: { labels: { tier: "lead" } } } };

const rows: readonly Row[] = [
  {
    name: "a value of the pod's own",
    spec: { shareProcessNamespace: true },
    template: { spec: { shareProcessNamespace: false } },
    want: [`${CONFLICT}spec.shareProcessNamespace: the pod has true, the sidecar o writes false; expected one value`],
  },
  {
    name: "the same value, and one more",
    spec: { shareProcessNamespace: true },
    template: { spec: { shareProcessNamespace: true, hostname: "a" } },
    want: [],
    becomes: { shareProcessNamespace: true, hostname: "a", containers: [web] },
  },
  {
    name: "one quantity written in two ways",
    spec: { overhead: { cpu: "1000m" } },
    template: { spec: { overhead: { cpu: "1" } } },
    want: [],
    becomes: { overhead: { cpu: "1" }, containers: [web] },
  },
  {
    name: "keep: the pod's value, and what the pod lacks",
    onConflict: "keep",
    spec: { dnsConfig: { searches: ["mine"] } },
    template: { spec: { dnsConfig: { searches: ["x"], nameservers: ["1.1.1.1"] } } },
    want: [
      'FieldConflict: spec.template.spec.dnsConfig.searches stays ["mine"], as the pod has it: the sidecar o writes ["x"], and its onConflict is keep',
    ],
    becomes: { dnsConfig: { searches: ["mine"], nameservers: ["1.1.1.1"] }, containers: [web] },
  },
  {
    name: "keep: where nothing is left to write",
    onConflict: "keep",
    spec: { hostname: "a" },
    template: { spec: { hostname: "b" } },
    want: ['FieldConflict: spec.template.spec.hostname stays "a", as the pod has it: the sidecar o writes "b", and its onConflict is keep'],
    becomes: { hostname: "a", containers: [web] },
  },
  {
    name: "replace: the sidecar's value",
    onConflict: "replace",
    spec: { dnsConfig: { searches: ["mine"] } },
    template: { spec: { dnsConfig: { searches: ["x"] } } },
    want: ['FieldConflict: spec.template.spec.dnsConfig.searches of the pod is replaced: it is ["mine"], and the sidecar o writes ["x"]'],
    becomes: { dnsConfig: { searches: ["x"] }, containers: [web] },
  },
  {
    name: "keep: a probe's handler as a whole",
    onConflict: "keep",
    spec: { containers: [{ ...web, livenessProbe: { httpGet: { path: "/", port: 80 } } }] },
    appContainers: { livenessProbe: { httpGet: { path: "/x", port: 80, scheme: "HTTPS" }, periodSeconds: 5 } },
    want: [
      'FieldConflict: spec.template.spec.containers[web].livenessProbe.httpGet stays {"path":"/","port":80}, as the pod has it: the sidecar o writes {"path":"/x","port":80,"scheme":"HTTPS"}, and its onConflict is keep',
    ],
    becomes: { containers: [{ ...web, livenessProbe: { httpGet: { path: "/", port: 80 }, periodSeconds: 5 } }] },
  },
  {
    name: "replace: a handler takes the place of another one",
    onConflict: "replace",
    spec: { containers: [{ ...web, livenessProbe: { httpGet: { port: 80 }, periodSeconds: 5 } }] },
    appContainers: { livenessProbe: { exec: { command: ["a"] } } },
    want: [
      'FieldConflict: spec.template.spec.containers[web].livenessProbe.httpGet of the pod is replaced: it is {"port":80}, and the sidecar o writes exec instead',
    ],
    becomes: { containers: [{ ...web, livenessProbe: { periodSeconds: 5, exec: { command: ["a"] } } }] },
  },
  {
    name: "what a null takes away is reported",
    spec: { hostname: "a" },
    template: { spec: { hostname: null } },
    want: ['FieldConflict: spec.template.spec.hostname of the pod is removed: it is "a", and the sidecar o removes it'],
    becomes: { containers: [web] },
  },
  {
    name: "what a directive takes away is reported",
    spec: { securityContext: { fsGroup: 1 } },
    template: { spec: { securityContext: { $patch: "replace", runAsUser: 2 } } },
    want: ['FieldConflict: spec.template.spec.securityContext of the pod is removed: it is {"fsGroup":1}, and the sidecar o removes it'],
    becomes: { securityContext: { runAsUser: 2 }, containers: [web] },
  },
  {
    name: "two values of one sysctl",
    spec: { securityContext: { sysctls: [{ name: "a", value: "1" }] } },
    template: { spec: { securityContext: { sysctls: [{ name: "a", value: "2" }] } } },
    want: [
      `${CONFLICT}spec.securityContext.sysctls: the pod has [{"name":"a","value":"1"}], the sidecar o writes [{"name":"a","value":"2"}]; expected one value`,
    ],
  },
  {
    name: "what is a conflict of its own is reported once",
    spec: { containers: [{ ...web, ports: [{ containerPort: 80, name: "a" }] }], volumes: [{ name: "v", emptyDir: {} }] },
    template: { spec: { containers: [{ name: "web", image: "web:2" }], volumes: [{ name: "v", configMap: { name: "a" } }] } },
    want: [
      "ContainerConflict: Cannot graft the container web: the pod's own has the image web:1, the sidecar o's one has web:2; expected a unique name",
      'VolumeConflict: Cannot graft the volume v: the pod\'s volume of that name is emptyDir {}, the sidecar o\'s one is configMap {"name":"a"}; expected a unique name, or the same source',
    ],
  },
  {
    name: "a label that nothing selects",
    ...tiers,
    onConflict: "replace",
    others: [service({ tier: "silver" }), service({ tier: "gold" }, "other")],
    want: ['FieldConflict: spec.template.metadata.labels.tier of the pod is replaced: it is "gold", and the sidecar o writes "lead"'],
    becomes: { containers: [web] },
  },
  ...[
    { others: [service({ tier: "gold" })], by: "the Service gold" },
    { others: [budget], by: "the PodDisruptionBudget gold" },
    { others: [{ apiVersion: "v1", kind: "List", items: [service({ tier: "gold" })] }], by: "the Service gold" },
  ].map(({ others, by }) => ({
    name: `a label that ${by} selects, in a ${(others[0] as unknown as Plain).kind}`,
    ...tiers,
    onConflict: "replace",
    others,
    want: [
      `${CONFLICT}metadata.labels.tier: ${by} selects the pod by this label, which is "gold", and the sidecar o writes "lead"; expected that it stays`,
    ],
  })),
  {
    name: "a label that the workload itself excludes",
    selector: { matchLabels: { app: "web" }, matchExpressions: [{ key: "logs", operator: "DoesNotExist" }] },
    template: { metadata: { labels: { logs: "x" } } },
    want: ['SelectorBroken: Cannot graft: the pod label logs would be "x"; expected what the workload\'s own spec.selector asks for'],
  },
  {
    name: "a label beside an expression that it does not touch",
    selector: { matchExpressions: [{ key: "app", operator: "In", values: ["web"] }] },
    template: { metadata: { labels: { logs: "x" } } },
    want: [],
    becomes: { containers: [web] },
  },
  {
    name: "a list that a directive replaces",
    spec: { containers: [{ ...web, env: [{ name: "B", value: "2" }] }] },
    template: { spec: { containers: [{ name: "web", env: [{ $patch: "replace" }, { name: "A", value: "1" }] }] } },
    want: [
      'FieldConflict: spec.template.spec.containers[web].env of the pod is replaced: it is [{"name":"B","value":"2"}], and the sidecar o writes [{"$patch":"replace"},{"name":"A","value":"1"}]',
    ],
    becomes: { containers: [{ ...web, env: [{ name: "A", value: "1" }] }] },
  },
  {
    name: "a label that the workload itself selects",
    template: { metadata: { labels: { app: "x" } } },
    onConflict: "replace",
    want: ['SelectorBroken: Cannot graft: the pod label app would be "x"; expected what the workload\'s own spec.selector asks for'],
  },
];

table("a sidecar's patch and the pod's own values", rows, {
  title: ({ name }) => name,
  run: async ({ spec = {}, labels, selector, template = {}, appContainers, onConflict, others = [], want, becomes }) => {
    const sidecar = { name: "o", policy: "enabled", template, ...(appContainers && { appContainers }), ...(onConflict && { onConflict }) };
    const object = deployment({ containers: [web], ...spec }, labels, selector);
    const { items, diagnostics } = await inject([...others, object], { sidecars: [sidecar] });
    assert.equal(
      told(diagnostics, ALL).filter((line) => !/^(?:Grafted|NotGrafted|UnnamedConfiguration)/.test(line)),
      want,
    );
    const after = items.at(-1) as { spec: { template: { spec: Plain } } };
    if (becomes) assert.equal(after.spec.template.spec, becomes);
    else assert.equal(after, object);
  },
});

suite("sidecars that give to one set", (test) => {
  const tolerating = (name: string) => ({
    name,
    policy: "enabled",
    template: { spec: { tolerations: [{ key: name, operator: "Exists" }] } },
  });
  test("both have their way", async () => {
    const object = deployment({ containers: [web], tolerations: [{ key: "own", operator: "Exists" }] });
    const { items, diagnostics } = await inject([object], { sidecars: [tolerating("a"), tolerating("b")] });
    const { spec } = items[0] as { spec: { template: { spec: { tolerations: Plain[] } } } };
    assert.equal(told(diagnostics), []);
    assert.equal(
      spec.template.spec.tolerations.map(({ key }) => key),
      ["own", "a", "b"],
    );
  });
  test("one that writes a variable's value, and one that writes where it comes from", async () => {
    const variable = (name: string, source: object) => ({
      name,
      policy: "enabled",
      template: {},
      appContainers: { env: [{ name: "A", ...source }] },
    });
    const sidecars = [variable("a", { value: "1" }), variable("b", { valueFrom: { fieldRef: { fieldPath: "metadata.name" } } })];
    const { diagnostics } = await inject([deployment({ containers: [web] })], { sidecars });
    assert.equal(told(diagnostics), [
      "FieldConflict: Cannot graft spec.template.spec.containers[web].env[A].valueFrom: the sidecar a removes it, the sidecar b writes a map (fieldRef); expected one value",
      'FieldConflict: Cannot graft spec.template.spec.containers[web].env[A].value: the sidecar a writes "1", the sidecar b removes it; expected one value',
    ]);
  });
});

function deployment(spec: Plain, labels: Plain = {}, selector: Plain = { matchLabels: { app: "web" } }): Plain {
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web", namespace: "shop" },
    spec: { selector, template: { metadata: { labels: { app: "web", ...labels } }, spec } },
  };
}
