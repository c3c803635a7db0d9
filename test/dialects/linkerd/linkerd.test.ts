import { stringify } from "yaml";
import { linkerd } from "../../../src/dialects/linkerd/linkerd.ts";
import { toValue, type ValueMap } from "../../../src/value/value.ts";
import { deployment, inject, type Plain, told, uninject } from "../../app/run-objects.ts";
import { assert, suite, table } from "../../cases.ts";
import { sampled } from "../../runs.ts";
import { answered, type LinkerdRow, linkerdRows, plain } from "./judged.ts";

const { charts, rows } = linkerdRows();
const chartOf = ({ version }: LinkerdRow): Plain => charts[version] as Plain;

suite("pods and Linkerd's own injector", (test) => {
  test("the rows are of four releases, at least 500", () => {
    assert.is(Object.keys(charts).length, 4);
    assert.ok(rows.length >= 500);
  });
  for (const version of Object.keys(charts)) {
    test(`${version} makes the same of each, leaves the same alone, and refuses the same`, () => {
      for (const row of sampled(rows.filter((each) => each.version === version))) {
        const { warnings: _, ...own } = answered(row, chartOf(row));
        const { injected } = row.answer;
        if (injected) assert.equal(own.injected, injected, JSON.stringify(row.question));
        else assert.equal(Object.keys(own), Object.keys(row.answer), JSON.stringify(row.question));
      }
    });
  }
  test("uninject gives back the pod, except for annotations that were taken from the namespace", () => {
    for (const { question, answer } of sampled(rows.filter((row) => row.answer.injected))) {
      const { podTemplate } = linkerd.uninject?.(toValue(answer.injected) as ValueMap) ?? {};
      assert.equal(withoutConfig(plain(podTemplate)), withoutConfig(plain(question.podTemplate)));
    }
  });
});

/** Without Linkerd's annotations, and what is empty. */
function withoutConfig({ metadata = {}, spec, ...rest }: Plain): Plain {
  const { annotations = {}, labels = {} } = metadata as Record<string, Plain>;
  const own = Object.entries(annotations).filter(
    ([name, value]) => !/^(?:config\.(?:\w+\.)?)?linkerd\.io\//.test(name) || (name === "linkerd.io/inject" && value === "disabled"),
  );
  const kept = { ...(own.length > 0 && { annotations: Object.fromEntries(own) }), ...(Object.keys(labels).length > 0 && { labels }) };
  return { ...rest, ...(Object.keys(kept).length > 0 && { metadata: kept }), spec };
}

const chart = charts["edge-26.8.3"] as Plain;
const anchors = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
const configMap = (name: string, data: object) => ({ apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace: "linkerd" }, data });
const linkerdConfig = (values: object = {}) =>
  configMap("linkerd-config", { values: stringify({ ...chart, linkerdVersion: "edge-26.8.3", ...values }, { version: "1.1" }) });
const roots = configMap("linkerd-identity-trust-roots", { "ca-bundle.crt": anchors });
const shop = (annotations: object = { "linkerd.io/inject": "enabled" }) => ({
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name: "shop", annotations },
});
const web = (annotations?: object, spec: object = {}) => {
  const app = { name: "app", image: "app:1", ports: [{ containerPort: 3306, name: "db" }] };
  const template = { metadata: { labels: { app: "web" }, ...(annotations && { annotations }) }, spec: { containers: [app], ...spec } };
  return { ...deployment(template), metadata: { name: "web", namespace: "shop" } };
};

const hasProxy = (items: readonly unknown[]) => JSON.stringify(items.at(-1)).includes('"linkerd-proxy"');

const labelled = (label: string) => {
  const { metadata, ...rest } = web();
  const template = { metadata: { labels: { app: "web", [label]: "web" } }, spec: { containers: [{ name: "app", image: "app:1" }] } };
  return { ...rest, metadata, spec: { ...rest.spec, template } };
};

interface Row {
  readonly what: string;
  readonly items: readonly unknown[];
  readonly spec?: object;
  readonly injects: boolean;
  readonly told?: readonly string[];
}

