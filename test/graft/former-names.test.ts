import { formerNames, type Known, keyOf, uniformFormerNames } from "../../src/graft/former-names.ts";
import { assert, suite } from "../cases.ts";

const known: Known = new Map([[keyOf({ kind: "ConfigMap", name: "prod-logs" }), "logs"]]);

const singles = [
  { of: "a prefix", kind: "Secret", name: "prod-key", former: "key" },
  { of: "a suffix", kind: "Secret", name: "key-v2", former: "key" },
  { of: "a prefix and a suffix", kind: "ServiceAccount", name: "prod-agent-v2", former: "agent" },
  { of: "the hash of a generated ConfigMap", kind: "ConfigMap", name: "prod-key-56ddgm8cgt", former: "key" },
  { of: "the same name", kind: "Secret", name: "key", former: "key" },
];

const uniform = [
  {
    of: "a prefix that two names share",
    now: [
      { kind: "ConfigMap", name: "prod-a" },
      { kind: "Secret", name: "prod-b" },
    ],
    former: ["a", "b"],
  },
  {
    of: "a hash of each",
    now: [
      { kind: "ConfigMap", name: "a-56ddgm8cgt" },
      { kind: "Secret", name: "b-k4m7gt2hdf" },
    ],
    former: ["a", "b"],
  },
];

suite("former names", (test) => {
  for (const { former, kind, name, of } of singles)
    test(`are found behind ${of}`, () => assert.ok([...formerNames({ kind, name }, new Map())].includes(former)));

  for (const { former, now, of } of uniform)
    test(`of several are found behind ${of}`, () =>
      assert.ok([...uniformFormerNames(now, new Map())].some((names) => now.every((named, i) => names.get(keyOf(named)) === former[i]))));

  test("found before come first", () => assert.is([...formerNames({ kind: "ConfigMap", name: "prod-logs" }, known)][0], "logs"));
  test("a hash is only cut from what kustomize generates", () =>
    assert.not.ok([...formerNames({ kind: "ServiceAccount", name: "key-56ddgm8cgt" }, new Map())].slice(0, 1).includes("key")));
  test("none is empty", () => assert.not.ok([...formerNames({ kind: "Secret", name: "ab" }, new Map())].includes("")));
});
