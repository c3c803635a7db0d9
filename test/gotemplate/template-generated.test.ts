import { assert, suite } from "../cases.ts";
import { generateRow } from "./generate.ts";
import { judge } from "./judge.ts";
import { type Rendered, render } from "./render.ts";
import { generatedCount, storedResults } from "./stored.ts";

const show = (results: readonly Rendered[], from: number): string[] => results.map((result, i) => `${from + i}: ${JSON.stringify(result)}`);

suite("generated templates", (test) => {
  test(`${generatedCount} render as Go rendered them`, () => {
    const wanted = storedResults();
    assert.is(wanted.length, generatedCount);
    const found = wanted.map((_, number) => render(generateRow(number)));
    const differing = found.flatMap((result, i) => (JSON.stringify(result) === JSON.stringify(wanted[i]) ? [] : [i]));
    const report = differing.slice(0, 5).map((i) => ({ row: generateRow(i).template, go: wanted[i], found: found[i] }));
    assert.equal(report, []);
  });
  test("most of them render, and many fail", () => {
    const errors = storedResults().filter((result) => "error" in result).length;
    assert.ok(errors > generatedCount / 10 && errors < generatedCount / 2, `${errors} errors`);
  });

  const numbers = Array.from({ length: 300 }, (_, i) => i * 37);
  const judged = judge(numbers.map(generateRow));
  if (typeof judged === "string") test.skip("a sample renders as Go renders it now", judged);
  else
    test("a sample renders as Go renders it now", () => {
      assert.equal(
        show(
          numbers.map((number) => render(generateRow(number))),
          0,
        ),
        show(judged, 0),
      );
    });
});
