import { notAList } from "../../../src/app/inject/not-a-list.ts";
import { split } from "../../../src/krm/split.ts";
import { assert, table } from "../../cases.ts";

const head = "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n";

const rows: readonly { readonly text: string; readonly says: string; readonly line?: number }[] = [
  { text: "", says: "has no kind" },
  { text: "kind: Deployment\n", says: "of kind Deployment" },
  { text: '{"kind": "List"}', says: "of kind List" },
  { text: head, says: "no items" },
  { text: `${head}items:\n`, says: "items are empty", line: 3 },
  { text: `${head}items: text\n`, says: "items are text", line: 3 },
  { text: `${head}items: []\n---\n${head}`, says: "2 documents" },
];

table("why a text is not a ResourceList", rows, {
  title: ({ text }) => JSON.stringify(text),
  run: ({ text, says, line }) => {
    const { code, message, location } = notAList(split("f", text));
    assert.equal([code, location], ["InvalidInput", { file: "f", ...(line !== undefined && { line }) }]);
    assert.match(message, says);
  },
});
