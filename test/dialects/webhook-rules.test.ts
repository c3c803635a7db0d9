import { decide, type Rule } from "../../src/decide/decision.ts";
import type { PodFacts } from "../../src/decide/facts.ts";
import { askedFor, labelledInstead, notBeside, notOnHostNetwork, podText, selectedBy } from "../../src/dialects/webhook-rules.ts";
import { toValue, type ValueMap } from "../../src/value/value.ts";
import { assert, suite, table } from "../cases.ts";

const map = (value: object) => toValue(value) as ValueMap;
const asking = { annotation: "example.com/inject", party: "Example", asks: ["on", "gateway"], optsOut: "off" };

interface Row {
  readonly what: string;
  readonly rule?: Rule<PodFacts>;
  readonly pod?: object;
  readonly namespace?: { readonly labels?: object; readonly annotations?: object; readonly isKnown?: boolean };
  readonly code: string;
  readonly told?: readonly string[];
}

const selector = toValue({ matchLabels: { team: "a" } });
const beside = notBeside("InjectedAlready", { any: ["proxy", "example.com/proxy:"], init: ["init"] });
const containers = (...names: readonly object[]) => ({ spec: { containers: names } });
const inject = (word: string) => ({ annotations: { "example.com/inject": word } });

const rows: readonly Row[] = [
  { what: "the host's network", rule: notOnHostNetwork, pod: { spec: { hostNetwork: true } }, code: "HostNetwork" },
  { what: "its own network", rule: notOnHostNetwork, pod: { spec: { hostNetwork: false } }, code: "NobodyAsks" },
  { what: "the container", rule: beside, pod: containers({ name: "proxy" }), code: "InjectedAlready" },
  { what: "its image", rule: beside, pod: containers({ name: "a", image: "example.com/proxy:1" }), code: "InjectedAlready" },
  { what: "the init container's name elsewhere", rule: beside, pod: containers({ name: "init" }), code: "NobodyAsks" },
  { what: "the init container", rule: beside, pod: { spec: { initContainers: [{ name: "init" }] } }, code: "InjectedAlready" },
  {
    what: "a namespace that is selected",
    rule: selectedBy("namespace", selector),
    namespace: { labels: { team: "a" } },
    code: "NobodyAsks",
  },
  { what: "a namespace that is not selected", rule: selectedBy("namespace", selector), code: "NamespaceNotSelected" },
  { what: "a pod that is not selected", rule: selectedBy("pod", selector), namespace: { labels: { team: "a" } }, code: "PodNotSelected" },
  { what: "no selector", rule: selectedBy("pod", null), code: "NobodyAsks" },
  { what: "a word of the pod's", pod: { metadata: inject("gateway") }, code: "OptedIn" },
  { what: "a word of the pod's against its namespace's", pod: { metadata: inject("off") }, namespace: inject("on"), code: "OptedOut" },
  { what: "a word of its namespace's", pod: { metadata: inject("") }, namespace: inject("on"), code: "NamespaceAsks" },
  {
    what: "a wrong word of its namespace's",
    pod: { metadata: inject("on") },
    namespace: inject("yes"),
    code: "NobodyAsks",
    told: ['The pod is not injected: example.com/inject is "yes", which Example does not know; expected on, gateway or off'],
  },
  {
    what: "a namespace that is not known",
    namespace: { isKnown: false },
    code: "NamespaceUnknown",
    told: ["The annotations of the namespace shop are not known; it counts as one that does not ask for Example"],
  },
  {
    what: "a label",
    rule: labelledInstead(asking),
    namespace: { labels: { "example.com/inject": "on" } },
    code: "NobodyAsks",
    told: ["The label example.com/inject of the namespace shop has no effect: Example reads the annotation of that name"],
  },
];

table("a pod with", rows, {
  title: ({ what }) => what,
  run: ({ rule, pod = {}, namespace = {}, code, told = [] }) => {
    const { labels = {}, annotations = {}, isKnown = true } = namespace;
    const facts = {
      workload: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
      podTemplate: map(pod),
      namespace: { name: "shop", labels: map(labels), annotations: map(annotations), isKnown },
    };
    const decision = decide([...(rule ? [rule] : []), askedFor(asking)], facts);
    assert.is(decision.code, code);
    assert.ok(decision.evidence.length > 0);
    assert.equal(
      decision.diagnostics.map(({ message }) => message),
      told,
    );
  },
});

suite("a label of the pod", (test) => {
  test("has a place where it is there", () => {
    const { text, evidence } = podText(map({ metadata: { labels: { a: 1 } } }), "label", "a");
    assert.is(text, "1");
    assert.equal(evidence, { fact: "pod label a", found: "1", place: { of: "podTemplate", path: ["metadata", "labels", "a"] } });
  });
  test("is reported as absent", () =>
    assert.equal(podText(map({}), "annotation", "a").evidence, { fact: "pod annotation a", found: "absent" }));
});
