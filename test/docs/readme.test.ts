import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { assert, suite } from "../cases.ts";
import { blocksOf } from "./code-blocks.ts";
import { follow } from "./follow.ts";

const root = resolve(import.meta.dirname, "../..");

const missing = ["kustomize", "kpt", "kubectl"].filter((host) => {
  try {
    execFileSync("bash", ["-c", `command -v ${host}`], { stdio: "ignore" });
    return false;
  } catch {
    return true;
  }
});

suite("README", (test) => {
  const page = readFileSync(join(root, "README.md"), "utf8");
  test("opens with the two commands", () => {
    const first = blocksOf(page)[0]?.text ?? "";
    assert.match(first, /^npm ci && npm start/);
    assert.match(first, /\nnpm ci && npm test/);
  });
  const name = "every command in it grafts a sidecar";
  if (missing.length > 0) test.skip(name, `${missing.join(", ")} not on PATH`);
  else
    test(name, () => {
      const directory = mkdtempSync(join(tmpdir(), "podgraft-readme-"));
      try {
        const outputs = follow(page, directory);
        const [kustomize = "", , terminal = "", legacy = "", ...istio] = outputs.map(({ output }) => output);
        for (const text of [kustomize, legacy, terminal, readFileSync(join(directory, "package/web.yaml"), "utf8")]) {
          assert.match(text, /name: web\n[\s\S]*name: log-shipper\n/);
        }
        assert.is(istio.length, 2);
        for (const text of istio) assert.match(text, /name: istio-proxy\n +image: registry\.istio\.io\/release\/proxyv2:1\.30\.5\n/);
        assert.ok(terminal.endsWith(readFileSync(join(directory, "app/web.yaml"), "utf8")), "uninject gives back the original");
      } finally {
        rmSync(directory, { recursive: true });
      }
    });
});
