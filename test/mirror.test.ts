import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { assert, suite } from "./cases.ts";
import { root } from "./files.ts";

/**
 * Files that are tested together, by the beginning of their paths, of which the first that fits counts: how many at most, by
 * which test, and why. A new file gets a test of its own; the numbers only go down.
 */
const together: Readonly<Record<string, readonly [most: number, test: string, why: string]>> = {
  "app/build/": [2, "cli/build-app.test.ts", "it is the command's own work"],
  "app/check/": [6, "cli/check-command.test.ts", "what check finds and fixes is reported by whole reports"],
  "app/config/": [7, "app/config/config-text.test.ts", "the faults of a configuration are reported together"],
  "app/diff/": [1, "cli/diff-command.test.ts", "differences are reported by whole reports"],
  "app/explain/": [3, "cli/explain-command.test.ts", "decisions are reported by whole reports"],
  "app/guard/": [1, "app/guard/guard-judged.test.ts", "the API server's own code judges whole policies"],
  "app/inject/": [10, "app/inject/function.test.ts", "each case is a whole list, with all laws"],
  "app/": [4, "app/inject/function.test.ts", "loads what the use cases need"],
  "cli/": [6, "program/pipes.test.ts", "it is there only in the built program: its start, standard input and output"],
  "gotemplate/": [64, "gotemplate/template-rows.test.ts", "what Go printed for each row judges all of it at once"],
  "graft/provenance-": [4, "graft/provenance.test.ts", "what is written is read again, and nothing else"],
  "graft/": [17, "graft/graft-workload-laws.property.test.ts", "steps of one graft, whose laws are held on generated workloads"],
  index: [1, "library/api.test.ts", "the library's public names"],
  "dialects/guard-": [2, "app/guard/guard-judged.test.ts", "the API server's own code judges whole policies"],
  "istio/guard-": [2, "app/guard/guard-judged.test.ts", "the API server's own code judges whole policies"],
  "istio/rules/guard-": [1, "app/guard/guard-judged.test.ts", "the API server's own code judges whole policies"],
  "istio/annotations/": [1, "istio/annotations/table.test.ts", "rows of one table, each with its check"],
  "istio/config/": [11, "istio/config/resolve-settings.test.ts", "layers of one configuration"],
  "istio/lint/": [7, "istio/lint/lint-pod.test.ts", "a finding each, one row each"],
  "istio/rules/": [3, "istio/rules/decide-injection.test.ts", "rules of one decision"],
  "istio/": [42, "istio/inject-istio-corpus.test.ts", "Istio's own pods, and the tables of its tests, judge it whole"],
  "kube/cel-": [1, "kube/cel.test.ts", "its expressions are made of those there"],
  "kube/validate/": [20, "kube/validate/validate-pod.test.ts", "Kubernetes' own validation judges the rules by whole pods"],
  "report/html/": [5, "report/html/explain-html.test.ts", "parts of one page"],
  "sidecar/guard-": [1, "app/guard/guard.test.ts", "what a policy asks for is reported with its text"],
  "sidecar/": [2, "sidecar/check-template.test.ts", "a configuration slice and its check"],
  "template/": [9, "template/pod-template.test.ts", "steps from a text to a partial pod"],
  "yaml/put-": [5, "yaml/put.property.test.ts", "what is printed is read again and compared, whatever the change"],
  "yaml/": [5, "yaml/read-canonical.property.test.ts", "parts of the quick reader, which the full one judges"],
};

/** Tests of several files that have a name of their own. */
const others = ["dialects/judged", "istio/facts/", "istio/functions.test.ts", "kube/judged-outputs"];

const src = filesIn("src", /(?<!\.gen)\.(?:ts|cjs)$/);
const tests = filesIn("test", /\.test\.ts$/);

function filesIn(folder: string, pattern: RegExp): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => pattern.test(name))
    .sort();
}

/** A source without `.chunk` and its ending, a test without `.property` and its ending. */
function stemOf(file: string): string {
  return file.replace(/(?:\.property)?\.test\.ts$|(?:\.chunk|\.lazy)?\.(?:ts|cjs)$/, "");
}

/** Whether a test is named after a file: `split.test.ts`, or with its topic `split-anchors.test.ts`. */
function isNamedAfter(test: string, stem: string): boolean {
  return dirname(test) === dirname(stem) && (stemOf(test) === stem || stemOf(test).startsWith(`${stem}-`));
}

/** Whether a file does anything: what holds types, tables and schemas alone needs no test. */
function hasFunctions(file: string): boolean {
  return /^(?:export )?(?:async function|function|class|const \w+[^=]* = (?:\(|remembered|onceForEach)|await )/m.test(
    readFileSync(join(root, "src", file), "utf8"),
  );
}

/** Whether a file is of another vendor's injector, whose folder is judged as a whole: `dialects/linkerd/linkerd.test.ts`. */
function isOfDialect(file: string): boolean {
  const [floor, name, ...rest] = file.split("/");
  return floor === "dialects" && rest.length > 0 && tests.includes(`dialects/${name}/${name}.test.ts`);
}

function groupOf(file: string): string | undefined {
  return Object.keys(together).find((start) => file.startsWith(start));
}

const untested = src.filter((file) => hasFunctions(file) && !isOfDialect(file) && !tests.some((test) => isNamedAfter(test, stemOf(file))));

suite("test/ mirrors src/", (test) => {
  test("each file has a test of its name, or is tested with others", () =>
    assert.equal(
      untested.filter((file) => groupOf(file) === undefined),
      [],
    ));
  for (const [start, [most, by]] of Object.entries(together))
    test(`what begins with ${start} is tested by ${by}`, () => {
      const files = untested.filter((file) => groupOf(file) === start);
      assert.ok(existsSync(join(root, "test", by)), `there is no test/${by}`);
      assert.ok(files.length > 0, "each file has a test of its own now");
      assert.ok(files.length <= most, `${files.length} files have no test of their own; ${most} had none: ${files.join(", ")}`);
    });
  test("each test is named after a file, except for those of several", () => {
    const folders = new Set(src.map((file) => file.split("/")[0]));
    const stems = src.map(stemOf);
    const named = (name: string) => stems.some((stem) => isNamedAfter(name, stem)) || others.some((start) => name.startsWith(start));
    assert.equal(
      tests.filter((name) => name.includes("/") && folders.has(name.split("/")[0]) && !named(name)),
      [],
    );
  });
});
