import { foldLines } from "../../../src/istio/profile/multus-network.ts";
import { assert, table } from "../../cases.ts";

const rows: readonly (readonly [text: string, folded: string])[] = [
  ["a", "a"],
  [" a ", " a "],
  ["a\nb", "a b"],
  ["a  \n  b", "a b"],
  ["a\n\nb", "a\nb"],
  ["a\n  \n\n b ", "a\n\nb "],
  ["a\n", "a "],
];

table("lines within quotes", rows, {
  title: ([text]) => JSON.stringify(text),
  run: ([text, folded]) => assert.is(foldLines(text), folded),
});