const refusal = "RefusedByInjector: Cannot inject Linkerd: its injector refuses the values with the pod's annotations:";
const findings: readonly Row[] = [
  { what: "a namespace that asks", items: [shop(), web()], injects: true },
  { what: "a pod that opts out", items: [shop(), web({ "linkerd.io/inject": "disabled" })], injects: false },
  { what: "a pod that asks", items: [shop({}), web({ "linkerd.io/inject": "ingress" })], injects: true },
  { what: "nobody who asks", items: [shop({}), web()], injects: false },
  {
    what: "a namespace that is not known",
    items: [web()],
    injects: false,
    told: ["UnknownNamespace: The annotations of the namespace shop are not known; it counts as one that does not ask for Linkerd"],
  },
  {
    what: "a word that Linkerd does not know",
    items: [shop(), web({ "linkerd.io/inject": "true" })],
    injects: false,
    told: [
      'IgnoredAnnotation: The pod is not injected: linkerd.io/inject is "true", which Linkerd does not know; expected enabled, ingress or disabled',
    ],
  },
  {
    what: "a namespace without webhooks",
    items: [{ ...shop(), metadata: { ...shop().metadata, labels: { "config.linkerd.io/admission-webhooks": "disabled" } } }, web()],
    injects: false,
  },
  {
    what: "a pod of the control plane",
    items: [shop(), labelled("linkerd.io/control-plane-component")],
    injects: false,
  },
  { what: "hostNetwork", items: [shop(), web(undefined, { hostNetwork: true })], injects: false },
  {
    what: "values that have no effect",
    items: [
      shop(),
      web({
        "config.linkerd.io/proxy-cpu-limit": "one",
        "config.linkerd.io/opaque-ports": "db,http,9-3",
        "config.linkerd.io/proxy-await": "true",
        "config.linkerd.io/proxy-memory-limt": "1Gi",
        "config.linkerd.io/init-image": "init",
      }),
    ],
    injects: true,
    told: [
      'IgnoredAnnotation: config.linkerd.io/proxy-await has no effect: it is "true"; expected enabled or disabled',
      'IgnoredAnnotation: config.linkerd.io/proxy-cpu-limit has no effect: it is "one"; expected a quantity such as 100m',
      'IgnoredAnnotation: config.linkerd.io/opaque-ports has no effect: "http" is neither a port, a range of ports, nor the name of a port of the pod',
      'IgnoredAnnotation: config.linkerd.io/opaque-ports has no effect: "9-3" is neither a port, a range of ports, nor the name of a port of the pod',
      "UnknownAnnotation: config.linkerd.io/proxy-memory-limt has no effect: Linkerd's injector of this release does not have this annotation",
      "UnknownAnnotation: config.linkerd.io/init-image has no effect: Linkerd's injector of this release does not have this annotation",
    ],
  },
  {
    what: "an annotation on the workload itself",
    items: [shop({}), { ...web(), metadata: { ...web().metadata, annotations: { "linkerd.io/inject": "enabled" } } }],
    injects: false,
    told: [
      "MisplacedAnnotation: The annotation linkerd.io/inject on the Deployment itself has no effect: only the pod template's annotations count",
    ],
  },
  {
    what: "labels instead of annotations",
    items: [{ ...shop({}), metadata: { name: "shop", labels: { "linkerd.io/inject": "enabled" } } }, labelled("linkerd.io/inject")],
    injects: false,
    told: [
      "MisplacedAnnotation: The label linkerd.io/inject of the namespace shop has no effect: Linkerd reads the annotation of that name",
      "MisplacedAnnotation: The label linkerd.io/inject has no effect: Linkerd reads it among the pod template's annotations",
    ],
  },
  {
    what: "a namespace's annotation that has no effect",
    items: [
      shop({ "linkerd.io/inject": "enabled", "config.linkerd.io/proxy-uid": "root", "config.linkerd.io/opaque-ports": "http" }),
      web(),
    ],
    injects: true,
    told: [
      'IgnoredAnnotation: config.linkerd.io/proxy-uid of the namespace has no effect: it is "root"; expected a whole number',
      'IgnoredAnnotation: config.linkerd.io/opaque-ports of the namespace has no effect: "http" is neither a port, a range of ports, nor the name of a port of the pod',
    ],
  },
  {
    what: "an annotation with which the injector fails",
    items: [shop(), web({ "config.linkerd.io/proxy-log-http-headers": "on" })],
    injects: false,
    told: [`${refusal} proxy.logHTTPHeaders: expected off or insecure`],
  },
  {
    what: "a wait that needs root",
    items: [shop(), web({ "config.linkerd.io/close-wait-timeout": "30s" })],
    injects: false,
    told: [`${refusal} proxyInit.closeWaitTimeoutSecs needs proxyInit.runAsRoot: true`],
  },
  {
    what: "Istio's sidecar beside it",
    items: [{ ...shop(), metadata: { ...shop().metadata, labels: { "istio-injection": "enabled" } } }, web()],
    spec: { istio: { tag: "1.30.5" }, kubernetesVersion: "1.34" },
    injects: false,
    told: ["ExclusiveInjectors: Cannot graft Linkerd and Istio into one pod; expected one of them"],
  },
];

