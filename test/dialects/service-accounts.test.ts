import type { PodFacts } from "../../src/decide/facts.ts";
import { accountOf, unknownAccount } from "../../src/dialects/service-accounts.ts";
import { toValue, type ValueMap } from "../../src/value/value.ts";
import { assert, suite, table } from "../cases.ts";

const rows = [
  { spec: {}, namespace: "shop", asked: "default shop", evidence: "default, as none is named" },
  { spec: { serviceAccountName: "" }, namespace: "shop", asked: "default shop", evidence: "default, as none is named" },
  { spec: { serviceAccountName: "web" }, namespace: "shop", asked: "web shop", evidence: "web" },
  { spec: { serviceAccount: "old" }, namespace: undefined, asked: "old home", evidence: "old" },
  { spec: { serviceAccount: "old", serviceAccountName: "web" }, namespace: undefined, asked: "web home", evidence: "web" },
];

table("the ServiceAccount of a pod with", rows, {
  title: ({ spec }) => JSON.stringify(spec),
  run: ({ spec, namespace, asked, evidence }) => {
    const facts: PodFacts = {
      workload: { apiVersion: "apps/v1", kind: "Deployment", name: "web", ...(namespace && { namespace }) },
      podTemplate: toValue({ spec }) as ValueMap,
      namespace: { name: "home", labels: {}, annotations: {}, isKnown: true },
    };
    const calls: string[] = [];
    const found = accountOf(facts, {
      find: (_, name, within) => {
        calls.push(`${name} ${within}`);
        return undefined;
      },
      names: () => ["wbe", "orders"],
    });
    assert.equal([calls, found.evidence[0]?.found], [[asked], evidence]);
    assert.is(found.meant, asked.startsWith("web ") ? "wbe" : undefined);
  },
});

suite("a ServiceAccount that is not in the input", (test) => {
  test("is reported with the one that was probably meant", () => {
    const { message, fix } = unknownAccount({ name: "web", meant: "wbe" }, "the injector");
    assert.is(message, "The ServiceAccount web is not in the input, so the injector injects nothing into the pod. Did you mean wbe?");
    assert.match(fix ?? "", /^write wbe, or add the ServiceAccount web to the input/);
  });
});
