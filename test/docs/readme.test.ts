import { readFileSync } from "node:fs";
import { join } from "node:path";
import manifest from "../../package.json" with { type: "json" };
import { assert, suite } from "../cases.ts";
import { hostSuite } from "../hosts/hosts.ts";
import { blocksOf, followPage, root } from "./follow-page.ts";

suite("README", (test) => {
  const page = readFileSync(join(root, "README.md"), "utf8");
  test("begins with the ways to get podgraft: the executable, npm, a clone", () => {
    const first = blocksOf(page)[0]?.text ?? "";
    const commands = first
      .trimEnd()
      .split("\n")
      .map((line) => line.replace(/ +#.*/, ""));
    assert.equal(commands, [
      "install podgraft-linux-x64 /usr/local/bin/podgraft",
      `npm install --global ./podgraft-${manifest.version}.tgz`,
      "npm ci && npm start",
      "npm ci && npm test",
    ]);
  });
  test("stays short", () => {
    assert.ok(page.split("\n").length <= 150);
  });
});

hostSuite(["kustomize"], "README, followed", (test) => {
  test("each way grafts both sidecars, and uninject gives back the original", () => {
    followPage("README.md", (followed, pkg) => {
      const [kustomize = "", guard, terminal = ""] = followed.map(({ output }) => output);
      for (const text of [kustomize, terminal, pkg.read("injected.yaml")]) {
        assert.match(text, /name: web\n[\s\S]*name: log-shipper\n/);
        assert.match(text, "image: registry.istio.io/release/proxyv2:1.30.5");
      }
      assert.is(guard, "");
      assert.ok(terminal.endsWith(pkg.read("app/web.yaml")));
    });
  });
});
