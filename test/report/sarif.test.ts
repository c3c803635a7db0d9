import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Code, codes } from "../../src/diagnostic/codes.ts";
import { sarif } from "../../src/report/sarif.chunk.ts";
import { assert, suite } from "../cases.ts";
import { root } from "../files.ts";
import { error, info, warning } from "./findings.ts";

suite("findings as SARIF", (test) => {
  const run = (...found: Parameters<typeof sarif>[0][number][]) => JSON.parse(sarif(found, { version: "1.2.3" })).runs[0];
  test("have each rule once, and point to it", () => {
    const { tool, results } = run(warning, error, warning, info);
    assert.equal(tool.driver.version, "1.2.3");
    assert.equal(
      tool.driver.rules.map(({ id }: { id: string }) => id),
      ["DeprecatedAnnotation", "PortConflict", "UnknownAnnotation"],
    );
    assert.equal(
      results.map(({ ruleIndex, level }: { ruleIndex: number; level: string }) => `${ruleIndex} ${level}`),
      ["2 warning", "1 error", "2 warning", "0 note"],
    );
  });
  test("say of each rule what it comes from, what to do, and where that is", () => {
    const page = readFileSync(join(root, "docs/WHY.md"), "utf8");
    for (const code of Object.keys(codes) as Code[]) {
      const { text, markdown } = run({ ...info, code }).tool.driver.rules[0].help;
      const [, anchor] = /See docs\/WHY\.md#(\w+)$/.exec(text) ?? [];
      assert.ok(page.includes(`<a id="${anchor}"></a>\`${code}\``), `${code}: ${text}`);
      assert.match(text, /^Cause: .+\nFix: .+\nSee /);
      assert.match(markdown, /^\*\*Cause:\*\* .+\n\n\*\*Fix:\*\* .+\n\nSee `/);
    }
  });
  test("have their place, the path as a URI", () =>
    assert.equal(run(error).results[0].locations, [
      {
        physicalLocation: { artifactLocation: { uri: "a%20b/web.yaml" }, region: { startLine: 4, startColumn: 2 } },
        logicalLocations: [{ fullyQualifiedName: "Deployment shop/web", kind: "resource" }],
      },
    ]));
  test("have no place where none is known", () => assert.is(run(info).results[0].locations, undefined));
});
