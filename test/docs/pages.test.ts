import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { assert, suite } from "../cases.ts";
import { hostSuite, run } from "../hosts/hosts.ts";
import { blocksOf, followPage, root } from "./follow-page.ts";

const pages = [
  { page: "docs/CONFIGURATION.md", hosts: [] },
  { page: "docs/CI.md", hosts: [] },
  { page: "docs/COMING-FROM.md", hosts: ["kustomize"] },
  { page: "docs/GUARD.md", hosts: [] },
  { page: "docs/HELM.md", hosts: ["helm"] },
  { page: "docs/HOSTS.md", hosts: ["kustomize", "kpt", "kubectl"] },
  { page: "docs/ISTIO.md", hosts: [] },
  { page: "docs/PROVENANCE.md", hosts: [] },
  { page: "docs/SECURITY.md", hosts: [] },
  { page: "docs/UPGRADE.md", hosts: ["kustomize"] },
  { page: "docs/WHY.md", hosts: [] },
  { page: "docs/WORKLOADS.md", hosts: [] },
] as const;

for (const { page, hosts } of pages) {
  hostSuite(hosts, page, (test) => {
    test("every command in it works, and gives the output that it shows", () => followPage(page));
  });
}

suite("commands in the documentation", (test) => {
  const tests = readdirSync(import.meta.dirname).map((name) => readFileSync(join(import.meta.dirname, name), "utf8"));
  for (const folder of ["", "docs/"]) {
    for (const name of readdirSync(join(root, folder)).filter((file) => file.endsWith(".md"))) {
      const page = folder + name;
      if (!blocksOf(readFileSync(join(root, page), "utf8")).some(({ language }) => language === "sh")) continue;
      test(`${page} is followed by a test`, () =>
        assert.ok(tests.some((text) => text.includes(`"${page}"`) || text.includes(`/${page}"`))));
    }
  }
});

suite("CONTRIBUTING.md", (test) => {
  const [, commands = ""] = blocksOf(readFileSync(join(root, "CONTRIBUTING.md"), "utf8")).map(({ text }) => text);
  for (const line of commands.trim().split("\n")) {
    test(`${line.split("#")[0]?.trim()} runs some tests`, () => {
      // All of them run beside this one; a part is enough to see that the command is right.
      const command = line.replace("npm run test:quick", "npm run test:quick -- kube/selector");
      const { code, stdout } = run("sh", ["-c", command], { cwd: root });
      assert.is(code, 0, stdout);
      assert.match(stdout, /Passed: +[1-9]/);
    });
  }
});

/** A path in the project, or one in src/ without its ending. */
const PATH =
  /^(?:(?:src|test|tools|docs|plugin|examples|kustomization-examples)\/[\w./-]+|(?:app|cli|krm|graft|istio|kube|yaml|change|decide|diagnostic|report|sidecar|template|value)\/[\w./-]+)$/;
const ENDINGS = ["", ".ts", ".chunk.ts", ".cjs"];

for (const page of ["CONTRIBUTING.md", "docs/ARCHITECTURE.md"])
  suite(`the files that ${page} names`, (test) => {
    const text = readFileSync(join(root, page), "utf8").replaceAll(/^```[\s\S]*?^```$/gm, "");
    const paths = [...new Set([...text.matchAll(/`([^`\s]+)`/g)].map(([, path]) => path as string))].filter((path) => PATH.test(path));
    test("are more than a few", () => assert.ok(paths.length > 20));
    test("exist", () => {
      const isThere = (path: string) =>
        ENDINGS.some((ending) => ["", "src"].some((folder) => existsSync(join(root, folder, path + ending))));
      assert.equal(
        paths.filter((path) => !isThere(path)),
        [],
      );
    });
  });
