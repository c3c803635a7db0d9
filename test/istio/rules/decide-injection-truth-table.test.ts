import { decideInjection } from "../../../src/istio/rules/decide-injection.ts";
import { assert, suite } from "../../cases.ts";
import { canary, factsOf, plane } from "./injection-facts.ts";

const inject = "sidecar.istio.io/inject";

/** The pod's inject key, in the order of the columns below. */
const keys = [
  { name: "no key" },
  { name: "label true", labels: { [inject]: "true" } },
  { name: "label false", labels: { [inject]: "false" } },
  { name: "annotation true", annotations: { [inject]: "true" } },
  { name: "annotation false", annotations: { [inject]: "false" } },
  { name: "label true, annotation false", labels: { [inject]: "true" }, annotations: { [inject]: "false" } },
  { name: "label false, annotation true", labels: { [inject]: "false" }, annotations: { [inject]: "true" } },
  { name: "label yes", labels: { [inject]: "yes" } },
  { name: "annotation yes", annotations: { [inject]: "yes" } },
];

const namespaces = {
  nothing: {},
  enabled: { "istio-injection": "enabled" },
  disabled: { "istio-injection": "disabled" },
  rev: { "istio.io/rev": "canary" },
  other: { "istio.io/rev": "elsewhere" },
  both: { "istio-injection": "enabled", "istio.io/rev": "elsewhere" },
};

const podRevisions = { none: {}, rev: { "istio.io/rev": "canary" }, other: { "istio.io/rev": "elsewhere" } };

/**
 * Per namespace and revision of the pod, what each key leads to: d the default control plane, c canary, - none. The last two
 * columns are for enableNamespacesByDefault, where they differ.
 */
const truth = `
namespace pod   webhook    pod        webhook,auto pod,auto
nothing   none  -d---d---  -d-d-d---  dd-d-d--d    dd-d-d--d
nothing   rev   cc-c-c-cc  cc-c-c-cc
nothing   other ---------  ---------
enabled   none  dd-d-d-dd  dd-d-d-dd
enabled   rev   dd-d-d-dd  dd-d-d-dd
enabled   other dd-d-d-dd  dd-d-d-dd
disabled  none  ---------  -d-d-d---
disabled  rev   ---------  -c-c-c---
disabled  other ---------  ---------
rev       none  cc-c-c-cc  cc-c-c-cc
rev       rev   cc-c-c-cc  cc-c-c-cc
rev       other cc-c-c-cc  cc-c-c-cc
other     none  ---------  ---------
other     rev   ---------  ---------
other     other ---------  ---------
both      none  dd-d-d-dd  dd-d-d-dd
both      rev   dd-d-d-dd  dd-d-d-dd
both      other dd-d-d-dd  dd-d-d-dd
`;

suite("the truth table of the decision", (test) => {
  const [, ...lines] = truth.trim().split("\n");
  for (const line of lines) {
    const [namespace, pod, webhook, byPod, webhookAuto = webhook, byPodAuto = byPod] = line.split(/ +/);
    for (const [precedence, auto, want] of [
      ["webhook", false, webhook],
      ["pod", false, byPod],
      ["webhook", true, webhookAuto],
      ["pod", true, byPodAuto],
    ] as const) {
      test(`${namespace}, pod's revision ${pod}, ${precedence}${auto ? ", by default" : ""}`, () => {
        const got = keys.map(({ labels, annotations }) => {
          const { inject: injected, plane: found } = decideInjection(
            factsOf({
              namespace: namespaces[namespace as keyof typeof namespaces],
              labels: { ...podRevisions[pod as keyof typeof podRevisions], ...labels },
              annotations: annotations ?? {},
              planes: [plane({ enableNamespacesByDefault: auto }), canary],
              precedence,
            }),
          );
          return injected ? (found?.revision === "canary" ? "c" : "d") : "-";
        });
        assert.is(got.join(""), want);
      });
    }
  }
});
