import { GUARD } from "../../src/yaml/guard.ts";
import { withoutGuards } from "../../src/yaml/without-guards.ts";
import { assert, table } from "../cases.ts";
import { nodeOf } from "./nodes.ts";

const rows: readonly (readonly [title: string, text: string, without: string])[] = [
  ["on lines of their own", `a:\n  ${GUARD}\n- b: 1\n  ${GUARD}\n  c: 1\n`, "a:\n- b: 1\n  c: 1\n"],
  ["behind values", `a:\n- b: 1 ${GUARD}\n  c: 1\n`, "a:\n- b: 1\n  c: 1\n"],
  [
    "other comments stay",
    "a: 1 # mine\n# podgraft:guarded\nb: 1 # a podgraft:guard\n",
    "a: 1 # mine\n# podgraft:guarded\nb: 1 # a podgraft:guard\n",
  ],
  ["in a literal they are text", `a: |\n  ${GUARD}\nb: 1\n`, `a: |\n  ${GUARD}\nb: 1\n`],
];

table("guards are taken out", rows, {
  title: ([title]) => title,
  run: ([, text, without]) => {
    const entry = { start: 0, mark: 0, key: "", value: nodeOf(text) };
    assert.is(withoutGuards(text, [{ entry, end: text.length }]), without);
  },
});
