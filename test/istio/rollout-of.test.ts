import { assert, table } from "../cases.ts";
import { deployment, istioSidecar, namespace } from "../cli/manifests.ts";
import { podgraft, withFiles } from "../cli/run.ts";

const labels = "istio-injection: enabled";
const inputs = {
  "a.yaml": ["web", "api", "cart", "mail"].map((name) => `${deployment(name)}---\n`).join("") + namespace("shop", labels),
  "b.yaml": `${deployment("web", { namespace: "bank" })}---\n${namespace("bank", labels)}`,
};
const next = "revisions: [{name: 1-31, tag: 1.31.0}]";

// shop/api is at 2, shop/web at 25, bank/web at 66 percent.
const rows: readonly { readonly istio: string; readonly code: number; readonly says: string }[] = [
  { istio: `rollout: [], ${next}`, code: 0, says: "5 injected (istio 1.30.5)" },
  {
    istio: `rollout: [{percent: 5}], ${next}`,
    code: 0,
    says: "(istio 1.30.5 (revision default) in 4, istio 1.31.0 (revision 1-31) in 1)",
  },
  {
    istio: `rollout: [{percent: 5}, {namespaces: [bank]}], ${next}`,
    code: 0,
    says: "(istio 1.30.5 (revision default) in 3, istio 1.31.0 (revision 1-31) in 2)",
  },
  { istio: `rollout: [{percent: 100}], ${next}`, code: 0, says: "5 injected (istio 1.31.0 (revision 1-31))" },
  {
    istio: "rollout: [{percent: 5}]",
    code: 2,
    says: "moves workloads to the control plane in istio.revisions, which has 0 entries; expected one",
  },
  { istio: "rollout: [{percent: 5}], revisions: [{name: a}, {name: b}]", code: 2, says: "which has 2 entries; expected one" },
  {
    istio: `rollout: [{percent: 5}, {}], ${next}`,
    code: 2,
    says: "Cannot use istio.rollout[1]: it is empty; expected percent, namespaces or both",
  },
  { istio: `rollout: [{percent: 101}], ${next}`, code: 2, says: "Cannot use spec.istio.rollout[0].percent: it is 101; expected" },
  { istio: `rollout: [{precent: 1}], ${next}`, code: 2, says: "Cannot use the field spec.istio.rollout[0].precent" },
];

table("istio.rollout", rows, {
  title: ({ istio }) => istio,
  run: ({ istio, code, says }) =>
    withFiles({ ...inputs, "c.yaml": istioSidecar.replace("{tag: 1.30.5}", `{tag: 1.30.5, ${istio}}`) }, (cwd) => {
      const run = podgraft(["inject", "-f", "a.yaml", "-f", "b.yaml", "-c", "c.yaml"], { cwd });
      assert.is(run.code, code, run.err);
      assert.match(run.err, says);
    }),
});
