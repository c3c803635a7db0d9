import { joined } from "../../src/cli/deliver.ts";
import { assert, table } from "../cases.ts";

const rows: readonly { readonly texts: readonly string[]; readonly stream: string }[] = [
  { texts: [], stream: "" },
  { texts: ["a: 1\n"], stream: "a: 1\n" },
  { texts: ["a: 1\n", "b: 1\n"], stream: "a: 1\n---\nb: 1\n" },
  { texts: ["a: 1", "b: 1"], stream: "a: 1\n---\nb: 1" },
  { texts: ["a: 1\n", "---\nb: 1\n"], stream: "a: 1\n---\nb: 1\n" },
  { texts: ["", "b: 1\n"], stream: "b: 1\n" },
];

table("several texts as one stream", rows, {
  title: ({ texts }) => JSON.stringify(texts),
  run: ({ texts, stream }) => assert.is(joined(texts), stream),
});
