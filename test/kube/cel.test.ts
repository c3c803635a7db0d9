import { allOf, anyOf, celList, celText, FALSE, hasKey, ifElse, not, selects, TRUE, textIn, textUnder } from "../../src/kube/cel.ts";
import { belongsTo } from "../../src/kube/cel-pod.ts";
import type { Selector } from "../../src/kube/selector.ts";
import { assert, suite, table } from "../cases.ts";

const rows: readonly (readonly [what: string, found: string, expected: string])[] = [
  ["text with quotes", celText(`it's "x" \\ \n`), `'it\\'s "x" \\\\ \\n'`],
  ["a list", celList(["a", "b"]), "['a', 'b']"],
  ["no list", celList([]), "[]"],
  ["all of nothing", allOf(), TRUE],
  ["all of one, and what always holds", allOf("a", TRUE), "a"],
  ["all of two", allOf("a", "b", "a"), "(a && b)"],
  ["all, one of which never holds", allOf("a", FALSE), FALSE],
  ["any of nothing", anyOf(), FALSE],
  ["any of two", anyOf("a", FALSE, "b"), "(a || b)"],
  ["any, one of which always holds", anyOf("a", TRUE), TRUE],
  ["not a variable", not("variables.x"), "!variables.x"],
  ["not a comparison", not("a == b"), "!(a == b)"],
  ["not what is in parentheses", not("(a && b)"), "!(a && b)"],
  ["not the constants", not(TRUE) + not(FALSE), FALSE + TRUE],
  ["if, with a constant", ifElse(TRUE, "a", "b") + ifElse(FALSE, "a", "b") + ifElse("c", "a", "a"), "aba"],
  ["if", ifElse("c", "a", "b"), "(c ? a : b)"],
  ["a key", hasKey("m", "a/b"), "'a/b' in m"],
  ["a value", textUnder("m", "a"), "m['a']"],
  ["a value or none", textIn("m", "a"), "m[?'a'].orValue('')"],
];

table("CEL", rows, { title: ([what]) => what, run: ([, found, expected]) => assert.is(found, expected) });

const requirement = (operator: Selector[number]["operator"], ...values: readonly string[]) => [{ key: "k", operator, values }];
const selectors: readonly (readonly [string, Selector, string])[] = [
  ["everything", [], TRUE],
  ["one value", requirement("In", "a"), "('k' in m && m['k'] == 'a')"],
  ["values", requirement("In", "a", ""), "('k' in m && m['k'] in ['a', ''])"],
  ["other values", requirement("NotIn", "a"), "!('k' in m && m['k'] == 'a')"],
  ["a label", requirement("Exists"), "'k' in m"],
  ["no label", requirement("DoesNotExist"), "!('k' in m)"],
];

table("a selector in CEL takes", selectors, {
  title: ([what]) => what,
  run: ([, selector, expected]) => assert.is(selects(selector, "m"), expected),
});

suite("what a pod says about its workload", (test) => {
  test("is the kind of its controller", () => assert.equal(belongsTo(["StatefulSet", "Pod"]).untold, []));
  test("is not whether its Job is a CronJob's", () => {
    assert.equal(belongsTo(["Job"]), { tests: [], untold: ["Job"] });
    assert.equal(belongsTo(["CronJob", "Deployment"]).untold, ["CronJob"]);
    assert.equal(belongsTo(["Job", "CronJob"]).untold, []);
  });
  test("is not a kind whose pods belong to other objects", () =>
    assert.equal(belongsTo(["JobSet", "toString"]).untold, ["JobSet", "toString"]));
});
