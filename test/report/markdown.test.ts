import type { Difference } from "../../src/app/diff/differences.ts";
import { diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { markdownReport } from "../../src/report/markdown.ts";
import { assert, suite } from "../cases.ts";
import { error, web } from "./findings.ts";

const grafted = diagnostic("Grafted", {
  message: "shipper is injected: the selectors match",
  resource: web,
  graft: { name: "shipper", version: "3", why: "selectors match" },
});
const change = { op: "set", meaning: "image", path: "spec.containers[a].image", before: "a:1", after: "a:2" };
const difference = { resource: web, location: {}, restarts: true, recreates: false, changes: [change] } as unknown as Difference;

suite("a report in Markdown", (test) => {
  test("tells findings, changes by meaning, restarts, and what is injected", () =>
    assert.is(
      markdownReport({
        title: "found 1 error",
        findings: [{ ...error, fix: "use [another] port" }],
        differences: [difference],
        diagnostics: [grafted],
      }),
      `### podgraft: found 1 error

| | where | what |
|-|-|-|
| ❌ error | <code>Deployment shop/web</code><br>a b/web.yaml:4:2 | **PortConflict**: two &#60;containers&#62; listen on "80"<br>fix: use &#91;another&#93; port |

**Changes:** 1 workload, 1 restarting.

<details><summary><code>Deployment shop/web</code>: restarts</summary>

- image: <code>spec.containers&#91;a&#93;.image: a:1 -&#62; a:2</code>

</details>

<details><summary>With this configuration: 1 injected (shipper 3)</summary>

| workload | sidecars |
|-|-|
| <code>Deployment shop/web</code> | shipper injected (the selectors match) |

</details>
`,
    ));
  test("a manifest's own values make no markup", () => {
    const report = markdownReport({
      title: "",
      findings: [{ ...error, message: "![x](y) `a` | <b> @all #1 $x$ a_b_\n# c" }],
      diagnostics: [],
    });
    assert.match(report, "&#33;&#91;x&#93;(y) &#96;a&#96; &#124; &#60;b&#62; &#64;all &#35;1 &#36;x&#36; a&#95;b&#95;");
    assert.is(report.split("\n").length, 6);
  });
  test("is short where nothing was found and nothing changes", () =>
    assert.is(
      markdownReport({ title: "found nothing", findings: [], differences: [], diagnostics: [] }),
      "### podgraft: found nothing\n\nNothing changes.\n",
    ));
  test("fits into a comment, whatever there is to tell", () => {
    const many = Array.from({ length: 5000 }, () => error);
    const report = markdownReport({
      title: "much",
      findings: many,
      differences: Array.from(
        { length: 500 },
        () => ({ ...difference, changes: Array.from({ length: 500 }, () => change) }) as unknown as Difference,
      ),
      diagnostics: many.map((_, i) => ({ ...grafted, resource: { ...web, name: `web-${i}` } })),
    });
    assert.ok(report.length < 65_536, `${report.length}`);
    assert.match(report, /^and \d+ more$/m);
  });
});
