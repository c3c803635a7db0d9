import { assert, suite } from "../cases.ts";
import { misspelt, ns } from "./check-findings.ts";
import { istioSidecar, ownSidecar } from "./manifests.ts";
import { podgraft, withFiles } from "./run.ts";

const files = { "in.yaml": `${ns}---\n${misspelt}`, "c.yaml": istioSidecar };
const report = (format: string) =>
  withFiles(files, (cwd) => podgraft(["check", "-f", "in.yaml", "-c", "c.yaml", "--report", format], { cwd }));

suite("the reports of check", (test) => {
  test("text", () => {
    const { out, err, code } = report("text");
    assert.is(
      out,
      `warning UnknownAnnotation (IST0108): The annotation sidecar.istio.io/proxyCpu has no effect: Istio does not know it. Did you mean sidecar.istio.io/proxyCPU?
  at Deployment shop/web (in.yaml:19)
  fix: write sidecar.istio.io/proxyCPU, or remove the annotation
`,
    );
    assert.is(err, "podgraft: found 1 warning\n");
    assert.is(code, 1);
  });
  test("SARIF", () => {
    const { runs, version } = JSON.parse(report("sarif").out);
    assert.is(version, "2.1.0");
    const help =
      "Cause: Istio does not have this key, though it has one of Istio's prefixes.\nFix: Write the key that the message names.\n";
    assert.equal(runs[0].tool.driver.rules, [
      {
        id: "UnknownAnnotation",
        shortDescription: { text: "An annotation of Istio's is misspelt, or has the wrong prefix." },
        help: { ...runs[0].tool.driver.rules[0].help, text: `${help}See docs/WHY.md#unknownannotation` },
        defaultConfiguration: { level: "warning" },
      },
    ]);
    const [result] = runs[0].results;
    assert.equal(result.locations, [
      {
        physicalLocation: { artifactLocation: { uri: "in.yaml" }, region: { startLine: 19 } },
        logicalLocations: [{ fullyQualifiedName: "Deployment shop/web metadata.annotations[sidecar.istio.io/proxyCpu]", kind: "resource" }],
      },
    ]);
    assert.equal([result.ruleId, result.level, result.ruleIndex], ["UnknownAnnotation", "warning", 0]);
  });
  test("JUnit", () => {
    assert.is(
      report("junit").out,
      `<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="1" failures="1">
  <testsuite name="podgraft" tests="1" failures="1">
    <testcase classname="UnknownAnnotation" name="Deployment shop/web (in.yaml:19)"><failure type="UnknownAnnotation">The annotation sidecar.istio.io/proxyCpu has no effect: Istio does not know it. Did you mean sidecar.istio.io/proxyCPU?
fix: write sidecar.istio.io/proxyCPU, or remove the annotation</failure></testcase>
  </testsuite>
</testsuites>
`,
    );
  });
  test("standard input that is empty is a mistake: what came before it may have failed", () =>
    withFiles({ "c.yaml": ownSidecar }, (cwd) => {
      const { out, err, code } = podgraft(["check", "-f", "-", "-c", "c.yaml", "--require-injected"], { cwd, input: "\n" });
      assert.is(out, "");
      assert.match(err, "Cannot read manifests from standard input: it is empty; expected a manifest");
      assert.is(code, 2);
    }));
  test("an unknown code to suppress is a mistake", () =>
    withFiles(files, (cwd) => {
      const { code, err } = podgraft(["check", "-f", "in.yaml", "-c", "c.yaml", "--suppress", "IST0109"], { cwd });
      assert.is(code, 2);
      assert.match(err, /there is no code "IST0109"; did you mean IST010/);
    }));
});

suite("the reports of check for pull requests", (test) => {
  test("annotations for GitHub", () =>
    assert.match(report("github").out, "::warning file=in.yaml,line=19,title=UnknownAnnotation (IST0108)::Deployment shop/web: "));
  test("Markdown: findings, what injection changes, what is injected", () => {
    const out = report("markdown").out;
    assert.match(out, "### podgraft: found 1 warning\n");
    for (const part of [
      "in.yaml:19 | **UnknownAnnotation (IST0108)**: ",
      "**Changes:** 1 workload, 1 restarting.",
      "With this configuration: 1 injected",
    ])
      assert.match(out, part);
  });
  test("Markdown shows no secret", () => {
    const secret = {
      "in.yaml": `${ns}---\n${misspelt}`,
      "c.yaml": ownSidecar.replace("image: fluent-bit:3", "image: fluent-bit:3\n          env: [{name: DB_PASSWORD, value: hunter22}]"),
    };
    const { out } = withFiles(secret, (cwd) => podgraft(["diff", "-f", "in.yaml", "-c", "c.yaml", "--format", "json"], { cwd }));
    const masked = withFiles(secret, (cwd) => podgraft(["check", "-f", "in.yaml", "-c", "c.yaml", "--report", "markdown"], { cwd }));
    assert.match(out, "hunter22");
    assert.not.match(masked.out, "hunter22");
  });
});
