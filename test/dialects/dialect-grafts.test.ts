import * as z from "zod/mini";
import type { PodFacts } from "../../src/decide/facts.ts";
import type { ReasonCode } from "../../src/decide/reasons.ts";
import { diagnostic } from "../../src/diagnostic/diagnostic.ts";
import type { Dialect, DialectInput, Injector } from "../../src/dialects/dialect.ts";
import { dialectGrafts, dialectGuards } from "../../src/dialects/dialect-grafts.ts";
import { at, toValue, type ValueMap, withKey } from "../../src/value/value.ts";
import { assert, suite, table } from "../cases.ts";

const reasons = {
  yes: ["ServiceAccountAsks", "NamespaceAsks", "OptedIn"],
  no: ["ServiceAccountSilent", "ServiceAccountUnknown", "NobodyAsks", "InjectedAlready", "PodUnsuited", "OptedOut"],
} as const;

interface ToySettings {
  readonly word?: string | undefined;
  readonly version?: string | undefined;
}

/** Puts an annotation into pods; `fails` has it refuse them. */
function toy(name: string, { fails = false, code = "OptedIn" as ReasonCode } = {}): Dialect<ToySettings> {
  const make = ({ word = "toy" }: ToySettings, { version }: DialectInput): Injector => ({
    decide: () => ({ inject: (reasons.yes as readonly string[]).includes(code), code, evidence: [], diagnostics: [] }),
    inject: ({ podTemplate }) => ({
      podTemplate: withKey(podTemplate, "metadata", toValue({ annotations: { [name]: `${word} ${version}` } })),
      diagnostics: fails ? [diagnostic("RefusedByInjector", { message: "no" })] : [],
    }),
    diagnostics: [],
  });
  const settings = z.strictObject({ word: z.optional(z.string()), version: z.optional(z.string()) });
  return { name, party: name, settings, fields: {}, reads: [], versions: [{ from: "1.0.0", does: "" }], newest: "1.2.0", make };
}

const input = { find: () => undefined, names: () => [], minor: 34, readYaml: () => undefined, template: () => () => ({ text: "" }) };
const facts: PodFacts = {
  workload: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
  podTemplate: toValue({ spec: {} }) as ValueMap,
  namespace: { labels: {}, annotations: {}, isKnown: false },
};
const subject = { facts, podTemplate: facts.podTemplate, appContainers: [], appInitContainers: [], taken: () => [] };

suite("the grafts of dialects", (test) => {
  test("are those that are configured, in the order of the table", () => {
    const { grafts } = dialectGrafts({ b: {}, a: {} }, input, [toy("a"), toy("c"), toy("b")]);
    assert.equal(
      grafts.map(({ name }) => name),
      ["a", "b"],
    );
  });
  test("answer for what they add to the pod", () => {
    const [graft] = dialectGrafts({ a: { word: "own", version: "v1.1.0" } }, input, [toy("a")]).grafts;
    const applied = graft?.apply(subject);
    assert.is(at(applied?.podTemplate, "metadata", "annotations", "a"), "own 1.1.0");
    assert.equal(applied?.patch, toValue({ metadata: { annotations: { a: "own 1.1.0" } } }));
  });
  test("without rules for a policy give a warning when one is printed", () => {
    const [rule] = dialectGuards({ a: {} }, input, [toy("a")]).rules;
    assert.equal(
      [rule?.marks, rule?.diagnostics.map(({ code, field }) => [code, field?.path])],
      [[], [["GuardIncomplete", "spec.dialects.a"]]],
    );
  });
  test("leave a pod alone that they refuse", () => {
    const [graft] = dialectGrafts({ a: {} }, input, [toy("a", { fails: true })]).grafts;
    const applied = graft?.apply(subject);
    assert.equal([applied?.podTemplate, applied?.patch, applied?.diagnostics.length], [facts.podTemplate, toValue({}), 1]);
  });
  test("find objects of the kinds alone that they say they read", () => {
    const account = { apiVersion: "v1", kind: "ServiceAccount" };
    const there = { identity: { ...account, name: "web" }, value: {}, locate: () => ({}) };
    const found: unknown[] = [];
    const asking = (reads: Dialect["reads"]): Dialect => ({
      ...toy("a"),
      reads,
      make: (_, { find }) => {
        found.push(find(account, "web", undefined)?.identity.name);
        return toy("a").make({}, { ...input, find, version: "1.0.0" });
      },
    });
    for (const reads of [[account], [{ ...account, kind: "Secret" }]])
      dialectGrafts({ a: {} }, { ...input, find: () => there }, [asking(reads)]);
    assert.equal(found, ["web", undefined]);
  });
  test("exclude each other, where one says so", () => {
    const [graft] = dialectGrafts({ a: {} }, input, [{ ...toy("a"), excludes: ["Istio"] }]).grafts;
    const injected = toValue({ spec: { containers: [{ name: "istio-proxy" }] } }) as ValueMap;
    const reviewed = { facts, injected, workloadMetadata: injected, outer: [] };
    const told = (party: string) => graft?.review?.({ ...reviewed, partyOf: () => party }).map(({ code }) => code);
    assert.equal([told("Istio"), told("the pod")], [["ExclusiveInjectors"], []]);
  });
  test("go into no template of Knative's", () => {
    const [graft] = dialectGrafts({ a: {} }, input, [toy("a")]).grafts;
    assert.equal(graft?.decide({ ...facts, metadataOnly: true }).code, "MetadataOnly");
  });
  test("are not made for a release that is not known", () => {
    const { grafts, diagnostics } = dialectGrafts({ a: { version: "2.0.0" } }, input, [toy("a")]);
    assert.equal([grafts.length, diagnostics.map(({ code }) => code)], [0, ["UnknownVersion"]]);
  });
});

suite("a pod that the vendor injected already", (test) => {
  test("is not searched for stray keys", () => {
    const told = (code: ReasonCode) => {
      const keyed = { ...toy("a", { code }), podKeys: { labels: [], annotations: ["example.com/inject"] } };
      const podTemplate = toValue({ metadata: { labels: { "example.com/inject": "on" } } }) as ValueMap;
      const reviewed = { facts: { ...facts, podTemplate }, injected: undefined, workloadMetadata: podTemplate, outer: [] };
      const [graft] = dialectGrafts({ a: {} }, input, [keyed]).grafts;
      return graft?.review?.({ ...reviewed, partyOf: () => "the pod" }).map((one) => one.code);
    };
    assert.equal([told("InjectedAlready"), told("NobodyAsks")], [[], ["MisplacedAnnotation"]]);
  });
});

table("a dialect decides by", [...reasons.yes, ...reasons.no], {
  title: (code) => code,
  run: (code) => {
    const [graft] = dialectGrafts({ a: {} }, input, [toy("a", { code })]).grafts;
    assert.is(graft?.decide(facts).inject, (reasons.yes as readonly string[]).includes(code));
  },
});
