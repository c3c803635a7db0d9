import { joinedList } from "../../src/kube/joined-lists.ts";
import { toValue, type ValueList } from "../../src/value/value.ts";
import { assert, suite, table } from "../cases.ts";

const term = (...keys: readonly string[]) => ({ matchExpressions: keys.map((key) => ({ key, operator: "Exists" })) });
const spread = (topologyKey: string, whenUnsatisfiable: string, maxSkew = 1) => ({ topologyKey, whenUnsatisfiable, maxSkew });

/** A place, both lists, and what they are together; undefined if they are not joined. */
const rows: readonly (readonly [name: string, place: string, original: unknown[], patch: unknown[], joined: unknown[] | undefined])[] = [
  ["what is not there comes last", "Capabilities.add", ["A", "B"], ["C", "A"], ["A", "B", "C"]],
  [
    "maps by all that they say",
    "PodSpec.tolerations",
    [{ key: "a" }],
    [{ key: "a", effect: "NoExecute" }],
    [{ key: "a" }, { key: "a", effect: "NoExecute" }],
  ],
  ["an item that the patch has twice", "PodSecurityContext.supplementalGroups", [1], [2, 2], [1, 2]],
  [
    "one name with one value",
    "PodSecurityContext.sysctls",
    [{ name: "a", value: "1" }],
    [
      { value: "1", name: "a" },
      { name: "b", value: "2" },
    ],
    [
      { name: "a", value: "1" },
      { name: "b", value: "2" },
    ],
  ],
  ["one name with two values", "PodSecurityContext.sysctls", [{ name: "a", value: "1" }], [{ name: "a", value: "2" }], undefined],
  [
    "constraints of one topology that differ in what they do",
    "PodSpec.topologySpreadConstraints",
    [spread("zone", "DoNotSchedule")],
    [spread("zone", "ScheduleAnyway")],
    [spread("zone", "DoNotSchedule"), spread("zone", "ScheduleAnyway")],
  ],
  [
    "one constraint with two skews",
    "PodSpec.topologySpreadConstraints",
    [spread("zone", "DoNotSchedule")],
    [spread("zone", "DoNotSchedule", 2)],
    undefined,
  ],
  [
    "terms, of which a node needs one of each side",
    "NodeSelector.nodeSelectorTerms",
    [term("a"), term("b")],
    [term("c"), term("d")],
    [term("a", "c"), term("a", "d"), term("b", "c"), term("b", "d")],
  ],
  [
    "a term that has the other's requirements already",
    "NodeSelector.nodeSelectorTerms",
    [term("a", "c"), term("b")],
    [term("c")],
    [term("a", "c"), term("b", "c")],
  ],
  [
    "fields of a term apart from its expressions",
    "NodeSelector.nodeSelectorTerms",
    [{ matchFields: [{ key: "c" }] }],
    [term("c")],
    [{ matchFields: [{ key: "c" }], ...term("c") }],
  ],
  ["a term without requirements takes no node", "NodeSelector.nodeSelectorTerms", [{}], [term("a")], undefined],
  ["arguments are in order", "Container.args", ["a"], ["b"], undefined],
  ["a directive says what it wants", "PodSpec.tolerations", [{ key: "a" }], [{ key: "b" }, { $patch: "replace" }], undefined],
];

table("two lists of a pod as one", rows, {
  title: ([name]) => name,
  run: ([, place, original, patch, joined]) => {
    const lists = [toValue(original), toValue(patch)] as [ValueList, ValueList];
    const found = joinedList(place, ...lists);
    assert.equal(found, joined && toValue(joined));
    if (found) assert.is(joinedList(place, found, lists[1]), found);
  },
});

suite("a list that is joined with nothing new", (test) => {
  test("is the same object", () => {
    const list = toValue(["A"]) as ValueList;
    assert.is(joinedList("Capabilities.add", list, toValue(["A"]) as ValueList), list);
  });
});
