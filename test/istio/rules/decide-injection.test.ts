import type { ReasonCode } from "../../../src/decide/reasons.ts";
import type { Code } from "../../../src/diagnostic/codes.ts";
import { decideInjection } from "../../../src/istio/rules/decide-injection.ts";
import { parseSelector } from "../../../src/kube/selector.ts";
import { assert, suite, table } from "../../cases.ts";
import { mapOf } from "../contexts.ts";
import { canary, factsOf, type Given, plane } from "./injection-facts.ts";

const inject = "sidecar.istio.io/inject";

interface Row {
  readonly name: string;
  readonly given: Given;
  readonly inject: boolean;
  readonly code: ReasonCode;
  readonly told?: readonly Code[];
}

const never = [parseSelector(mapOf({ matchLabels: { tier: "batch" } })).selector];
const always = [parseSelector(mapOf({ matchExpressions: [{ key: "mesh", operator: "Exists" }] })).selector];
const enabled = { "istio-injection": "enabled" };
const selected = parseSelector(mapOf({ matchLabels: { mesh: "git" } })).selector;

const rows: readonly Row[] = [
  {
    name: "the host's network",
    given: { namespace: enabled, hostNetwork: true, labels: { [inject]: "true" } },
    inject: false,
    code: "HostNetwork",
  },
  { name: "a Windows pod", given: { namespace: enabled, os: "windows", labels: { [inject]: "true" } }, inject: false, code: "WindowsPod" },
  { name: "a system namespace", given: { namespace: enabled, name: "kube-system" }, inject: false, code: "SystemNamespace" },
  {
    name: "never beats always",
    given: {
      namespace: enabled,
      labels: { tier: "batch", mesh: "y" },
      planes: [plane({ neverInjectSelector: never, alwaysInjectSelector: always })],
    },
    inject: false,
    code: "NeverInjectSelector",
  },
  {
    name: "an explicit key beats never",
    given: { namespace: enabled, labels: { tier: "batch", [inject]: "true" }, planes: [plane({ neverInjectSelector: never })] },
    inject: true,
    code: "OptedIn",
  },
  {
    name: "always beats the policy",
    given: { namespace: enabled, labels: { mesh: "y" }, planes: [plane({ alwaysInjectSelector: always, policy: "disabled" })] },
    inject: true,
    code: "AlwaysInjectSelector",
  },
  {
    name: "an empty selector matches nothing",
    given: { namespace: enabled, planes: [plane({ neverInjectSelector: [[]] })] },
    inject: true,
    code: "InMesh",
  },
  { name: "the policy", given: { namespace: enabled, planes: [plane({ policy: "disabled" })] }, inject: false, code: "PolicyDisabled" },
  {
    name: "an unknown policy beats all",
    given: { namespace: enabled, labels: { [inject]: "true" }, planes: [plane({ policy: "off" })] },
    inject: false,
    code: "PolicyUnknown",
  },
  { name: "a tag", given: { namespace: { "istio.io/rev": "next" } }, inject: true, code: "InMesh" },
  {
    name: "a revision that nobody serves",
    given: { namespace: { "istio.io/rev": "canarry" } },
    inject: false,
    code: "RevisionUnserved",
    told: ["UnservedRevision"],
  },
  {
    name: "no default revision",
    given: { namespace: enabled, planes: [canary] },
    inject: false,
    code: "NoDefaultRevision",
    told: ["UnservedRevision"],
  },
  {
    name: "a value that is neither",
    given: { namespace: enabled, annotations: { [inject]: "yes" } },
    inject: true,
    code: "InMesh",
    told: ["InvalidInjectValue"],
  },
  {
    name: "a label without a value, which Kubernetes reads as an empty string, beside an annotation",
    given: { namespace: enabled, labels: { [inject]: null }, annotations: { [inject]: "false" } },
    inject: true,
    code: "InMesh",
    told: ["InvalidInjectValue"],
  },
  {
    name: "a label without a value in a mesh that injects only what asks for it",
    given: { namespace: enabled, labels: { [inject]: null }, annotations: { [inject]: "true" }, planes: [plane({ policy: "disabled" })] },
    inject: false,
    code: "PolicyDisabled",
    told: ["InvalidInjectValue"],
  },
  {
    name: "a namespace's label without a value",
    given: { namespace: { "istio-injection": null, "istio.io/rev": "canary" } },
    inject: false,
    code: "NamespaceDisabled",
    told: ["BothNamespaceLabels"],
  },
  {
    name: "a pod's revision without a value",
    given: { labels: { "istio.io/rev": null } },
    inject: false,
    code: "RevisionUnserved",
    told: ["UnservedRevision"],
  },
  {
    name: "the precedences differ",
    given: { annotations: { [inject]: "true" } },
    inject: true,
    code: "OptedIn",
    told: ["PrecedenceMatters"],
  },
  {
    name: "the precedences differ, the webhook's way",
    given: { annotations: { [inject]: "true" }, precedence: "webhook" },
    inject: false,
    code: "NamespaceNotLabelled",
    told: ["PrecedenceMatters"],
  },
  {
    name: "both labels on the namespace",
    given: { namespace: { ...enabled, "istio.io/rev": "canary" } },
    inject: true,
    code: "InMesh",
    told: ["BothNamespaceLabels"],
  },
  {
    name: "a pod's revision that its namespace's label beats",
    given: { namespace: { "istio.io/rev": "canary" }, labels: { "istio.io/rev": "default" } },
    inject: true,
    code: "InMesh",
    told: ["RevisionOverruled"],
  },
  {
    name: "a pod's revision that istio-injection beats",
    given: { namespace: enabled, labels: { "istio.io/rev": "canary" } },
    inject: true,
    code: "InMesh",
    told: ["RevisionOverruled"],
  },
  {
    name: "a pod's revision that nobody serves, and that istio-injection beats",
    given: { namespace: enabled, labels: { "istio.io/rev": "other" } },
    inject: true,
    code: "InMesh",
    told: ["RevisionOverruled"],
  },
  {
    name: "a pod's revision in a namespace that says no",
    given: { namespace: { "istio-injection": "disabled" }, labels: { "istio.io/rev": "canary" } },
    inject: false,
    code: "NamespaceDisabled",
    told: ["RevisionOverruled"],
  },
  {
    name: "a pod's revision by another name of the same control plane",
    given: { namespace: { "istio.io/rev": "next" }, labels: { "istio.io/rev": "canary" } },
    inject: true,
    code: "InMesh",
  },
  {
    name: "a pod's revision that counts, since the pod opts in",
    given: { namespace: { "istio-injection": "disabled" }, labels: { "istio.io/rev": "canary", [inject]: "true" } },
    inject: true,
    code: "OptedIn",
    told: ["PrecedenceMatters"],
  },
  {
    name: "a pod's revision of a pod that opts out",
    given: { namespace: enabled, labels: { "istio.io/rev": "canary", [inject]: "false" } },
    inject: false,
    code: "OptedOut",
  },
  {
    name: "a pod's revision beside istio-injection, where a namespaceSelector decides",
    given: {
      namespace: { ...enabled, mesh: "git" },
      labels: { "istio.io/rev": "canary" },
      planes: [plane({ namespaceSelector: selected }), canary],
    },
    inject: true,
    code: "InMesh",
  },
  {
    name: "a namespaceSelector in place of Istio's labels",
    given: { namespace: { "istio-injection": "disabled", mesh: "git" }, planes: [plane({ namespaceSelector: selected })] },
    inject: true,
    code: "InMesh",
  },
  {
    name: "a namespaceSelector that does not match",
    given: { namespace: enabled, planes: [plane({ namespaceSelector: selected })] },
    inject: false,
    code: "NamespaceNotSelected",
  },
  { name: "a namespace that says no", given: { namespace: { "istio-injection": "disabled" } }, inject: false, code: "NamespaceDisabled" },
  { name: "a namespace that nobody knows", given: { unknown: true }, inject: false, code: "NamespaceUnknown", told: ["UnknownNamespace"] },
  {
    name: "a namespace that nobody knows, where the pod says no",
    given: { unknown: true, labels: { [inject]: "false" } },
    inject: false,
    code: "OptedOut",
  },
  {
    name: "with a namespaceSelector the pod's revision picks",
    given: {
      namespace: { mesh: "git" },
      labels: { "istio.io/rev": "canary" },
      planes: [plane({ namespaceSelector: selected }), { ...canary, policy: "disabled" }],
    },
    inject: false,
    code: "PolicyDisabled",
  },
  {
    name: "of two namespaceSelectors the later control plane's counts",
    given: {
      namespace: { mesh: "git" },
      planes: [plane({ namespaceSelector: selected }), { ...canary, namespaceSelector: selected, policy: "disabled" }],
    },
    inject: false,
    code: "PolicyDisabled",
  },
];

