import { choiceRows } from "./choice.ts";
import { identityRows } from "./identity.ts";
import { metricsRows } from "./metrics.ts";
import { proxyRows } from "./proxy.ts";
import type { AnnotationRow } from "./row.ts";
import { trafficRows } from "./traffic.ts";

/** The annotations of pods and namespaces that Istio's injector, its CNI plugin or its agent read or write. */
export const annotationTable = {
  ...choiceRows,
  ...proxyRows,
  ...trafficRows,
  ...metricsRows,
  ...identityRows,
} as const;

const byName: ReadonlyMap<string, AnnotationRow> = new Map(Object.values(annotationTable).map((row) => [row.name, row]));

export function annotationRow(name: string): AnnotationRow | undefined {
  return byName.get(name);
}
