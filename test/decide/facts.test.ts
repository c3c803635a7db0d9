import { shownText } from "../../src/decide/facts.ts";
import { toValue, type ValueMap } from "../../src/value/value.ts";
import { assert, suite } from "../cases.ts";

const map = (data: unknown) => toValue(data) as ValueMap;

suite("the facts of a pod", (test) => {
  test("are shown as text, a map or list in few words", () =>
    assert.equal(
      [shownText("a"), shownText(true), shownText(map({ a: 1 })), shownText(toValue([1]))],
      ["a", "true", "a map (a)", "a list of 1"],
    ));
});