table("Linkerd: a pod with", findings, {
  title: ({ what }) => what,
  run: async ({ items, spec = {}, injects, told: expected = [] }) => {
    const configured = { ...spec, dialects: { linkerd: {} } };
    const given = [linkerdConfig(), roots, ...items];
    const { items: made, text, diagnostics } = await inject(given, configured);
    assert.equal(told(diagnostics), expected);
    assert.is(hasProxy(made), injects);
    if (!injects) return;
    assert.equal((await inject(made, configured)).items, made, "injected twice it is the same");
    assert.equal((await uninject(text)).items, JSON.parse(JSON.stringify(given)));
  },
});

const faults: readonly {
  readonly what: string;
  readonly items: readonly unknown[];
  readonly settings?: object;
  readonly told: readonly string[];
}[] = [
  {
    what: "no values",
    items: [],
    told: [
      "InvalidConfiguration: Cannot inject Linkerd: the ConfigMap linkerd/linkerd-config is not in the input; expected it, or spec.dialects.linkerd.values",
    ],
  },
  {
    what: "no trust anchors",
    items: [linkerdConfig()],
    told: ["InvalidConfiguration: Cannot inject Linkerd: its values have no identityTrustAnchorsPEM"],
  },
  { what: "trust anchors in the settings", items: [linkerdConfig()], settings: { values: { identityTrustAnchorsPEM: anchors } }, told: [] },
  {
    what: "values that are not YAML",
    items: [configMap("linkerd-config", { values: "a: [" }), roots],
    told: ["InvalidConfiguration: Cannot read the values of Linkerd: data.values is not a map in YAML; expected the chart's values"],
  },
  ...["10.0.0.0/8,fd00::/8,", ""].map((clusterNetworks) => ({
    what: `the networks ${clusterNetworks}`,
    items: [linkerdConfig({ clusterNetworks }), roots],
    told: [],
  })),
  ...["10.0.0.0", " 10.0.0.0/8", "010.0.0.0/8", "10.0.0.0/33", "fd00::00001/8"].map((network) => ({
    what: `the networks 10.0.0.0/8,${network}`,
    items: [linkerdConfig({ clusterNetworks: `10.0.0.0/8,${network}` }), roots],
    told: [
      `InvalidConfiguration: Cannot inject Linkerd: clusterNetworks of its values has "${network}"; expected networks such as 10.0.0.0/8`,
    ],
  })),
  {
    what: "a release that is too old",
    items: [linkerdConfig({ linkerdVersion: "stable-2.14.10" }), roots],
    told: [
      "UnknownVersion: Cannot inject as Linkerd stable-2.14.10 does: podgraft knows edge-25.4.4 to edge-26.8.3 and 2.18 to 2.20; expected one of them",
    ],
  },
  {
    what: "a release that is too new",
    items: [linkerdConfig({ linkerdVersion: "edge-27.1.1" }), roots],
    told: [
      "UnknownVersion: Cannot inject as Linkerd edge-27.1.1 does: podgraft knows edge-25.4.4 to edge-26.8.3 and 2.18 to 2.20; expected one of them",
    ],
  },
  {
    what: "a release in the settings",
    items: [linkerdConfig({ linkerdVersion: "edge-27.1.1" }), roots],
    settings: { version: "26.8.3" },
    told: [],
  },
  {
    what: "an enterprise release",
    items: [
      linkerdConfig({
        linkerdVersion: "enterprise-2.19.1",
        proxyInit: {
          iptablesMode: "legacy",
          image: { name: "example.com/proxy-init", version: "v2.4.1" },
          xtMountPath: { mountPath: "/run", name: "linkerd-proxy-init-xtables-lock" },
        },
      }),
      roots,
    ],
    told: [],
  },
  {
    what: "a release of the settings that is not known",
    items: [linkerdConfig(), roots],
    settings: { version: "27.1.1" },
    told: ["UnknownVersion: Cannot inject as Linkerd 27.1.1 does: podgraft knows the releases 25.4.4 to 26.8.3; expected one of them"],
  },
];

table("Linkerd: a control plane with", faults, {
  title: ({ what }) => what,
  run: async ({ items, settings = {}, told: expected }) => {
    const { items: made, diagnostics } = await inject([...items, shop(), web()], { dialects: { linkerd: settings } });
    assert.equal(told(diagnostics), expected);
    assert.is(hasProxy(made), expected.length === 0);
  },
});

