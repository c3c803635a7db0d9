import { decideInjection } from "../../../src/istio/rules/decide-injection.ts";
import { type Wave, waveOf } from "../../../src/istio/rules/rollout.ts";
import { assert, suite, table } from "../../cases.ts";
import { canary, factsOf, type Given, plane } from "./injection-facts.ts";

const enabled = { "istio-injection": "enabled" };
const member = { namespace: "shop", name: "web" };

// shop/web is at 25.2 percent.
const rows: readonly { readonly waves: readonly Wave[]; readonly wave: number | undefined }[] = [
  { waves: [], wave: undefined },
  { waves: [{ percent: 0 }], wave: undefined },
  { waves: [{ percent: 25 }], wave: undefined },
  { waves: [{ percent: 25.3 }], wave: 1 },
  { waves: [{ percent: 5 }, { percent: 26 }, { percent: 100 }], wave: 2 },
  { waves: [{ namespaces: ["bank", "shop"] }], wave: 1 },
  { waves: [{ namespaces: ["bank"] }, { percent: 100 }], wave: 2 },
  { waves: [{ namespaces: ["shop"], percent: 25 }], wave: undefined },
  { waves: [{ namespaces: ["shop"], percent: 26 }], wave: 1 },
  { waves: [{ namespaces: [] }], wave: undefined },
];

table("the wave that takes shop/web along", rows, {
  title: ({ waves }) => JSON.stringify(waves),
  run: ({ waves, wave }) => assert.is(waveOf(member, waves), wave),
});

suite("waves", (test) => {
  const members = Array.from({ length: 1000 }, (_, i) => ({ namespace: `team-${i % 7}`, name: `app-${i}` }));
  const taken = (...waves: readonly Wave[]) => members.filter((one) => waveOf(one, waves) !== undefined);
  test("a larger percentage keeps those of a smaller one, and takes about so many", () => {
    let before: readonly unknown[] = [];
    for (const percent of [1, 5, 20, 50, 90, 100]) {
      const now = taken({ percent });
      assert.ok(before.every((one) => now.includes(one as (typeof members)[number])));
      assert.ok(Math.abs(now.length - 10 * percent) < 40, `${percent}: ${now.length}`);
      before = now;
    }
    assert.is(before.length, 1000);
  });
  test("one more wave only adds", () => {
    const before = taken({ percent: 5 }, { namespaces: ["team-1"] });
    assert.equal(taken({ percent: 5 }, { namespaces: ["team-1"] }, { percent: 1 }), before);
  });
});

const named = plane({ revision: "1-30" });

const decisions: readonly { readonly name: string; readonly given: Given; readonly percent: number; readonly to: string | undefined }[] = [
  { name: "a wave moves what the first control plane injects", given: { namespace: enabled }, percent: 26, to: "canary" },
  { name: "no wave leaves it", given: { namespace: enabled }, percent: 25, to: "" },
  { name: "a revision tag moves", given: { namespace: { "istio.io/rev": "default" } }, percent: 26, to: "canary" },
  { name: "the name of the next control plane is as good", given: { namespace: { "istio.io/rev": "canary" } }, percent: 0, to: "canary" },
  {
    name: "a namespace that names its control plane stays",
    given: { namespace: { "istio.io/rev": "1-30" }, planes: [named, canary] },
    percent: 100,
    to: "1-30",
  },
  {
    name: "a pod that names its control plane stays",
    given: { namespace: {}, labels: { "istio.io/rev": "1-30" }, planes: [named, canary] },
    percent: 100,
    to: "1-30",
  },
  {
    name: "the next control plane's own rules decide then",
    given: { namespace: enabled, planes: [plane(), { ...canary, policy: "disabled" }] },
    percent: 100,
    to: undefined,
  },
];

table("the control plane of shop/web in a rollout", decisions, {
  title: ({ name }) => name,
  run: ({ given, percent, to }) => {
    const facts = factsOf(given);
    const rollout = { to: facts.planes[1] ?? canary, waves: [{ percent }], member };
    const { inject, plane: found, variant } = decideInjection({ ...facts, rollout });
    assert.is(inject ? found?.revision : undefined, to);
    assert.is(variant, to === undefined ? undefined : `revision ${to || "default"}`);
  },
});

suite("a rollout's evidence", (test) => {
  const evidence = (percent: number) =>
    decideInjection({ ...factsOf({ namespace: enabled }), rollout: { to: canary, waves: [{ percent }], member } }).evidence;
  test("names the wave", () => {
    assert.ok(evidence(26).some(({ fact, found }) => fact === "istio.rollout takes shop/web to canary" && found === "wave 1"));
    assert.ok(evidence(25).some(({ fact, found }) => fact === "istio.rollout takes shop/web to canary" && found === "false"));
  });
});
