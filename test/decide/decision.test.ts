import { decide, type Rule } from "../../src/decide/decision.ts";
import { assert, suite } from "../cases.ts";

const look =
  (fact: string): Rule<null> =>
  () => ({ evidence: [{ fact, found: "seen" }] });
const answer: Rule<null> = () => ({ evidence: [{ fact: "last", found: "seen" }], verdict: { inject: true, code: "PolicyEnabled" } });

suite("decide", (test) => {
  test("every fact up to the rule that decides, and none after it", () => {
    const asked: string[] = [];
    const never: Rule<null> = () => {
      asked.push("never");
      return {};
    };
    const { inject, code, evidence } = decide([look("first"), look("second"), answer, never], null);
    assert.is(inject, true);
    assert.is(code, "PolicyEnabled");
    assert.equal(
      evidence.map(({ fact }) => fact),
      ["first", "second", "last"],
    );
    assert.equal(asked, []);
  });
  test("rules of which none decides are a bug", () => {
    assert.throws(() => decide([look("first")], null), "no rule decided");
  });
});
