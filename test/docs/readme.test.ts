import { readFileSync } from "node:fs";
import { join } from "node:path";
import { assert, suite } from "../cases.ts";
import { hostSuite } from "../hosts/hosts.ts";
import { blocksOf, followPage, root } from "./follow-page.ts";

suite("README", (test) => {
  const page = readFileSync(join(root, "README.md"), "utf8");
  test("opens with the two commands", () => {
    const first = blocksOf(page)[0]?.text ?? "";
    assert.match(first, /^npm ci && npm start/);
    assert.match(first, /\nnpm ci && npm test/);
  });
});

hostSuite(["kustomize", "kpt"], "README, followed", (test) => {
  test("each way grafts both sidecars, and uninject gives back the original", () => {
    followPage("README.md", (followed, pkg) => {
      const [kustomize = "", , guard, terminal = ""] = followed.map(({ output }) => output);
      for (const text of [kustomize, terminal, pkg.read("package/web.yaml"), pkg.read("injected.yaml")]) {
        assert.match(text, /name: web\n[\s\S]*name: log-shipper\n/);
        assert.match(text, "image: registry.istio.io/release/proxyv2:1.30.5");
      }
      assert.is(guard, "");
      assert.ok(terminal.endsWith(pkg.read("app/web.yaml")));
    });
  });
});
