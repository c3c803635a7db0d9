import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type CommandFacts, commandTable } from "../src/cli/command-table.ts";
import { type OptionFacts, type OptionName, optionTable } from "../src/cli/option-table.ts";
import { reasons } from "../src/decide/reasons.ts";
import { codes } from "../src/diagnostic/codes.ts";
import type { AnnotationRow } from "../src/istio/annotations/row.ts";
import { annotationTable } from "../src/istio/annotations/table.ts";
import { labelTable } from "../src/istio/label-table.ts";
import { workloadOf, workloads } from "../src/kube/workloads.ts";
import { at, type Value } from "../src/value/value.ts";
import { assert, suite } from "./cases.ts";
import { yamlValue } from "./function/run-core.ts";

/** What each file of the tests says or holds, except for this one. */
const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(?:ts|ya?ml|json|txt)$/.test(name) && !name.startsWith("completeness"))
  .map((name) => readFileSync(join(import.meta.dirname, name), "utf8"));
const tests = files.join("\n");
const commands = Object.entries(commandTable) as readonly (readonly [string, CommandFacts])[];

/** The names that are found nowhere as a whole word. */
function missing(names: readonly string[]): readonly string[] {
  return names.filter((name) => !new RegExp(`(?<![\\w-])${name.replace(/\W/g, "\\$&")}(?![\\w-])`).test(tests));
}

/** The values of a command's options that no test gives: `--report json`, or the two in one file where the option is. */
function valuesNotGiven([command, { choices = {} }]: (typeof commands)[number]): readonly string[] {
  const values = Object.entries(choices).flatMap(([option, [standard, ...more]]) => {
    const { withoutDefault }: OptionFacts = optionTable[option as OptionName];
    return (withoutDefault ? [standard, ...more] : more).map((value) => ({ option, value }));
  });
  const isGiven = ({ option, value }: (typeof values)[number]) =>
    files.some(
      (text) => text.includes(`--${option}`) && text.includes(command) && new RegExp(`"${value}"|--${option}[ =]${value}\\b`).test(text),
    );
  return values.filter((given) => !isGiven(given)).map(({ option, value }) => `${command} --${option} ${value}`);
}

/** Empty for the core group. */
const groupOf = (apiVersion: string) => apiVersion.split("/").slice(0, -1).join();

suite("the tests have", (test) => {
  test("each code of a diagnostic", () => assert.equal(missing(Object.keys(codes)), []));
  test("each reason of a decision", () => assert.equal(missing(Object.keys(reasons)), []));
  // Those whose values are checked have a row in istio/annotations/table.test.ts, or it does not compile.
  test("each annotation of Istio's that takes any value", () => {
    const rows: readonly AnnotationRow[] = Object.values(annotationTable);
    const unchecked = rows.filter(({ value }) => typeof value === "string");
    assert.ok(unchecked.length > 10);
    assert.equal(missing(unchecked.map(({ name }) => name)), []);
  });
  test("each label of Istio's", () => assert.equal(missing(Object.values(labelTable).map(({ name }) => name)), []));
  test("each kind of workload, in one input", () => {
    const input = readFileSync(join(import.meta.dirname, "data/function/every-workload-kind/input.yaml"), "utf8");
    const items = (at(yamlValue(input), "items") ?? []) as readonly Value[];
    const there = items.map((item) => ({ apiVersion: String(at(item, "apiVersion")), kind: String(at(item, "kind")) }));
    assert.equal(
      workloads.filter(({ group, kind }) => !there.some((item) => item.kind === kind && groupOf(item.apiVersion) === group)),
      [],
    );
    const others = there.filter(({ apiVersion, kind }) => kind !== "Namespace" && !workloadOf(apiVersion, kind));
    assert.equal(others, []);
  });
  test("each option of the command line", () => {
    const options = commands.flatMap(([, facts]) => facts.options);
    assert.equal(missing([...new Set(options)].map((option) => `--${option}`)), []);
  });
  test("each value that an option takes: each format, report and shell", () => assert.equal(commands.flatMap(valuesNotGiven), []));
});
