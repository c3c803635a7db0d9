import { fieldOf, podTemplateSchema } from "../../src/kube/schema.ts";
import { strategicMerge } from "../../src/kube/strategic-merge.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

/** A patch of a pod's spec, or of what `schema` says. */
export interface MergeRow {
  readonly name: string;
  readonly schema?: typeof spec;
  readonly original: unknown;
  readonly patch: unknown;
  readonly merged: unknown;
}

const spec = fieldOf(podTemplateSchema, "spec");

/** Key order counts: rows are compared as text. */
export function mergeTable(name: string, rows: readonly MergeRow[]): void {
  table(name, rows, {
    title: (row) => row.name,
    run: ({ schema = spec, original, patch, merged }) => {
      const result = strategicMerge(toValue(original), toValue(patch), schema);
      assert.equal(result.diagnostics, []);
      assert.is(JSON.stringify(result.value), JSON.stringify(merged));
    },
  });
}
