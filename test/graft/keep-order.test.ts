import type { ListKeys } from "../../src/change/compare.ts";
import { keepOrder } from "../../src/graft/keep-order.ts";
import { isMap, toValue } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

const byName: ListKeys = {
  field: () => byName,
  item: () => byName,
  identify: (item) => (isMap(item) && typeof item.name === "string" ? item.name : undefined),
};
const items = (names: string, more: object = {}) => [...names].map((name) => ({ name, ...more }));

const rows: readonly { readonly title: string; readonly value: unknown; readonly current: unknown; readonly kept: unknown }[] = [
  { title: "the order, not the items", value: items("abc", { v: 2 }), current: items("cab", { v: 1 }), kept: items("cab", { v: 2 }) },
  {
    title: "below keys",
    value: { x: { l: items("ab") }, y: 1 },
    current: { x: { l: items("ba") } },
    kept: { x: { l: items("ba") }, y: 1 },
  },
  { title: "other items: the new order", value: items("abd"), current: items("cba"), kept: items("abd") },
  { title: "one more item: the new order", value: items("abc"), current: items("ba"), kept: items("abc") },
  { title: "a list in place of a map", value: items("ab"), current: { a: 1 }, kept: items("ab") },
  { title: "a text in place of a list", value: "ab", current: items("ba"), kept: "ab" },
  { title: "items without a name: the new order", value: [1, 2], current: [2, 1], kept: [1, 2] },
];

table("the order that a list had", rows, {
  title: ({ title }) => title,
  run: ({ value, current, kept }) => assert.equal(JSON.parse(JSON.stringify(keepOrder(toValue(value), toValue(current), byName))), kept),
});