table("what decides, and what is reported", rows, {
  title: ({ name }) => name,
  run: ({ given, inject: wanted, code, told }) => {
    const decision = decideInjection(factsOf(given));
    assert.equal({ inject: decision.inject, code: decision.code }, { inject: wanted, code });
    assert.ok(decision.evidence.length > 0);
    assert.equal(
      decision.diagnostics.map((diagnostic) => diagnostic.code),
      told ?? [],
    );
  },
});

suite("the evidence of a decision", (test) => {
  test("every fact consulted, in order", () => {
    const { evidence } = decideInjection(factsOf({ namespace: enabled, labels: { app: "web" } }));
    assert.equal(evidence, [
      { fact: "pod hostNetwork", found: "false", place: { of: "podTemplate", path: ["spec", "hostNetwork"] } },
      { fact: "namespace", found: "shop" },
      { fact: "pod label or annotation sidecar.istio.io/inject", found: "absent" },
      {
        fact: "namespace label istio-injection",
        found: "enabled",
        source: { file: "namespace.yaml" },
        place: { of: "namespace", path: ["metadata", "labels", "istio-injection"] },
      },
      { fact: "neverInjectSelector matches the pod", found: "false" },
      { fact: "alwaysInjectSelector matches the pod", found: "false" },
      { fact: "policy", found: "enabled" },
    ]);
  });
});
