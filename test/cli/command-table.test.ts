import { type ChoiceOf, chosen } from "../../src/cli/command-table.ts";
import type { Options } from "../../src/cli/option-table.ts";
import { parseOptions } from "../../src/cli/options.ts";
import { assert, suite } from "../cases.ts";

function optionsOf(command: string, ...args: readonly string[]): Options {
  const parsed = parseOptions(command, args);
  if ("problem" in parsed) throw new Error(parsed.problem);
  return parsed.options;
}

suite("chosen", (test) => {
  test("is what is given", () => assert.is(chosen("check", "report", optionsOf("check", "-f", "a", "--report", "junit")), "junit"));
  test("is the first choice where nothing is given", () => {
    assert.is(chosen("check", "report", optionsOf("check", "-f", "a")), "text");
    assert.is(chosen("check", "fail-on", optionsOf("check", "-f", "a")), "warning");
    assert.is(chosen("inject", "format", optionsOf("inject", "-f", "a")), "yaml");
  });
  test("has a writer for each choice, or does not compile", () => {
    // @ts-expect-error: html has none
    const writers: Readonly<Record<ChoiceOf<"explain", "format">, string>> = { text: "", json: "", mermaid: "" };
    assert.is(Object.keys(writers).length, 3);
  });
});
