import { orderElements } from "../../src/kube/element-order.ts";
import { assert, table } from "../cases.ts";

/** Letters for items. */
const rows: readonly { readonly items: string; readonly patch: string; readonly server: string; readonly order: string }[] = [
  { items: "abc", patch: "", server: "abc", order: "abc" },
  { items: "abc", patch: "cba", server: "abc", order: "cba" },
  { items: "abcx", patch: "x", server: "abc", order: "xabc" },
  { items: "abcx", patch: "bx", server: "abc", order: "abxc" },
  { items: "abcd", patch: "db", server: "abcd", order: "acdb" },
  { items: "ax", patch: "xx", server: "a", order: "xa" },
];

table("the order that a patch gives", rows, {
  title: ({ items, patch, server }) => `${items}, patch ${patch}, server ${server}`,
  run: ({ items, patch, server, order }) =>
    assert.is(
      orderElements(
        [...items].map((key) => ({ key, value: key })),
        { patchOrder: [...patch], serverOrder: [...server] },
      ).join(""),
      order,
    ),
});
