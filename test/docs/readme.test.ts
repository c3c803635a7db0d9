import { readFileSync } from "node:fs";
import { join } from "node:path";
import manifest from "../../package.json" with { type: "json" };
import { assert, suite } from "../cases.ts";
import { blocksOf, followPage, root } from "./follow-page.ts";

const page = readFileSync(join(root, "README.md"), "utf8");

suite("README", (test) => {
  test("begins with the ways to get podgraft: the executable, npm, a clone", () => {
    const first = blocksOf(page)[0]?.text ?? "";
    const commands = first
      .trimEnd()
      .split("\n")
      .map((line) => line.replace(/ +#.*/, ""));
    assert.equal(commands, [
      "sh install.sh",
      `npm install --global ./podgraft-${manifest.version}.tgz`,
      "npm ci && npm start",
      "npm ci && npm test",
    ]);
  });
  test("is two screens", () => {
    const lines = page.trimEnd().split("\n");
    assert.ok(lines.length <= 95, `${lines.length} lines`);
    assert.equal(
      lines.filter((line) => line.length > 120),
      [],
    );
  });
});

suite("README, followed", (test) => {
  test("diff ends as shown, explain gives the reason, and uninject prints the very bytes", () => {
    followPage("README.md", (followed, pkg) => {
      const output = followed.map((one) => one.output).join("");
      const [diff = "", reasons = ""] = output.split(/^(?=Deployment )/m);
      assert.ok(diff.endsWith(`\n${blocksOf(page).find(({ language }) => language === "diff")?.text}`), diff);
      assert.match(reasons, "-> injected (Selected)");
      assert.match(reasons, "it would not be injected with the label logging.example.com/ship=false");
      assert.match(pkg.read("injected.yaml"), "podgraft.dev/provenance");
      assert.ok(reasons.endsWith(`\n${pkg.read("web.yaml")}`), reasons);
    });
  });

  test("what it says about Istio holds for its example", () => {
    const [, addition = ""] = /With `(istio: .*?)` under `spec`/.exec(page) ?? [];
    const [, label = ""] = /labelled `(.*?)`/.exec(page) ?? [];
    followPage("README.md", (_, pkg) => {
      const config = pkg.read("injector.yaml").replace("spec:\n", `spec:\n  ${addition}\n`);
      pkg.write("istio.yaml", config.replace("labels: {", `labels: {${label}, `));
      const { stdout } = pkg.run("podgraft", ["inject", "-f", "web.yaml", "-c", "istio.yaml"]);
      assert.match(stdout, "image: registry.istio.io/release/proxyv2:1.30.5");
      assert.match(stdout, "- name: log-shipper");
    });
  });
});
