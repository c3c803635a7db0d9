import { deployment, inject, told, uninject } from "../../app/run-objects.ts";
import { assert, table } from "../../cases.ts";

const bundle = {
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "dapr-trust-bundle", namespace: "dapr-system" },
  data: { "ca.crt": "PEM" },
};
const pod = (annotations: object, more: object = {}) => ({
  metadata: { labels: { app: "web" }, annotations },
  spec: { containers: [{ name: "app", image: "app:1" }], ...more },
});
const on = { "dapr.io/enabled": "true", "dapr.io/app-id": "web" };
const web = (annotations: object = on, more: object = {}) => deployment(pod(annotations, more));

interface Row {
  readonly what: string;
  readonly items: readonly unknown[];
  readonly settings?: object;
  readonly injects: boolean;
  /** What the result says, and what it does not. */
  readonly has?: readonly string[];
  readonly lacks?: readonly string[];
  readonly told?: readonly string[];
}

const rows: readonly Row[] = [
  { what: "the annotation", items: [bundle, web()], injects: true, has: ['"--app-id","web"', '"value":"PEM"', '"--enable-mtls"'] },
  { what: "no annotation", items: [bundle, web({ "dapr.io/app-id": "web" })], injects: false },
  { what: "the opposite", items: [bundle, web({ "dapr.io/enabled": "no" })], injects: false },
  { what: "the sidecar", items: [bundle, web(on, { containers: [{ name: "daprd", image: "daprd:1" }] })], injects: false },
  {
    what: "mTLS turned off",
    items: [
      bundle,
      {
        ...{ apiVersion: "dapr.io/v1alpha1", kind: "Configuration", metadata: { name: "daprsystem", namespace: "dapr-system" } },
        spec: { mtls: { enabled: false } },
      },
      web(),
    ],
    injects: true,
    lacks: ["--enable-mtls"],
  },
  {
    what: "the name of a Pod as the app's ID",
    items: [
      bundle,
      {
        ...pod({ "dapr.io/enabled": "1" }),
        apiVersion: "v1",
        kind: "Pod",
        metadata: { ...pod({ "dapr.io/enabled": "1" }).metadata, name: "one" },
      },
    ],
    injects: true,
    has: ['"--app-id","one"'],
  },
  {
    what: "no app's ID",
    items: [bundle, web({ "dapr.io/enabled": "true" })],
    injects: false,
    told: [
      "RefusedByInjector: Dapr's injector refuses the pod: dapr.io/app-id is absent; expected at most 58 lower case letters, digits and -",
    ],
  },
  {
    what: "an app's ID that is not one",
    items: [bundle, web({ ...on, "dapr.io/app-id": "Web" })],
    injects: false,
    told: [
      'RefusedByInjector: Dapr\'s injector refuses the pod: dapr.io/app-id is "Web"; expected at most 58 lower case letters, digits and -',
    ],
  },
  {
    what: "no trust anchors",
    items: [web()],
    injects: false,
    told: [
      "InvalidConfiguration: Cannot inject Dapr: the ConfigMap dapr-trust-bundle of its namespace is not in the input; expected it, or trustAnchors",
    ],
  },
  { what: "trust anchors in the settings", items: [web()], settings: { trustAnchors: "OWN" }, injects: true, has: ['"value":"OWN"'] },
  {
    what: "values that have no effect",
    items: [
      bundle,
      web({
        ...on,
        "dapr.io/app-port": "http",
        "dapr.io/sidecar-cpu-limit": "one",
        "dapr.io/sidecar-memory-limit": "64Mi",
        "dapr.io/app-prot": "80",
        "dapr.io/inject-pluggable-components": "true",
      }),
    ],
    injects: true,
    lacks: ['64Mi"}'],
    told: [
      'IgnoredAnnotation: dapr.io/app-port has no effect: it is "http"; expected a whole number',
      'IgnoredAnnotation: dapr.io/sidecar-cpu-limit has no effect: it is "one"; expected a quantity such as 100m',
      "UnknownAnnotation: dapr.io/app-prot has no effect: Dapr's injector of this release does not have this annotation",
      "IgnoredAnnotation: dapr.io/inject-pluggable-components has no effect: podgraft does not read Components; expected their containers in the pod",
    ],
  },
  {
    what: "a pluggable component, and no volumes",
    items: [bundle, web({ ...on, "dapr.io/pluggable-components": "app" })],
    injects: true,
    has: ['"volumeMounts":[{"name":"dapr-components-unix-domain-socket"', '"name":"dapr-identity-token","projected"'],
    lacks: ["DAPR_HTTP_PORT"],
  },
  {
    what: "an annotation on the workload itself",
    items: [bundle, { ...web({ "dapr.io/app-id": "web" }), metadata: { name: "web", annotations: { "dapr.io/enabled": "true" } } }],
    injects: false,
    told: [
      "MisplacedAnnotation: The annotation dapr.io/enabled on the Deployment itself has no effect: only the pod template's annotations count",
    ],
  },
  {
    what: "another release",
    items: [bundle, web()],
    settings: { version: "1.15.0" },
    injects: false,
    told: ["UnknownVersion: Cannot inject as Dapr 1.15.0 does: podgraft knows the releases 1.16.0 to 1.16.0; expected one of them"],
  },
];

table("Dapr: a pod with", rows, {
  title: ({ what }) => what,
  run: async ({ items, settings = {}, injects, has = [], lacks = [], told: expected = [] }) => {
    const spec = { dialects: { dapr: settings } };
    const { items: made, text, diagnostics } = await inject(items, spec);
    assert.equal(told(diagnostics), expected);
    const shown = JSON.stringify(made.at(-1));
    assert.is(shown.includes('"dapr.io/sidecar-injected":"true"'), injects, shown);
    for (const part of has) assert.ok(shown.includes(part), `${part} in ${shown}`);
    for (const part of lacks) assert.not(shown.includes(part), `${part} in ${shown}`);
    if (!injects) return;
    assert.equal((await inject(made, spec)).items, made, "injected twice it is the same");
    assert.equal((await uninject(text)).items, JSON.parse(JSON.stringify(items)));
  },
});

const ids = { Web: "write web", "my app": "write my-app", ___: "write the ID of the app" };

table("Dapr: the fix for the app's ID", Object.entries(ids), {
  title: ([id]) => id,
  run: async ([id, fix]) => {
    const { diagnostics } = await inject([bundle, web({ ...on, "dapr.io/app-id": id })], { dialects: { dapr: {} } });
    assert.equal(
      diagnostics.map((told) => told.fix),
      [fix],
    );
  },
});
