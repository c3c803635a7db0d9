import { type Choice, chooser, unmatched } from "../../src/app/choice.ts";
import { assert, table } from "../cases.ts";

const resources = [
  { apiVersion: "apps/v1", kind: "Deployment", name: "web", namespace: "shop" },
  { apiVersion: "apps/v1", kind: "Deployment", name: "web", namespace: "bank" },
  { apiVersion: "apps/v1", kind: "StatefulSet", name: "ledger", namespace: "bank" },
  { apiVersion: "batch/v1", kind: "CronJob", name: "report" },
  { apiVersion: "example.com/v1", kind: "Farm", name: "web", namespace: "shop" },
];

interface Row {
  readonly choice: Choice;
  /** The namespace of resources that name none. */
  readonly home?: string;
  /** The indices of the resources that are chosen. */
  readonly chosen: readonly number[];
  /** What is reported about what is not there. */
  readonly lost?: readonly string[];
}

const rows: readonly Row[] = [
  { choice: {}, chosen: [0, 1, 2, 3, 4] },
  { choice: { workloads: ["deploy/web"] }, chosen: [0, 1] },
  { choice: { workloads: ["deployment/bank/web", "sts/ledger"] }, chosen: [1, 2] },
  { choice: { workloads: ["farm/web"] }, chosen: [4] },
  { choice: { namespace: "bank" }, chosen: [1, 2] },
  { choice: { namespace: "bank", workloads: ["deploy/web"] }, chosen: [1] },
  { choice: { namespace: "shop" }, home: "shop", chosen: [0, 3, 4] },
  { choice: { workloads: ["cj/default/report"] }, chosen: [3] },
  { choice: { workloads: ["cj/tools/report"] }, home: "tools", chosen: [3] },
  { choice: { workloads: ["deploy/wbe"] }, chosen: [], lost: ["The input has no workload deploy/wbe; did you mean deployment/web?"] },
  { choice: { workloads: ["deploy/ledger"] }, chosen: [], lost: ["no workload deploy/ledger; did you mean statefulset/ledger?"] },
  { choice: { workloads: ["sts/shop/ledger"] }, chosen: [], lost: ["did you mean statefulset/bank/ledger?"] },
  {
    choice: { workloads: ["sts/ledger", "sts/orders"] },
    chosen: [2],
    lost: ["no workload sts/orders; expected one of deployment/web, statefulset/ledger, cronjob/report, farm/web"],
  },
  { choice: { namespace: "bnak" }, chosen: [], lost: ["no workload in the namespace bnak; did you mean bank?"] },
  { choice: { namespace: "elsewhere" }, chosen: [], lost: ["namespace elsewhere; expected one of shop, bank, default"] },
  {
    choice: { namespace: "shop", workloads: ["sts/ledger"] },
    chosen: [],
    lost: ["no workload sts/ledger; expected one of deployment/web, farm/web"],
  },
];

table("choosing workloads", rows, {
  title: ({ choice, home }) => JSON.stringify({ ...choice, home }),
  run: ({ choice, home, chosen, lost = [] }) => {
    const chooses = chooser(choice, home);
    assert.equal(
      resources.flatMap((resource, i) => (chooses(resource) ? [i] : [])),
      chosen,
    );
    const told = unmatched(choice, resources, home);
    assert.is(told.length, lost.length);
    for (const [i, text] of lost.entries()) assert.match(told[i]?.message as string, text);
  },
});
