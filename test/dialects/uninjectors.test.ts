import { dialectUninjectors } from "../../src/dialects/uninjectors.ts";
import { toValue, type ValueMap } from "../../src/value/value.ts";
import { assert, suite } from "../cases.ts";

suite("what the vendors' own tools wrote", (test) => {
  const pod = (...names: readonly string[]) =>
    toValue({ spec: { containers: names.map((name) => ({ name, image: `${name}:1` })) } }) as ValueMap;
  const takenOut = (given: ValueMap) => dialectUninjectors().map((uninject) => uninject(given)?.podTemplate);
  test("goes where there is some", () => assert.equal(takenOut(pod("app", "linkerd-proxy")), [pod("app")]));
  test("of other pods nothing is known", () => assert.equal(takenOut(pod("app")), [undefined]));
});
