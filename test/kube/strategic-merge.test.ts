import { type MergeRow, mergeTable } from "./merge-table.ts";

const maps: readonly MergeRow[] = [
  { name: "a scalar is set", original: { hostNetwork: false }, patch: { hostNetwork: true }, merged: { hostNetwork: true } },
  { name: "new keys come last", original: { b: 1, a: 1 }, patch: { z: 2, a: 2, c: 2 }, merged: { b: 1, a: 2, z: 2, c: 2 } },
  { name: "null deletes", original: { nodeName: "n", subdomain: "s" }, patch: { nodeName: null }, merged: { subdomain: "s" } },
  { name: "null for what is not there", original: {}, patch: { nodeName: null }, merged: {} },
  {
    name: "maps merge",
    original: { nodeSelector: { a: "1" } },
    patch: { nodeSelector: { b: "2" } },
    merged: { nodeSelector: { a: "1", b: "2" } },
  },
  { name: "a map over null", original: { nodeSelector: null }, patch: { nodeSelector: { b: "2" } }, merged: { nodeSelector: { b: "2" } } },
  {
    name: "a map over a scalar",
    original: { dnsConfig: "none" },
    patch: { dnsConfig: { options: [] } },
    merged: { dnsConfig: { options: [] } },
  },
  {
    name: "nulls in a new map are left out",
    original: {},
    patch: { securityContext: { runAsUser: null, fsGroup: 1 } },
    merged: { securityContext: { fsGroup: 1 } },
  },
  {
    name: "$patch: replace in a map",
    original: { nodeSelector: { a: "1" } },
    patch: { nodeSelector: { $patch: "replace", b: "2" } },
    merged: { nodeSelector: { b: "2" } },
  },
  {
    name: "$patch: delete in a map",
    original: { nodeSelector: { a: "1" } },
    patch: { nodeSelector: { $patch: "delete" } },
    merged: { nodeSelector: {} },
  },
  { name: "$patch: replace without an original", original: {}, patch: { nodeSelector: { $patch: "replace", b: "2" } }, merged: {} },
  {
    name: "$patch: replace at the root",
    original: { nodeName: "n" },
    patch: { $patch: "replace", subdomain: "s" },
    merged: { subdomain: "s" },
  },
  {
    name: "$retainKeys",
    original: { nodeName: "n", subdomain: "s", hostname: "h" },
    patch: { $retainKeys: ["nodeName", "hostPID"], hostPID: true },
    merged: { nodeName: "n", hostPID: true },
  },
  {
    name: "$retainKeys of a volume changes its source",
    original: { volumes: [{ name: "v", emptyDir: {} }] },
    patch: { volumes: [{ name: "v", $retainKeys: ["name", "configMap"], configMap: { name: "c" } }] },
    merged: { volumes: [{ name: "v", configMap: { name: "c" } }] },
  },
  {
    name: "directives in what is new leave no trace",
    original: {},
    patch: {
      volumes: [
        { name: "v", $retainKeys: ["name"] },
        { $patch: "delete", name: "w" },
      ],
      "$setElementOrder/containers": [],
    },
    merged: { volumes: [{ name: "v" }] },
  },
  {
    name: "__proto__ is data",
    original: { nodeSelector: {} },
    patch: JSON.parse('{"nodeSelector": {"__proto__": "1"}}'),
    merged: JSON.parse('{"nodeSelector": {"__proto__": "1"}}'),
  },
];
mergeTable("maps", maps);

const unknown: readonly MergeRow[] = [
  {
    name: "unknown maps merge",
    original: { farm: { a: { b: 1 } } },
    patch: { farm: { a: { c: 2 } } },
    merged: { farm: { a: { b: 1, c: 2 } } },
  },
  {
    name: "unknown lists are atomic",
    original: { farm: [{ name: "a" }] },
    patch: { farm: [{ name: "b" }] },
    merged: { farm: [{ name: "b" }] },
  },
  {
    name: "a list where a map is known",
    original: { nodeSelector: ["a"] },
    patch: { nodeSelector: ["b"] },
    merged: { nodeSelector: ["b"] },
  },
];
mergeTable("what the schema does not know", unknown);
