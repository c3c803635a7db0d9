import { editedFiles, inPlaceProblem } from "../../src/cli/edited-files.ts";
import type { Options } from "../../src/cli/option-table.ts";
import { parseOptions } from "../../src/cli/options.ts";
import { assert, suite } from "../cases.ts";

const options = (...args: readonly string[]): Options => {
  const parsed = parseOptions("inject", ["-f", "a.yaml", ...args]);
  assert.ok("options" in parsed);
  return parsed.options;
};
const inputs = [
  { file: "a.yaml", text: "a: 1\n" },
  { file: "b.yaml", text: "b: 1\n" },
];

suite("edited files", (test) => {
  test("are one stream on standard output", () =>
    assert.equal(editedFiles(inputs, ["a: 1\n", "b: 2\n"], options()), { data: "a: 1\n---\nb: 2\n" }));
  test("with --in-place are those that change", () =>
    assert.equal(editedFiles(inputs, ["a: 1\n", "b: 2\n"], options("--in-place")), { files: [{ file: "b.yaml", text: "b: 2\n" }] }));
  test("cannot be written back to standard input", () => {
    assert.is(inPlaceProblem(options("--in-place")), undefined);
    assert.is(inPlaceProblem(options("-f", "-")), undefined);
    assert.match(inPlaceProblem(options("--in-place", "-f", "-")) ?? "", "standard input");
  });
});
