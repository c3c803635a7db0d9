import { type Diagnostic, diagnostic, type GraftTold } from "../../src/diagnostic/diagnostic.ts";
import { graftCounts } from "../../src/report/graft-counts.ts";
import { assert, table } from "../cases.ts";

type Decided = GraftTold & { readonly yes: boolean };

const yes = (name: string, version?: string): Decided => ({ yes: true, name, why: "selected", ...(version && { version }) });
const no = (name: string, why: string): Decided => ({ yes: false, name, why });

/** Each workload with what was decided about it. */
const rows: readonly { readonly workloads: readonly (readonly Decided[])[]; readonly text: string }[] = [
  { workloads: [], text: "no workload found" },
  { workloads: [[yes("istio", "1.30.5")], [yes("istio", "1.30.5")]], text: "2 injected (istio 1.30.5)" },
  { workloads: [[yes("istio")], [no("istio", "opted out")]], text: "1 injected (istio), 1 skipped (opted out)" },
  {
    workloads: [[yes("istio", "1")], [yes("istio", "1")], [yes("istio", "2")], [no("istio", "opted out")], [no("istio", "hostNetwork")]],
    text: "3 injected (istio 1 in 2, istio 2 in 1), 2 skipped (1 opted out, 1 hostNetwork)",
  },
  {
    workloads: [
      [yes("shipper", "3"), yes("istio", "1")],
      [yes("shipper", "3"), no("istio", "opted out")],
    ],
    text: "2 injected (shipper 3, istio 1 in 1)",
  },
  {
    workloads: [[no("shipper", "pod not selected"), no("istio", "opted out")], [no("shipper", "pod not selected")]],
    text: "2 skipped (1 pod not selected and opted out, 1 pod not selected)",
  },
  { workloads: [[yes("shipper", "3"), yes("shipper", "3")]], text: "1 injected (shipper 3)" },
  { workloads: [[{ ...yes("istio", "2"), configured: "1" }]], text: "1 injected (istio 2 (configured: 1))" },
  {
    workloads: [[{ ...yes("istio", "1"), variant: "revision a" }], [{ ...yes("istio", "1"), variant: "revision b" }]],
    text: "2 injected (istio 1 (revision a) in 1, istio 1 (revision b) in 1)",
  },
];

table("the counts of workloads", rows, {
  title: ({ text }) => text,
  run: ({ workloads, text }) => assert.is(graftCounts(workloads.flatMap(told)), text),
});

/** Workloads that have the same name, or none, are several all the same. */
function told(decided: readonly Decided[]): readonly Diagnostic[] {
  const resource = { apiVersion: "v1", kind: "Pod", name: "" };
  return decided.map(({ yes: isInjected, ...graft }) =>
    diagnostic(isInjected ? "Grafted" : "NotGrafted", { message: "", resource, graft }),
  );
}
