import { annotationTable } from "./annotations/table.ts";
import { labelTable } from "./label-table.ts";

/** The names in the table of annotations. */
export const annotations = /* @__PURE__ */ namesIn(annotationTable);

/** Istio's annotations that the injector does not use. Source: istio.io/api annotation/annotations.gen.go. */
export const otherAnnotations: readonly string[] = [
  "alpha.istio.io/canonical-serviceaccounts",
  "alpha.istio.io/kubernetes-serviceaccounts",
  "ambient.istio.io/bypass-inbound-capture",
  "ambient.istio.io/dns-capture",
  "ambient.istio.io/redirection",
  "ambient.istio.io/waypoint-inbound-binding",
  "gateway.istio.io/controller-version",
  "gateway.istio.io/name-override",
  "gateway.istio.io/service-account",
  "istio.io/autoRegistrationGroup",
  "istio.io/connectedAt",
  "istio.io/disconnectedAt",
  "istio.io/dry-run",
  "istio.io/use-waypoint-canary-weight",
  "istio.io/workloadController",
  "networking.istio.io/exportTo",
  "networking.istio.io/service-type",
  "networking.istio.io/traffic-distribution",
  "topology.istio.io/controlPlaneClusters",
  "traffic.istio.io/nodeSelector",
];

/** The names in the table of labels. */
export const labels = /* @__PURE__ */ namesIn(labelTable);

/** The name in messages for what Istio's own templates add. */
export const istioParty = "Istio";

function namesIn<Table extends Readonly<Record<string, { readonly name: string }>>>(
  table: Table,
): { readonly [Key in keyof Table]: Table[Key]["name"] } {
  return Object.fromEntries(Object.entries(table).map(([key, { name }]) => [key, name])) as { [Key in keyof Table]: Table[Key]["name"] };
}
