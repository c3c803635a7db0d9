import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { assert, suite } from "../cases.ts";
import { hostSuite, run } from "../hosts/hosts.ts";
import { blocksOf, follow, root } from "./follow.ts";

const pages = [
  { page: "docs/CONFIGURATION.md", hosts: [] },
  { page: "docs/HOSTS.md", hosts: ["kustomize", "kpt", "kubectl"] },
  { page: "docs/ISTIO.md", hosts: [] },
  { page: "docs/SECURITY.md", hosts: [] },
  { page: "docs/UPGRADE.md", hosts: [] },
  { page: "docs/WHY.md", hosts: [] },
  { page: "docs/WORKLOADS.md", hosts: [] },
] as const;

for (const { page, hosts } of pages) {
  hostSuite(hosts, page, (test) => {
    test("every command in it works, and gives the output that it shows", () => follow(page));
  });
}

/** Pages whose commands are run elsewhere. */
const elsewhere: Readonly<Record<string, string>> = {
  "CONTRIBUTING.md": "test/docs/pages.test.ts",
  "README.md": "test/docs/readme.test.ts",
};

suite("commands in the documentation", (test) => {
  const all = ["", "docs/"].flatMap((folder) =>
    readdirSync(join(root, folder)).flatMap((name) => (name.endsWith(".md") ? [folder + name] : [])),
  );
  test("are all run by a test", () => {
    const withCommands = all.filter((page) => blocksOf(readFileSync(join(root, page), "utf8")).some(({ language }) => language === "sh"));
    assert.equal(withCommands.sort(), [...pages.map(({ page }) => page), ...Object.keys(elsewhere)].sort());
    for (const test of Object.values(elsewhere)) assert.ok(existsSync(join(root, test)), test);
  });
});

suite("CONTRIBUTING.md", (test) => {
  test("the command for one part of the tests runs some", () => {
    const [, command = ""] = blocksOf(readFileSync(join(root, "CONTRIBUTING.md"), "utf8")).map(({ text }) => text);
    const { code, stdout } = run("sh", ["-c", command], { cwd: root });
    assert.is(code, 0, stdout);
    assert.match(stdout, /Passed: +[1-9]/);
  });
});
