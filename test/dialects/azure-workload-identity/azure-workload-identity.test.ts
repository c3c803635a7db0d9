import { at, toValue } from "../../../src/value/value.ts";
import { deployment, inject, told, uninject } from "../../app/run-objects.ts";
import { assert, table } from "../../cases.ts";

const DOMAIN = "azure.workload.identity";
const account = (annotations: object = { [`${DOMAIN}/client-id`]: "c" }) => ({
  apiVersion: "v1",
  kind: "ServiceAccount",
  metadata: { name: "web", annotations },
});
const web = (annotations: object = {}, spec: object = {}, use: object = { [`${DOMAIN}/use`]: "true" }) =>
  deployment({
    metadata: { labels: { app: "web", ...use }, ...(Object.keys(annotations).length > 0 && { annotations }) },
    spec: { serviceAccountName: "web", containers: [{ name: "app", image: "app:1", ports: [{ containerPort: 8000 }] }], ...spec },
  });
const proxy = { [`${DOMAIN}/inject-proxy-sidecar`]: "true" };

interface Row {
  readonly what: string;
  readonly items: readonly unknown[];
  readonly settings?: object;
  readonly kubernetesVersion?: string;
  /** The names of all containers then; absent: nothing is injected. */
  readonly containers?: readonly string[];
  readonly told?: readonly string[];
}

const rows: readonly Row[] = [
  { what: "the label", items: [account(), web()], containers: ["app"] },
  { what: "no label", items: [account(), web({}, {}, {})] },
  { what: "the label's opposite", items: [account(), web({}, {}, { [`${DOMAIN}/use`]: "false" })] },
  {
    what: "the label on the workload itself",
    items: [account(), { ...web({}, {}, {}), metadata: { name: "web", labels: { [`${DOMAIN}/use`]: "true" } } }],
    told: [
      "MisplacedAnnotation: The label azure.workload.identity/use on the Deployment itself has no effect: only the pod template's labels count",
    ],
  },
  {
    what: "the ServiceAccount default, which every namespace has",
    items: [web({}, { serviceAccountName: undefined })],
    containers: ["app"],
  },
  {
    what: "a ServiceAccount that is not in the input",
    items: [account(), web({}, { serviceAccountName: "wbe" })],
    told: [
      "UnknownServiceAccount: The ServiceAccount wbe is not in the input, so Azure's workload identity webhook injects nothing into the pod. Did you mean web?",
    ],
  },
  {
    what: "a ServiceAccount without a client",
    items: [account({}), web()],
    containers: ["app"],
    told: [
      "DoubtfulAnnotation: azure.workload.identity/client-id is absent, so pods of the ServiceAccount get no AZURE_CLIENT_ID; expected the client ID of an identity",
    ],
  },
  { what: "the older release", items: [account(), web()], settings: { version: "v1.5.1" }, containers: ["app"] },
  {
    what: "a volume of the older release's name",
    items: [account(), web({}, { volumes: [{ name: "azure-identity-token", emptyDir: {} }] })],
    settings: { version: "1.5.1" },
    told: [
      'InvalidPod: Cannot graft Azure\'s workload identity webhook: spec.volumes[azure-identity-token].name is "azure-identity-token"; expected a name that is unique in volumes',
    ],
  },
  {
    what: "a native proxy",
    items: [account(), web({ ...proxy, [`${DOMAIN}/proxy-sidecar-port`]: "9000" })],
    containers: ["azwi-proxy", "azwi-proxy-init", "app"],
  },
  {
    what: "a proxy that is not a number",
    items: [account(), web({ ...proxy, [`${DOMAIN}/proxy-sidecar-port`]: "9000" })],
    kubernetesVersion: "1.31",
    containers: ["azwi-proxy-init", "azwi-proxy", "app"],
  },
  {
    what: "a proxy that is not wanted",
    items: [account(), web({ [`${DOMAIN}/inject-proxy-sidecar`]: "false", [`${DOMAIN}/proxy-sidecar-port`]: "9000" })],
    containers: ["azwi-proxy", "azwi-proxy-init", "app"],
    told: [
      'DoubtfulAnnotation: azure.workload.identity/inject-proxy-sidecar injects the proxy although it is "false"; expected no annotation where no proxy is wanted',
    ],
  },
  {
    what: "a proxy on the port of the app",
    items: [account(), web(proxy)],
    told: [
      "PortConflict: Cannot graft: the pod's container app and Azure's workload identity webhook's container azwi-proxy both listen on port 8000/TCP; expected a port for each",
    ],
  },
  {
    what: "all that the webhook refuses",
    items: [
      account(),
      web(
        { ...proxy, [`${DOMAIN}/proxy-sidecar-port`]: "http", [`${DOMAIN}/service-account-token-expiration`]: "60" },
        { hostNetwork: true },
      ),
    ],
    told: [
      "RefusedByInjector: Azure's webhook refuses the pod: azure.workload.identity/inject-proxy-sidecar asks for the proxy, and the pod uses the host's network; expected one of the two",
      'RefusedByInjector: Azure\'s webhook refuses the pod: azure.workload.identity/proxy-sidecar-port is "http"; expected a port such as 8000',
      'RefusedByInjector: Azure\'s webhook refuses the pod: azure.workload.identity/service-account-token-expiration is "60"; expected whole seconds from 3600 to 86400',
    ],
  },
  {
    what: "a ServiceAccount that the webhook refuses",
    items: [account({ [`${DOMAIN}/client-id`]: "c", [`${DOMAIN}/service-account-token-expiration`]: "1d" }), web()],
    told: [
      'RefusedByInjector: Azure\'s webhook refuses the pod: azure.workload.identity/service-account-token-expiration is "1d"; expected whole seconds from 3600 to 86400',
    ],
  },
  {
    what: "a release that is not known",
    items: [account(), web()],
    settings: { version: "1.5.0" },
    told: [
      "UnknownVersion: Cannot inject as Azure's workload identity webhook 1.5.0 does: podgraft knows the releases 1.5.1 to 1.6.0; expected one of them",
    ],
  },
];

table("Azure's webhook: a pod with", rows, {
  title: ({ what }) => what,
  run: async ({ items, settings = {}, kubernetesVersion = "1.34", containers, told: expected = [] }) => {
    const spec = {
      kubernetesVersion,
      namespaces: { default: "shop" },
      dialects: { "azure-workload-identity": { tenantId: "t", ...settings } },
    };
    const { items: made, text, diagnostics } = await inject(items, spec);
    assert.equal(told(diagnostics), expected);
    if (!containers) return void assert.equal(made, JSON.parse(JSON.stringify(items)));
    const pod = at(toValue(made.at(-1)), "spec", "template", "spec");
    const named = (list: string) => ((at(pod, list) ?? []) as readonly object[]).map((one) => Object(one).name);
    assert.equal([...named("initContainers"), ...named("containers")], containers);
    assert.equal((await inject(made, spec)).items, made, "injected twice it is the same");
    assert.equal((await uninject(text)).items, JSON.parse(JSON.stringify(items)));
  },
});
