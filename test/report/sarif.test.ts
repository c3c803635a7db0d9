import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { type Code, codes } from "../../src/diagnostic/codes.ts";
import { sarif } from "../../src/report/sarif.chunk.ts";
import { assert, suite } from "../cases.ts";
import { root } from "../files.ts";
import { error, info, warning } from "./findings.ts";

/** SARIF's schema as SchemaStore has it, without descriptions, and without the format uri-reference, for which zod expects a URL. */
const schema = z.fromJSONSchema(JSON.parse(readFileSync(join(root, "test/data/sarif-2.1.0.schema.json"), "utf8")));
const page = "https://git.example.com/podgraft/blob/v1.2.3/docs/WHY.md";

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
  test("say about each rule what it comes from, what to do, and where that is", () => {
    const why = readFileSync(join(root, "docs/WHY.md"), "utf8");
    for (const code of Object.keys(codes) as Code[]) {
      const [{ help, helpUri }] = JSON.parse(sarif([{ ...info, code }], { version: "1.2.3", page })).runs[0].tool.driver.rules;
      const { text, markdown } = help;
      const [, anchor] = /See docs\/WHY\.md#(\w+)$/.exec(text) ?? [];
      assert.ok(why.includes(`<a id="${anchor}"></a>\`${code}\``), `${code}: ${text}`);
      assert.is(helpUri, `${page}#${anchor}`);
      assert.match(text, /^Cause: .+\nFix: .+\nSee /);
      assert.match(markdown, /^\*\*Cause:\*\* .+\n\n\*\*Fix:\*\* .+\n\nSee `/);
    }
  });
  test("have no link where the address of the docs is not known", () => assert.not.ok("helpUri" in run(info).tool.driver.rules[0]));
  test("follow SARIF's schema, which takes no relative link", () => {
    const faults = (page: string | undefined) =>
      schema.safeParse(JSON.parse(sarif([error, warning, info], { version: "1.2.3", page }))).error?.issues.map(({ path }) => path.at(-1));
    assert.is(faults(page), undefined);
    assert.is(faults(undefined), undefined);
    assert.equal(faults("docs/WHY.md"), ["helpUri", "helpUri", "helpUri"]);
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
