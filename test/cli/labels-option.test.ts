import { parseLabels } from "../../src/cli/labels-option.ts";
import { assert, table } from "../cases.ts";

const rows: readonly { readonly given: readonly string[]; readonly labels: Readonly<Record<string, string>> | string }[] = [
  { given: ["a=b"], labels: { a: "b" } },
  { given: ["a=b,c=d", "e=f"], labels: { a: "b", c: "d", e: "f" } },
  { given: ["a=b,", ""], labels: { a: "b" } },
  { given: ["a="], labels: { a: "" } },
  { given: ["example.com/a=b=c"], labels: { "example.com/a": "b=c" } },
  { given: ["a=b", "a=c"], labels: { a: "c" } },
  { given: ["a=b,c"], labels: '--pod-labels has "c"' },
  { given: ["=b"], labels: '--pod-labels has "=b"' },
];

table("labels as an option's value", rows, {
  title: ({ given }) => JSON.stringify(given),
  run: ({ given, labels }) => {
    const parsed = parseLabels("pod-labels", given);
    if (typeof labels === "string") assert.ok("problem" in parsed && parsed.problem.startsWith(labels));
    else assert.equal(parsed, { labels });
  },
});
