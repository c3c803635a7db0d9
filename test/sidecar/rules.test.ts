import { decide } from "../../src/decide/decision.ts";
import type { NamespaceFacts, PodFacts } from "../../src/decide/facts.ts";
import { parseSelector } from "../../src/kube/selector.ts";
import { type SidecarRules, sidecarRules } from "../../src/sidecar/rules.ts";
import { toValue, type ValueMap } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

const selector = (value: object) => parseSelector(toValue(value)).selector;
const LOGGED = selector({ matchLabels: { logs: "on" } });
const FRONT = selector({ matchExpressions: [{ key: "tier", operator: "In", values: ["front", "edge"] }] });

const defaults: SidecarRules = {
  name: "shipper",
  kinds: undefined,
  os: "linux",
  hostNetwork: "inject",
  optIn: undefined,
  namespaceSelector: undefined,
  podSelector: undefined,
  policy: "disabled",
  isSpecOnly: false,
};

const map = (value: object) => toValue(value) as ValueMap;
const known: NamespaceFacts = { name: "shop", labels: map({ logs: "on" }), annotations: map({}), isKnown: true };
const other: NamespaceFacts = { ...known, labels: map({ logs: "off" }), source: { file: "ns.yaml", line: 3 } };
const unknown: NamespaceFacts = { name: "shop", labels: map({}), annotations: map({}), isKnown: false };
const none: NamespaceFacts = { labels: map({}), annotations: map({}), isKnown: false };

interface Row {
  readonly rules: Partial<SidecarRules>;
  readonly pod?: object;
  readonly namespace?: NamespaceFacts;
  readonly metadataOnly?: true;
  /** `yes` or `no`, the reason's code, then each fact consulted; codes of diagnostics behind `!`. */
  readonly answer: readonly string[];
}

