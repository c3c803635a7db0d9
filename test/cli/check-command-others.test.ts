import { checks, injected, ns } from "./check-findings.ts";
import { deployment, istioSidecar, ownSidecar } from "./manifests.ts";

const both = istioSidecar + ownSidecar.slice(ownSidecar.indexOf("  sidecars:"));
const status = `      annotations: {sidecar.istio.io/status: '{"containers":["istio-proxy"],"revision":"default"}'}\n`;
const proxy = '      - {name: istio-proxy, image: "registry.istio.io/release/proxyv2:1.30.5"}\n';
const shipper = "      - {name: shipper, image: fluent-bit:3, resources: {requests: {cpu: 10m, memory: 32Mi}}}\n";
/** A Deployment that istioctl or Istio's webhook injected. */
const byIstio = (containers: string) => `${ns}---\n${deployment("web").replace("    spec:\n", `${status}    spec:\n`)}${containers}`;
const withSidecar = (text: string) => ownSidecar.slice(0, ownSidecar.indexOf("    template:")) + text;
const labelled = withSidecar("    template: {metadata: {labels: {ships: logs}}}\n");
const ofEnv = withSidecar('    template: {}\n    appContainers: {env: [{name: SHIP, value: "1"}]}\n');
const ofText = withSidecar("    templateText: |\n      spec: {containers: [{name: shipper, image: fluent-bit:3}]}\n");
const ships = "initContainers: [{name: shipper, image: fluent-bit:3, restartPolicy: Always}]";
const ownNative = withSidecar(`    template: {spec: {${ships}}}\n`);
const pair = withSidecar("    template: {spec: {containers: [{name: shipper, image: fluent-bit:3}, {name: rotator, image: rotator:1}]}}\n");
const twoTemplates = `${ns}---
apiVersion: jobset.x-k8s.io/v1alpha2
kind: JobSet
metadata: {name: web, namespace: shop}
spec:
  replicatedJobs:
  - name: a
    template: {spec: {template: {metadata: {annotations: {sidecar.istio.io/status: "{}"}}, spec: {${ships}, containers: [{name: a, image: a}]}}}}
  - name: b
    template: {spec: {template: {spec: {containers: [{name: b, image: b}]}}}}
`;

const nothing = withSidecar('    jsonPatchText: "{{ if false }}- {op: remove, path: /spec/x}{{ end }}"\n');
const older = byIstio(proxy.replace("1.30.5", "1.29.0") + shipper);
const native = byIstio(shipper)
  .replace('"containers"', '"initContainers"')
  .concat(`      initContainers:\n${proxy.replace("1.30.5", "1.29.0").replace("}", ", restartPolicy: Always}")}`);
const overrides = `{"containers":[{"name":"istio-proxy","image":"registry.istio.io/release/proxyv2:1.29.0"}]}`;
const handMade = (image: string) => `${ns}---\n${deployment("web")}${shipper.replace("fluent-bit:3", image)}`;

const rows: readonly { name: string; input: string; config: string; isFound?: boolean; found?: readonly string[] }[] = [
  { name: "the own sidecar is missing", input: byIstio(proxy), config: both, isFound: true },
  { name: "all is there", input: byIstio(proxy + shipper), config: both },
  { name: "Istio alone is wanted", input: byIstio(proxy), config: istioSidecar },
  { name: "the own sidecar alone is wanted, and missing", input: byIstio(proxy), config: ownSidecar, isFound: true },
  { name: "the own sidecar alone is wanted, and there", input: byIstio(proxy + shipper), config: ownSidecar },
  { name: "one of the own sidecar's two containers is missing", input: byIstio(proxy + shipper), config: pair, isFound: true },
  { name: "Istio's status is there without its proxy", input: byIstio(shipper), config: both, isFound: true },
  { name: "a label is missing", input: byIstio(proxy), config: labelled, isFound: true },
  {
    name: "the label is there",
    input: byIstio(proxy).replace("labels: {app: web}\n      ann", "labels: {app: web, ships: logs}\n      ann"),
    config: labelled,
  },
  { name: "a variable of the app's is missing", input: byIstio(proxy), config: ofEnv, isFound: true },
  { name: "what a text brings is missing", input: byIstio(proxy), config: ofText, isFound: true },
  { name: "what a text brings is there", input: byIstio(proxy + shipper), config: ofText },
  {
    name: "all is there in each pod template",
    input: twoTemplates.replace(
      "{spec: {containers: [{name: b",
      `{metadata: {annotations: {sidecar.istio.io/status: "{}"}}, spec: {${ships}, containers: [{name: b`,
    ),
    config: ownNative,
  },
  { name: "another pod template of the workload lacks it", input: twoTemplates, config: ownNative, isFound: true },
  { name: "another version of Istio's proxy, an ordinary container", input: older, config: both, found: ["error StaleInjection 7"] },
  { name: "another version of Istio's proxy, a native sidecar", input: native, config: both, found: ["error StaleInjection 7"] },
  { name: "the same, and the own sidecar is missing", input: native.replace(shipper, ""), config: both, isFound: true },
  {
    name: "another version of Istio's proxy, as the pod says itself",
    input: older.replace("annotations: {", `annotations: {proxy.istio.io/overrides: '${overrides}', `),
    config: both,
  },
  {
    name: "a proxy that nobody injected",
    input: handMade("fluent-bit:3").concat(proxy),
    config: both,
    found: ["warning HandMadeProxy 23", "error MissingInjection 7"],
  },
  { name: "the own sidecar, which somebody wrote", input: handMade("fluent-bit:3"), config: ownSidecar },
  { name: "the same in another version", input: handMade("fluent-bit:2"), config: ownSidecar, found: ["error ContainerConflict 22"] },
  { name: "a sidecar that has nothing to do for this pod", input: `${ns}---\n${deployment("web")}`, config: nothing },
  {
    name: "podgraft itself, by another configuration,",
    input: injected(deployment("web"), istioSidecar),
    config: ownSidecar,
    isFound: true,
  },
];

checks(
  "check --require-injected, where another tool injected Istio:",
  rows.map(({ isFound, found = isFound ? ["error MissingInjection 7"] : [], ...row }) => ({
    ...row,
    args: ["--require-injected"],
    found,
    code: found.length > 0 ? 1 : 0,
  })),
);
