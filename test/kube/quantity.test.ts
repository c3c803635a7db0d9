import { readFileSync } from "node:fs";
import { join } from "node:path";
import { addQuantities, compareQuantities, formatQuantity, parseQuantity, type Quantity } from "../../src/kube/quantity.ts";
import type { Value } from "../../src/value/value.ts";
import { assert, suite, table } from "../cases.ts";
import { corpusTable } from "../istio/corpus.ts";

function canonical(value: Value): string | undefined {
  const quantity = parseQuantity(value);
  return quantity && formatQuantity(quantity);
}

const rows: { value: Value; text: string | undefined }[] = [
  { value: "1500m", text: "1500m" },
  { value: "1.5", text: "1500m" },
  { value: "1.5Gi", text: "1536Mi" },
  { value: "1000", text: "1k" },
  { value: "1000E", text: "1" },
  { value: "0.1n", text: "1n" },
  { value: "-0.1n", text: "-1n" },
  { value: "9Ei", text: "9223372036854775807" },
  { value: "123456789012345678901e-999999999", text: "1e-9" },
  { value: "1e999999998", text: "100e999999996" },
  { value: "12345678901234567890e999999999", text: "12345678901234567890e999999999" },
  { value: " 2 ", text: "2" },
  { value: 2, text: "2" },
  { value: 0.5, text: "500m" },
  { value: 2n ** 60n, text: "1152921504606846976" },
  { value: "", text: undefined },
  { value: "1 Gi", text: undefined },
  { value: "1gi", text: undefined },
  { value: "1e9999999999", text: undefined },
  { value: "9".repeat(2000), text: undefined },
  { value: true, text: undefined },
  { value: null, text: undefined },
];
table("formatQuantity", rows, {
  title: ({ value }) => String(value).slice(0, 40),
  run: ({ value, text }) => assert.is(canonical(value), text),
});

/** Made by tools/kube-schema/quantity-rows with API machinery's own quantities. */
const lines = readFileSync(join(import.meta.dirname, "../data/quantity/rows.jsonl"), "utf8")
  .trimEnd()
  .split("\n");

suite("as API machinery reads them", (test) => {
  test(`${lines.length} texts`, () => {
    let last: Quantity | undefined;
    for (const line of lines) {
      const row = JSON.parse(line);
      const quantity = parseQuantity(row.in);
      assert.is(quantity && formatQuantity(quantity), row.canonical, line);
      if (quantity && last) assert.is(Math.sign(compareQuantities(quantity, last)), row.compared, `${line} after ${formatQuantity(last)}`);
      last = quantity ?? last;
    }
  });
});

suite("as Istio's goldens print them", (test) => {
  const cases = corpusTable("functions.json", "quantityDerived").rows;
  for (const row of cases) test(row.in ?? "", () => assert.is(canonical(row.in ?? ""), row.want));
});

const sums: readonly { a: Value; b: Value; sum: string }[] = [
  { a: "1500m", b: "1", sum: "2500m" },
  { a: "1Gi", b: "512Mi", sum: "1536Mi" },
  { a: "1Gi", b: "1", sum: "1073741825" },
  { a: "0", b: "1n", sum: "1n" },
  { a: "1e999999998", b: "1", sum: "100e999999996" },
];

table("addQuantities", sums, {
  title: ({ a, b }) => `${a} + ${b}`,
  run: ({ a, b, sum }) => {
    const [left, right] = [a, b].map(parseQuantity) as [Quantity, Quantity];
    assert.is(formatQuantity(addQuantities(left, right)), sum);
  },
});
