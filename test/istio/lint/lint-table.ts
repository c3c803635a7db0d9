import type { Code } from "../../../src/diagnostic/codes.ts";
import { proxyConfigOf } from "../../../src/istio/context-of-pod.ts";
import { injectIstio } from "../../../src/istio/inject-istio.ts";
import { lintPod } from "../../../src/istio/lint/lint-pod.ts";
import type { PodLintFacts } from "../../../src/istio/lint/pod-lint-facts.ts";
import { selectTemplates } from "../../../src/istio/select-templates.ts";
import { unreadAnnotations } from "../../../src/istio/unread-annotations.ts";
import { containersIn } from "../../../src/kube/pod.ts";
import { assert, table } from "../../cases.ts";
import { injectContext, mapOf, meshOf, podOf, valuesOf } from "../contexts.ts";

/** A pod with settings, and the codes of what is found about it once it is injected. */
export interface LintRow {
  readonly name: string;
  readonly annotations?: Record<string, string>;
  readonly labels?: Record<string, string>;
  readonly spec?: unknown;
  readonly values?: unknown;
  readonly mesh?: unknown;
  readonly native?: boolean;
  /** Absent: the pod is injected. */
  readonly skipped?: boolean;
  readonly facts?: Partial<PodLintFacts>;
  readonly codes: readonly Code[];
  /** What one of the messages says. */
  readonly says?: string;
}

export function lintTable(name: string, rows: readonly LintRow[]): void {
  table(name, rows, {
    title: (row) => row.name,
    run: (row) => {
      const found = lintPod({ ...factsOf(row), ...row.facts });
      assert.equal(
        found.map(({ code }) => code),
        row.codes,
      );
      if (row.says !== undefined) assert.match(found.map(({ message }) => message).join("\n"), row.says);
    },
  });
}

function factsOf(row: LintRow): PodLintFacts {
  const podTemplate = podOf({ annotations: row.annotations ?? {}, labels: row.labels ?? {} }, row.spec);
  const settings = { values: valuesOf(row.values), meshConfig: meshOf(row.mesh) };
  const context = injectContext({ ...settings, nativeSidecars: row.native ?? true });
  const { podTemplate: injected } = injectIstio(podTemplate, context);
  const { templates } = selectTemplates(podTemplate, context);
  return {
    podTemplate,
    injected: row.skipped ? undefined : injected,
    unread: row.skipped ? [] : unreadAnnotations({ podTemplate, injected, templates, values: context.values }),
    values: context.values,
    partyOf: (list, name) => (containersIn(podTemplate, list).some((own) => own.name === name) ? "the pod" : "Istio"),
    proxyConfig: proxyConfigOf(podTemplate, context).proxyConfig,
    workload: context.workload,
    workloadMetadata: mapOf({}),
    outer: [],
    namespaceLabels: mapOf({}),
    kubernetesVersion: undefined,
    webhooks: [],
    peerAuthentications: [],
  };
}
