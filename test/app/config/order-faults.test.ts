import { assert, table } from "../../cases.ts";
import { deployment, inject, type Plain, pod, told } from "../run-objects.ts";

const sidecar = (name: string, more: object = {}) => ({
  name,
  policy: "enabled",
  template: { metadata: { annotations: { [`example.com/${name}`]: "1" } } },
  ...more,
});
const istio = { tag: "1.30.5", namespaceSelector: {} };
const aws = { "aws-pod-identity": {} };

const rows: readonly { readonly spec: object; readonly told: readonly string[] }[] = [
  { spec: { sidecars: [sidecar("a"), sidecar("b")], grafts: ["b", "a"] }, told: [] },
  { spec: { dialects: aws }, told: [] },
  { spec: { dialects: aws, grafts: ["aws-pod-identity"] }, told: [] },
  {
    spec: { dialects: {} },
    told: [
      "Cannot graft anything: there is neither spec.istio nor a sidecar in spec.sidecars nor one of spec.dialects; expected one of them",
    ],
  },
  {
    spec: { sidecars: [sidecar("a")], istio, grafts: ["a"] },
    told: ["Cannot tell when to graft istio: spec.grafts does not name it; expected everything that is configured"],
  },
  {
    spec: { sidecars: [sidecar("shipper")], grafts: ["shiper"] },
    told: ["Cannot graft shiper: the configuration has nothing with that name; expected shipper"],
  },
  {
    spec: { sidecars: [sidecar("a")], grafts: ["a", "a"] },
    told: ["Cannot graft a twice: spec.grafts[1] repeats it; expected each name once"],
  },
  {
    spec: { sidecars: [sidecar("a")], grafts: ["a", "istio"] },
    told: ["Cannot graft istio: the configuration has nothing with that name; expected no more names"],
  },
  {
    spec: { sidecars: [sidecar("a", { after: "istio" })], istio, grafts: ["istio", "a"] },
    told: ["Cannot order a by after: spec.grafts says the order; expected one of the two"],
  },
];

table("the order of", rows, {
  title: ({ spec }) => JSON.stringify(spec),
  run: async ({ spec, told: expected }) => {
    const { diagnostics } = await inject([], { kubernetesVersion: "1.34", ...spec });
    assert.equal(
      told(diagnostics),
      expected.map((text) => `InvalidConfiguration: ${text}`),
    );
  },
});

const orders = [
  { grafts: ["a", "istio", "b"], injected: "a, istio 1.30.5, b" },
  { grafts: ["istio", "b", "a"], injected: "istio 1.30.5, b, a" },
];

table("grafts go in as spec.grafts says", orders, {
  title: ({ grafts }) => grafts.join(),
  run: async ({ grafts, injected }) => {
    const { items } = await inject([deployment(pod)], { kubernetesVersion: "1.34", sidecars: [sidecar("a"), sidecar("b")], istio, grafts });
    const [{ metadata }] = items as [{ readonly metadata: { readonly annotations: Plain } }];
    assert.match(String(metadata.annotations["podgraft.dev/provenance"]), new RegExp(`^${injected.replaceAll(".", "\\.")};`));
  },
});