const labels = (found: object) => ({ metadata: { labels: found } });
const windows = { spec: { os: { name: "windows" } } };
const rows: readonly Row[] = [
  { rules: { kinds: ["Job"], policy: "enabled" }, answer: ["no KindNotListed", "kind: Deployment"] },
  { rules: { kinds: ["Job", "Deployment"], policy: "enabled" }, answer: ["yes PolicyEnabled", "kind: Deployment", "policy: enabled"] },
  { rules: { kinds: [], policy: "enabled" }, answer: ["no KindNotListed", "kind: Deployment"] },
  { rules: { policy: "enabled" }, pod: windows, answer: ["no WindowsPod", "pod os.name: windows"] },
  { rules: { optIn: "in" }, pod: { ...windows, ...labels({ in: "true" }) }, answer: ["no WindowsPod", "pod os.name: windows"] },
  { rules: { os: "windows", policy: "enabled" }, pod: windows, answer: ["yes PolicyEnabled", "policy: enabled"] },
  { rules: { os: "windows", policy: "enabled" }, answer: ["no LinuxPod", "pod os: not windows"] },
  { rules: { os: undefined, policy: "enabled" }, pod: windows, answer: ["yes PolicyEnabled", "policy: enabled"] },
  {
    rules: { hostNetwork: "skip", optIn: "in", policy: "enabled" },
    pod: { ...labels({ in: "true" }), spec: { hostNetwork: true } },
    answer: ["no HostNetwork", "pod hostNetwork: true"],
  },
  {
    rules: { hostNetwork: "skip", policy: "enabled" },
    pod: { spec: { hostNetwork: false } },
    answer: ["yes PolicyEnabled", "policy: enabled"],
  },
  { rules: { policy: "enabled" }, pod: { spec: { hostNetwork: true } }, answer: ["yes PolicyEnabled", "policy: enabled"] },
  { rules: { optIn: "in" }, pod: labels({ in: "true" }), answer: ["yes OptedIn", "pod label in: true"] },
  { rules: { optIn: "in", policy: "enabled" }, pod: labels({ in: "false" }), answer: ["no OptedOut", "pod label in: false"] },
  { rules: { optIn: "in" }, pod: { metadata: { annotations: { in: "true" } } }, answer: ["yes OptedIn", "pod annotation in: true"] },
  {
    rules: { optIn: "in", policy: "enabled" },
    pod: { metadata: { annotations: { in: "false" } } },
    answer: ["no OptedOut", "pod annotation in: false"],
  },
  {
    rules: { optIn: "in" },
    pod: { metadata: { labels: { in: "false" }, annotations: { in: "true" } } },
    answer: ["no OptedOut", "pod label in: false"],
  },
  { rules: { optIn: "in" }, pod: labels({ in: true }), answer: ["yes OptedIn", "pod label in: true"] },
  {
    rules: { optIn: "in", policy: "enabled" },
    pod: labels({ in: "on" }),
    answer: ["yes PolicyEnabled", "pod label in: on", "policy: enabled", "!InvalidOptIn"],
  },
  { rules: { optIn: "in" }, answer: ["no PolicyDisabled", "pod label or annotation in: absent", "policy: disabled"] },
  { rules: { optIn: "constructor" }, answer: ["no PolicyDisabled", "pod label or annotation constructor: absent", "policy: disabled"] },
  {
    rules: { optIn: "in", namespaceSelector: LOGGED },
    pod: labels({ in: "true" }),
    namespace: other,
    answer: ["yes OptedIn", "pod label in: true"],
  },
  { rules: { namespaceSelector: LOGGED }, answer: ["yes Selected", "namespace shop labels: logs=on: selected"] },
  {
    rules: { namespaceSelector: LOGGED, policy: "enabled" },
    namespace: other,
    answer: ["no NamespaceNotSelected", "namespace shop labels: logs In (on) does not hold: logs is off (ns.yaml:3)"],
  },
  {
    rules: { namespaceSelector: LOGGED, policy: "enabled" },
    namespace: unknown,
    answer: ["no NamespaceUnknown", "namespace shop labels: logs In (on) does not hold: logs is absent", "!UnknownNamespace"],
  },
  {
    rules: { namespaceSelector: LOGGED },
    namespace: none,
    answer: ["no NamespaceUnknown", "namespace (none) labels: logs In (on) does not hold: logs is absent", "!MissingNamespace"],
  },
  { rules: { namespaceSelector: selector({}) }, namespace: none, answer: ["yes Selected", "namespace (none) labels: none: selected"] },
  { rules: { podSelector: FRONT }, pod: labels({ tier: "edge" }), answer: ["yes Selected", "pod labels: tier=edge: selected"] },
  {
    rules: { podSelector: FRONT, policy: "enabled" },
    answer: ["no PodNotSelected", "pod labels: tier In (front, edge) does not hold: tier is absent"],
  },
  {
    rules: { podSelector: FRONT, namespaceSelector: LOGGED },
    pod: labels({ tier: "batch" }),
    answer: [
      "no PodNotSelected",
      "namespace shop labels: logs=on: selected",
      "pod labels: tier In (front, edge) does not hold: tier is batch",
    ],
  },
  {
    rules: { podSelector: FRONT, namespaceSelector: LOGGED },
    pod: labels({ tier: "front" }),
    answer: ["yes Selected", "namespace shop labels: logs=on: selected", "pod labels: tier=front: selected"],
  },
  {
    rules: { podSelector: FRONT, namespaceSelector: LOGGED },
    pod: labels({ tier: "front" }),
    namespace: other,
    answer: ["no NamespaceNotSelected", "namespace shop labels: logs In (on) does not hold: logs is off (ns.yaml:3)"],
  },
  { rules: { policy: "enabled" }, answer: ["yes PolicyEnabled", "policy: enabled"] },
  { rules: { isSpecOnly: true, policy: "enabled" }, metadataOnly: true, answer: ["no MetadataOnly", "kind: Deployment"] },
  { rules: { isSpecOnly: true, policy: "enabled" }, answer: ["yes PolicyEnabled", "policy: enabled"] },
  { rules: { policy: "enabled" }, metadataOnly: true, answer: ["yes PolicyEnabled", "policy: enabled"] },
  { rules: {}, answer: ["no PolicyDisabled", "policy: disabled"] },
];

table("a sidecar's rules", rows, {
  title: ({ rules, answer }) => `${Object.keys(rules).join(", ") || "no rule"}: ${answer[0]} after ${answer.slice(1).join(", ")}`,
  run: ({ rules, pod, namespace, metadataOnly, answer }) => {
    const workload = { apiVersion: "apps/v1", kind: "Deployment", name: "web" };
    const facts: PodFacts = { workload, podTemplate: map(pod ?? {}), namespace: namespace ?? known, ...(metadataOnly && { metadataOnly }) };
    const { inject, code, evidence, diagnostics } = decide(sidecarRules({ ...defaults, ...rules }), facts);
    const consulted = evidence.map(({ fact, found, source }) => `${fact}: ${found}${source ? ` (${source.file}:${source.line})` : ""}`);
    assert.equal([`${inject ? "yes" : "no"} ${code}`, ...consulted, ...diagnostics.map((told) => `!${told.code}`)], answer);
  },
});
