import { runFunction } from "../../src/app/function.ts";
import { assert, table } from "../cases.ts";

const config = `functionConfig:
  apiVersion: podgraft.dev/v1alpha1
  kind: SidecarInjector
  metadata: {name: a}
  spec: {sidecars: [{name: s, kinds: [Pod], policy: enabled, template: {spec: {containers: [{name: s}]}}}]}
`;
const IDS = "internal.config.kubernetes.io/id: '1', config.k8s.io/id: '1'";
const pod = (annotations: string) =>
  `{apiVersion: v1, kind: Pod, metadata: {name: p, annotations: {${annotations}}}, spec: {containers: [{name: c}]}}`;

/** Which of the annotations by which a host matches items are still there, item by item. */
const rows = [
  { name: "an edited item loses them", items: `\n- ${pod(IDS)}`, left: [0] },
  { name: "an item that is not edited keeps them", items: `\n- ${pod(IDS).replace("Pod", "Node")}\n- ${pod(IDS)}`, left: [2, 0] },
  { name: "one of the two is enough", items: `\n- ${pod("config.k8s.io/id: '1'")}`, left: [0] },
  { name: "an item without them is as it was", items: `\n- ${pod("a: b")}`, left: [0] },
  {
    name: "a List loses its own, whatever is edited in it",
    items: `\n- apiVersion: v1\n  kind: List\n  metadata: {annotations: {x: y, ${IDS}}}\n  items:\n  - ${pod("a: b")}\n  - ${pod("a: b")}`,
    left: [0],
  },
  { name: "a list in flow style", items: ` [${pod(IDS)}, ${pod(IDS).replace("Pod", "Node")}]`, left: [0, 2] },
];

table("annotations that match an item to the host's input", rows, {
  title: ({ name }) => name,
  run: async ({ items, left }) => {
    const list = `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:${items}\n${config}`;
    const { output } = await runFunction("stdin", list);
    const found = (output ?? "").split("functionConfig:")[0]?.split(/(?=apiVersion: v1, kind: (?:Pod|Node))/) ?? [];
    const counts = found.slice(1).map((item) => item.split(/config\.(?:kubernetes|k8s)\.io\/id/).length - 1);
    assert.equal(counts.slice(0, left.length), left);
    assert.match(output ?? "", "podgraft.dev/provenance");
  },
});