const shipper = {
  ...{ name: "logs", policy: "enabled" },
  template: { spec: { containers: [{ name: "shipper", image: "shipper:1", ports: [{ containerPort: 6379 }] }] } },
};
const orders: readonly { readonly grafts?: readonly string[]; readonly ports: string; readonly names: readonly string[] }[] = [
  { ports: "3306,6379", names: ["linkerd-proxy", "app", "shipper"] },
  { grafts: ["linkerd", "logs"], ports: "3306", names: ["linkerd-proxy", "app", "shipper"] },
];

table("Linkerd and a sidecar of one's own, in the order", orders, {
  title: ({ grafts = ["absent"] }) => grafts.join(", "),
  run: async ({ grafts, ports, names }) => {
    const spec = { sidecars: [shipper], dialects: { linkerd: { values: { proxy: { nativeSidecar: false } } } }, ...(grafts && { grafts }) };
    const given = [linkerdConfig(), roots, shop(), web()];
    const { items, text, diagnostics } = await inject(given, spec);
    assert.equal(told(diagnostics), []);
    const { metadata, spec: pod } = (items.at(-1) as { spec: { template: Plain } }).spec.template as unknown as Pod;
    assert.is(metadata.annotations["config.linkerd.io/opaque-ports"], ports);
    assert.equal(
      pod.containers.map(({ name }) => name),
      names,
    );
    assert.equal((await uninject(text)).items, JSON.parse(JSON.stringify(given)));
  },
});

interface Pod {
  readonly metadata: { readonly annotations: Readonly<Record<string, string>> };
  readonly spec: { readonly containers: readonly { readonly name: string }[] };
}

const partials = configMap("linkerd-partials", {
  "_proxy.tpl": '{{ define "partials.proxy" }}name: linkerd-proxy\nimage: {{ include "image" .Values.proxy }}{{ end }}',
  "_image.tpl": '{{ define "image" }}{{ .image.name }}:{{ required "no version" .image.version }}{{ end }}',
  "_proxy-init.tpl": '{{ define "partials.proxy-init" }}name: linkerd-init\nimage: init:{{ .Release.Namespace }}{{ end }}',
});

suite("Linkerd: the templates of a chart", (test) => {
  const configured = { dialects: { linkerd: { templates: "linkerd-partials" } } };
  const given = [linkerdConfig({ linkerdVersion: "enterprise-3.0.0" }), roots, shop()];
  test("make the containers, whatever the release", async () => {
    const { items, diagnostics } = await inject([...given, partials, web({ "config.linkerd.io/proxy-version": "e3" })], configured);
    assert.equal(told(diagnostics), []);
    const { spec } = (items.at(-1) as { spec: { template: Plain } }).spec.template as { spec: { initContainers: unknown } };
    const proxy = { name: "linkerd-proxy", image: "cr.l5d.io/linkerd/proxy:e3" };
    assert.equal(spec.initContainers, [{ name: "linkerd-init", image: "init:linkerd" }, proxy]);
  });
  test("refuse values in their own words", async () => {
    const { diagnostics } = await inject([...given, partials, web()], configured);
    assert.equal(told(diagnostics), [`${refusal} no version`]);
  });
  test("are missed where they are not in the input", async () => {
    const { diagnostics } = await inject([linkerdConfig(), roots, shop(), web()], configured);
    assert.equal(told(diagnostics), [
      "InvalidConfiguration: Cannot inject Linkerd: the ConfigMap linkerd/linkerd-partials with its templates is not in the input, or empty",
    ]);
  });
});

suite("Linkerd: what its own tools wrote", (test) => {
  test("goes with uninject, which tells what it cannot know", async () => {
    const injected = rows.find(({ version, answer }) => version === "edge-26.8.3" && answer.injected)!;
    const object = { ...deployment(injected.answer.injected), metadata: { name: "web", namespace: "shop" } };
    const { items, diagnostics } = await uninject(stringify({ apiVersion: "v1", kind: "List", items: [object] }, { version: "1.1" }));
    assert.not(JSON.stringify(items).includes("linkerd-proxy"));
    assert.equal(told(diagnostics, ["info", "warning", "error"]), [
      "UninjectedByStatus: The result may differ from the original: another tool injected the pod, and its annotations do not say everything (annotations of config.linkerd.io stay, whoever wrote them)",
    ]);
  });
});
