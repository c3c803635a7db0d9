import { parseSelector } from "../../src/kube/selector.ts";
import { contradiction } from "../../src/kube/selector-contradiction.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

interface Row {
  readonly name: string;
  readonly matchLabels?: Readonly<Record<string, string>>;
  /** `key operator value value`. */
  readonly expressions?: readonly string[];
  readonly key?: string;
}

const rows: readonly Row[] = [
  { name: "nothing asked" },
  { name: "a label", matchLabels: { a: "1" } },
  { name: "a label that is one of several", matchLabels: { a: "1" }, expressions: ["a In 1 2", "a Exists"] },
  { name: "a label with a value outside a list", matchLabels: { a: "1" }, expressions: ["a In 2 3"], key: "a" },
  { name: "a label that must not be", matchLabels: { a: "1", b: "2" }, expressions: ["b DoesNotExist"], key: "b" },
  { name: "a value that must not be", matchLabels: { a: "1" }, expressions: ["a NotIn 1"], key: "a" },
  { name: "values of which one is left", expressions: ["a In 1 2", "a NotIn 1"] },
  { name: "values of which none is left", expressions: ["a In 1 2", "a NotIn 2", "a NotIn 1"], key: "a" },
  { name: "there and not there", expressions: ["a Exists", "a DoesNotExist"], key: "a" },
  { name: "not there, and not that value", expressions: ["a NotIn 1", "a DoesNotExist"] },
  {
    name: "two keys that nothing satisfies: the first one",
    expressions: ["a Exists", "a DoesNotExist", "b Exists", "b DoesNotExist"],
    key: "a",
  },
  { name: "two keys", expressions: ["a Exists", "b DoesNotExist"] },
];

table("selectors that nothing satisfies", rows, {
  title: ({ name }) => name,
  run: ({ matchLabels, expressions = [], key }) => {
    const matchExpressions = expressions.map((text) => {
      const [name, operator, ...values] = text.split(" ");
      return { key: name, operator, ...(values.length > 0 && { values }) };
    });
    const { selector, problems } = parseSelector(toValue({ ...(matchLabels && { matchLabels }), matchExpressions }));
    assert.equal(problems, []);
    assert.is(contradiction(selector), key);
  },
});
