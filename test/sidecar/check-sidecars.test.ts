import { checkSidecars } from "../../src/sidecar/check-sidecars.ts";
import type { SidecarConfig } from "../../src/sidecar/config.ts";
import { assert, table } from "../cases.ts";

const good: SidecarConfig = { name: "a", policy: "enabled", template: { spec: { containers: [{ name: "a", image: "a:1" }] } } };
const { template: _, ...bare } = good;

/** Sidecars, and the field of each fault. */
const rows: readonly { readonly title: string; readonly sidecars: readonly SidecarConfig[]; readonly faults: readonly string[] }[] = [
  { title: "good ones", sidecars: [good, { ...bare, name: "b", templateText: "{{ if }}" }], faults: [] },
  { title: "a name twice", sidecars: [good, good, good], faults: ["spec.sidecars[1].name", "spec.sidecars[2].name"] },
  { title: "no template", sidecars: [bare], faults: ["spec.sidecars[0].template"] },
  { title: "two templates", sidecars: [{ ...good, templateText: "" }], faults: ["spec.sidecars[0].templateText"] },
  {
    title: "selectors that Kubernetes refuses",
    sidecars: [
      {
        ...good,
        namespaceSelector: { matchExpressions: [{ key: "a", operator: "In", values: [] }] },
        podSelector: { matchLabels: { "a b": "c" } },
      },
    ],
    faults: ["spec.sidecars[0].namespaceSelector.matchExpressions[0].values", "spec.sidecars[0].podSelector.matchLabels.a b"],
  },
];

table("what the schema of sidecars cannot tell", rows, {
  title: ({ title }) => title,
  run: ({ sidecars, faults }) =>
    assert.equal(
      checkSidecars(sidecars, "spec.sidecars").map(({ field }) => field?.path),
      faults,
    ),
});
