import { firstMismatch, matches, parseSelector } from "../../src/kube/selector.ts";
import { toValue, type ValueMap } from "../../src/value/value.ts";
import { assert, suite, table } from "../cases.ts";

const labels = (data: unknown) => toValue(data) as ValueMap;
const expression = (operator: string, values?: string[]) => ({ matchExpressions: [{ key: "tier", operator, ...(values && { values }) }] });

const truths: { selector: unknown; labels: unknown; match: boolean }[] = [
  { selector: {}, labels: {}, match: true },
  { selector: { matchLabels: null, matchExpressions: [] }, labels: { tier: "web" }, match: true },
  { selector: { matchLabels: { tier: "web" } }, labels: { tier: "web" }, match: true },
  { selector: { matchLabels: { tier: "web" } }, labels: { tier: "db" }, match: false },
  { selector: { matchLabels: { tier: "web" } }, labels: {}, match: false },
  { selector: { matchLabels: { tier: "" } }, labels: { tier: "" }, match: true },
  { selector: { matchLabels: { tier: "" } }, labels: {}, match: false },
  { selector: expression("In", ["web", "db"]), labels: { tier: "db" }, match: true },
  { selector: expression("In", ["web", "db"]), labels: { tier: "x" }, match: false },
  { selector: expression("In", ["web"]), labels: {}, match: false },
  { selector: expression("NotIn", ["web"]), labels: { tier: "db" }, match: true },
  { selector: expression("NotIn", ["web"]), labels: { tier: "web" }, match: false },
  { selector: expression("NotIn", ["web"]), labels: {}, match: true },
  { selector: expression("Exists"), labels: { tier: "" }, match: true },
  { selector: expression("Exists"), labels: {}, match: false },
  { selector: expression("Exists"), labels: { tier: null }, match: true },
  { selector: { matchLabels: { tier: "" } }, labels: { tier: null }, match: true },
  { selector: expression("DoesNotExist"), labels: {}, match: true },
  { selector: expression("DoesNotExist"), labels: { tier: "web" }, match: false },
  { selector: { matchLabels: { tier: "web" }, ...expression("DoesNotExist") }, labels: { tier: "web" }, match: false },
  { selector: { matchLabels: { tier: "true" } }, labels: { tier: true }, match: true },
  { selector: { matchExpressions: [{ key: "constructor", operator: "Exists" }] }, labels: {}, match: false },
];
table("matches", truths, {
  title: (row) => `${JSON.stringify(row.selector)} ${JSON.stringify(row.labels)}`,
  run: (row) => {
    const { selector, problems } = parseSelector(toValue(row.selector));
    assert.equal(problems, []);
    assert.is(matches(selector, labels(row.labels)), row.match);
  },
});

suite("firstMismatch", (test) => {
  const { selector } = parseSelector(toValue({ matchLabels: { app: "a", tier: "web" }, ...expression("NotIn", ["db"]) }));
  const none = undefined;
  test("matchLabels come first", () => {
    assert.equal(firstMismatch(selector, labels({ app: "a", tier: "db" })), { key: "tier", operator: "In", values: ["web"], actual: "db" });
  });
  test("a label that is absent", () => {
    assert.equal(firstMismatch(selector, labels({ tier: "web" })), { key: "app", operator: "In", values: ["a"], actual: none });
  });
  test("none", () => assert.is(firstMismatch(selector, labels({ app: "a", tier: "web" })), none));
});

const value = "a label value: a string of at most 63 letters, digits, -, _ or ., first and last a letter or digit";
const key = "a label key: a name of at most 63 characters, which may be after a DNS name and /";
const malformed: { selector: unknown; problems: [path: string, expected: string][] }[] = [
  { selector: null, problems: [["", "a map with matchLabels or matchExpressions"]] },
  {
    selector: { matchLabel: {}, app: "a" },
    problems: [
      ["matchLabel", "matchLabels, which it is near to"],
      ["app", "only matchLabels, matchExpressions"],
    ],
  },
  {
    selector: { matchLabels: [], matchExpressions: {} },
    problems: [
      ["matchLabels", "a map of label keys to values"],
      ["matchExpressions", "a list of {key, operator, values}"],
    ],
  },
  {
    selector: { matchLabels: { "a b": "1", a: 1, b: "-" } },
    problems: [
      ["matchLabels.a b", key],
      ["matchLabels.a", value],
      ["matchLabels.b", value],
    ],
  },
  {
    selector: { matchLabels: { "example.com/app": "a", "Example.com/app": "a", "/app": "a", "a/b/c": "" } },
    problems: [
      ["matchLabels.Example.com/app", key],
      ["matchLabels./app", key],
      ["matchLabels.a/b/c", key],
    ],
  },
  {
    selector: { matchLabels: { ["a".repeat(64)]: "a", a: "a".repeat(64) } },
    problems: [
      [`matchLabels.${"a".repeat(64)}`, key],
      ["matchLabels.a", value],
    ],
  },
  { selector: { matchExpressions: ["tier"] }, problems: [["matchExpressions[0]", "a map {key, operator, values}"]] },
  {
    selector: { matchExpressions: [{ operator: "in", values: "web", value: "x" }] },
    problems: [
      ["matchExpressions[0].value", "values, which it is near to"],
      ["matchExpressions[0].key", "a label key"],
      ["matchExpressions[0].operator", "one of In, NotIn, Exists, DoesNotExist"],
      ["matchExpressions[0].values", "a list of label values"],
    ],
  },
  { selector: expression("In"), problems: [["matchExpressions[0].values", "at least one value for In"]] },
  { selector: expression("NotIn", []), problems: [["matchExpressions[0].values", "at least one value for NotIn"]] },
  { selector: expression("Exists", ["web"]), problems: [["matchExpressions[0].values", "no values for Exists"]] },
  { selector: { matchExpressions: [{ key: "tier", operator: "In", values: [1] }] }, problems: [["matchExpressions[0].values[0]", value]] },
];
table("parseSelector tells every problem", malformed, {
  title: ({ selector }) => JSON.stringify(selector).slice(0, 80),
  run: ({ selector, problems }) =>
    assert.equal(
      parseSelector(toValue(selector)).problems.map(({ path, expected }) => [path, expected]),
      problems,
    ),
});
