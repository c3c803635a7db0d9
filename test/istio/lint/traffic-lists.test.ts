import { type LintRow, lintTable } from "./lint-table.ts";

const gateway = { "inject.istio.io/templates": "gateway" };
const include = "traffic.sidecar.istio.io/includeInboundPorts";
const exclude = "traffic.sidecar.istio.io/excludeInboundPorts";
const includeRanges = "traffic.sidecar.istio.io/includeOutboundIPRanges";
const excludeRanges = "traffic.sidecar.istio.io/excludeOutboundIPRanges";

const lists: readonly LintRow[] = [
  { name: "ports excluded beside others included", annotations: { [include]: "80", [exclude]: "81" }, codes: ["IgnoredAnnotation"] },
  { name: "ports excluded where none is included", annotations: { [include]: "", [exclude]: "81" }, codes: ["IgnoredAnnotation"] },
  { name: "ports excluded of all", annotations: { [include]: "*", [exclude]: "81" }, codes: [] },
  { name: "ports excluded", annotations: { [exclude]: "81" }, codes: [] },
  {
    name: "ports excluded beside others that the values include",
    values: { global: { proxy: { includeInboundPorts: "80" } } },
    annotations: { [exclude]: "81" },
    codes: ["IgnoredAnnotation"],
  },
  { name: "no ports excluded", annotations: { [include]: "80", [exclude]: "" }, codes: [] },
  {
    name: "ranges excluded beside others included",
    annotations: { [includeRanges]: "10.0.0.0/8", [excludeRanges]: "10.1.0.0/16" },
    codes: ["IgnoredAnnotation"],
    says: "documented",
  },
  { name: "a gateway reads neither", annotations: { ...gateway, [include]: "80", [exclude]: "81" }, codes: [] },
];

lintTable("lists of what to exclude", lists);
