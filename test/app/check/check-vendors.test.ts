import { checkTexts } from "../../../src/app/check/check.ts";
import { assert, table } from "../../cases.ts";
import { Random } from "../../random.ts";
import { guardedDialects } from "../guard/guard-dialects.ts";

/** Values with which Linkerd's proxy can be made: edge-26.8.3. */
const made = Array.from({ length: 20 }, (_, seed) => guardedDialects(new Random(seed)).now.linkerd).find((found) => found) as {
  values: object;
};
const linkerd = {
  values: { ...made.values, proxyInjector: {}, proxy: { ...(made.values as { proxy: object }).proxy, image: { name: "proxy" } } },
};
const dialects = { linkerd, dapr: { trustAnchors: "-----BEGIN", image: "daprd:2" }, "aws-pod-identity": { region: "eu-central-1" } };
const account = {
  apiVersion: "v1",
  kind: "ServiceAccount",
  metadata: { name: "web", namespace: "shop", annotations: { "eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/web" } },
};

const asks = { "linkerd.io/inject": "enabled" };
const app = { name: "app", image: "app:1" };
const env = ["AWS_ROLE_ARN", "AWS_REGION"].map((name) => ({ name, value: "a" }));
const withToken = { ...app, env, volumeMounts: [{ name: "aws-iam-token", mountPath: "/a" }] };
const volumes = [{ name: "aws-iam-token", emptyDir: {} }];
const LEFT = /^take out what its injector wrote/;

interface Row {
  readonly what: string;
  readonly annotations?: object;
  readonly spec: object;
  readonly found: readonly string[];
  readonly fix?: RegExp;
}

const rows: readonly Row[] = [
  {
    what: "Linkerd's proxy of the values' version",
    annotations: asks,
    spec: { containers: [app, { name: "linkerd-proxy", image: "proxy:edge-26.8.3" }] },
    found: [],
  },
  {
    what: "its proxy of another version",
    annotations: asks,
    spec: { containers: [app, { name: "linkerd-proxy", image: "proxy:edge-1" }] },
    found: [
      "StaleInjection: The Deployment carries another version than test gives it: spec.template.spec.containers[linkerd-proxy].image: proxy:edge-1 -> proxy:edge-26.8.3",
    ],
    fix: LEFT,
  },
  {
    what: "its init container alone",
    annotations: asks,
    spec: { containers: [app], initContainers: [{ name: "linkerd-init", image: "a" }] },
    found: ["MissingInjection: The Deployment is not injected: test puts linkerd into it"],
    fix: LEFT,
  },
  {
    what: "its proxy in a pod that does not ask",
    spec: { containers: [app, { name: "linkerd-proxy", image: "proxy:edge-1" }] },
    found: [],
  },
  {
    what: "a proxy by another name, which Linkerd knows by its image",
    annotations: asks,
    spec: { containers: [app, { name: "mine", image: "cr.l5d.io/linkerd/proxy:edge-1" }] },
    found: [],
  },
  {
    what: "daprd of another version",
    annotations: { "dapr.io/enabled": "true", "dapr.io/app-id": "web" },
    spec: { containers: [app, { name: "daprd", image: "daprd:1" }] },
    found: [
      "StaleInjection: The Deployment carries another version than test gives it: spec.template.spec.containers[daprd].image: daprd:1 -> daprd:2",
    ],
    fix: LEFT,
  },
  { what: "credentials of AWS in the only container", spec: { serviceAccountName: "web", containers: [withToken], volumes }, found: [] },
  {
    what: "credentials in one of two",
    spec: { serviceAccountName: "web", containers: [withToken, { name: "logs", image: "logs:1" }], volumes },
    found: [],
  },
  {
    what: "their volume alone",
    spec: { serviceAccountName: "web", containers: [app], volumes },
    found: ["MissingInjection: The Deployment is not injected: test puts aws-pod-identity into it"],
    fix: /^run podgraft inject/,
  },
];

table("check, of what another vendor's injector may have injected, finds", rows, {
  title: ({ what }) => what,
  run: ({ annotations, spec, found, fix }) => {
    const template = { metadata: { labels: { app: "web" }, annotations }, spec };
    const web = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web", namespace: "shop" }, spec: { template } };
    const config = {
      apiVersion: "podgraft.dev/v1alpha1",
      kind: "SidecarInjector",
      metadata: { name: "test" },
      spec: { kubernetesVersion: "1.34", dialects },
    };
    const text = [{ apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } }, account, web]
      .map((object) => JSON.stringify(object))
      .join("\n---\n");
    const texts = { inputs: [{ file: "in.yaml", text }], config: { file: "c.yaml", text: JSON.stringify(config) } };
    const { findings = [] } = checkTexts(texts, { requireInjected: true });
    const told = findings.filter(({ code }) => code === "MissingInjection" || code === "StaleInjection");
    assert.equal(
      told.map(({ code, message }) => `${code}: ${message}`),
      found,
    );
    if (fix) assert.match(told[0]?.fix ?? "", fix);
  },
});
