import { unmatchedSelector } from "../../../src/app/check/unmatched-selector.ts";
import { type WorkloadKind, workloadOf } from "../../../src/kube/workloads.ts";
import { toValue } from "../../../src/value/value.ts";
import { assert, table } from "../../cases.ts";

interface Row {
  readonly name: string;
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly selector: unknown;
  readonly labels?: Readonly<Record<string, string>>;
  readonly says?: string;
}

const rows: readonly Row[] = [
  { name: "labels that match", selector: { matchLabels: { app: "a" } }, labels: { app: "a", tier: "b" } },
  { name: "another value", selector: { matchLabels: { app: "a" } }, labels: { app: "b" }, says: 'whose label app is "b"' },
  { name: "no labels", selector: { matchLabels: { app: "a" } }, says: "whose label app is missing" },
  { name: "an expression", selector: { matchExpressions: [{ key: "app", operator: "Exists" }] }, says: "whose label app is missing" },
  { name: "a selector that cannot be read", selector: { matchLabels: ["a"] } },
  { name: "no selector", selector: undefined, labels: { app: "a" }, says: "it has no spec.selector" },
  { name: "neither labels nor a selector, which a kustomization may add to both", selector: undefined },
  { name: "no selector of an older version", apiVersion: "apps/v1beta2", selector: undefined, labels: { app: "a" } },
  {
    name: "labels right in it",
    selector: { app: "a" },
    labels: { app: "a" },
    says: "spec.selector has no matchLabels and no matchExpressions, but app",
  },
  { name: "a field misspelt", selector: { matchLabel: { app: "a" } }, says: "but matchLabel" },
  { name: "an empty one", selector: {} },
  { name: "a Job, whose selector the server writes", apiVersion: "batch/v1", kind: "Job", selector: { matchLabels: { app: "a" } } },
];

table("a selector and its pods", rows, {
  title: ({ name, says }) => `${name}: ${says ?? "nothing"}`,
  run: ({ apiVersion = "apps/v1", kind = "Deployment", selector, labels, says }) => {
    const value = toValue({
      apiVersion,
      spec: { ...(selector !== undefined && { selector }), template: { metadata: labels ? { labels } : {} } },
    });
    const found = unmatchedSelector(value, workloadOf(apiVersion, kind) as WorkloadKind);
    assert.is(found.length, says === undefined ? 0 : 1);
    if (says !== undefined) assert.ok(found[0]?.message.endsWith(says), found[0]?.message);
  },
});
