import type { Code } from "../../../src/diagnostic/codes.ts";
import { injectIstio } from "../../../src/istio/inject-istio.ts";
import { isList, toValue, type Value, type ValueMap } from "../../../src/value/value.ts";
import { assert, table } from "../../cases.ts";
import type { InjectContext } from "../contexts.ts";
import { injectContext, meshOf, podOf, valuesOf } from "../contexts.ts";
import { look } from "../look.ts";

/** One fact about Istio's sidecar: a pod with settings, and what injection makes of it. */
export interface Fact {
  /** What of Istio's annotations, labels and settings the row is about. */
  readonly name: string;
  readonly annotations?: Record<string, unknown>;
  readonly labels?: Record<string, string>;
  readonly spec?: unknown;
  readonly values?: unknown;
  readonly mesh?: unknown;
  readonly context?: Partial<InjectContext>;
  /** What must be where; undefined: nothing. A list may be given as the texts that must follow each other in it. */
  readonly want: Readonly<Record<string, unknown>>;
  readonly codes?: readonly Code[];
}

export const cni = { pilot: { cni: { enabled: true } } };
export const proxy = "spec.initContainers[istio-proxy]";
export const init = "spec.initContainers[istio-init]";
export const classic = { nativeSidecars: false };
export const note = (name: string) => `metadata.annotations[${name}]`;
export const label = (name: string) => `metadata.labels[${name}]`;
export const env = (name: string, container = proxy) => `${container}.env[${name}].value`;

/** Declares a test for each fact of a subject. */
export function facts(subject: string, rows: readonly Fact[]): void {
  table(`Istio's annotations, labels and settings: ${subject}`, rows, {
    title: ({ name }) => name,
    run: (row) => {
      const pod = podOf({ annotations: row.annotations ?? {}, labels: row.labels ?? {} }, row.spec);
      const settings = { values: valuesOf(row.values), meshConfig: meshOf(row.mesh) };
      const { podTemplate, diagnostics } = injectIstio(pod, injectContext({ ...settings, ...row.context }));
      assert.equal(
        diagnostics.map(({ code }) => code),
        row.codes ?? [],
      );
      for (const [path, want] of Object.entries(row.want)) expectAt(podTemplate, path, want);
    },
  });
}

function expectAt(pod: ValueMap, path: string, want: unknown): void {
  const got = look(pod, path);
  if (path.endsWith(".args") && isList(got)) {
    const first = got.indexOf((want as Value[])[0] as Value);
    assert.equal(got.slice(first, first + (want as Value[]).length), want, path);
  } else assert.equal(got, want === undefined ? undefined : toValue(want), path);
}
