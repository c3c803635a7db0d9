import { docsPage, docsUrlProblem } from "../../src/cli/docs-page.ts";
import { assert, suite, table } from "../cases.ts";
import { misspelt, ns } from "./check-findings.ts";
import { istioSidecar } from "./manifests.ts";
import { podgraft, withFiles } from "./run.ts";

const version = "1.2.3";
const given = "https://docs.example.com/podgraft/why.html";
const ofTag = "https://github.com/a/podgraft/blob/v1.2.3/docs/WHY.md";

const pages: readonly (readonly [given: string | undefined, homepage: string | undefined, page: string | undefined])[] = [
  [given, "https://github.com/a/podgraft", given],
  [undefined, undefined, undefined],
  [undefined, "https://github.com/a/podgraft", ofTag],
  [undefined, "https://github.com/a/podgraft/", ofTag],
  [undefined, "https://github.com/a/podgraft#readme", ofTag],
];
table("the address of the docs", pages, {
  title: ([given, homepage]) => `with ${given} and the homepage ${homepage}`,
  run: ([given, homepage, page]) => assert.is(docsPage(given, { version, ...(homepage !== undefined && { homepage }) }), page),
});

const wrong = [
  "docs/WHY.md",
  "http://example.com/WHY.md",
  "https://",
  "https:/example.com/WHY.md",
  "https://example.com/a b",
  `${given}#a`,
];
table("an address that --docs-url does not take", wrong, {
  title: (url) => url,
  run: (url) =>
    assert.is(
      docsUrlProblem(url, "sarif"),
      `--docs-url is ${JSON.stringify(url)}; expected where docs/WHY.md is served: https://... without #`,
    ),
});

suite("--docs-url", (test) => {
  const check = (...args: readonly string[]) =>
    withFiles({ "in.yaml": `${ns}---\n${misspelt}`, "c.yaml": istioSidecar }, (cwd) =>
      podgraft(["check", "in.yaml", "-c", "c.yaml", ...args], { cwd }),
    );
  const rules = (...args: readonly string[]) => JSON.parse(check("--report", "sarif", ...args).out).runs[0].tool.driver.rules;
  test("is where SARIF's links lead", () => assert.is(rules("--docs-url", given)[0].helpUri, `${given}#unknownannotation`));
  test("is for SARIF alone", () => {
    const { err, code } = check("--docs-url", given);
    assert.match(err, "--docs-url is for --report sarif; the other reports have no links");
    assert.is(code, 2);
  });
});
