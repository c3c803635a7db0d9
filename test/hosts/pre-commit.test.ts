import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { assert } from "../cases.ts";
import { deployment, namespace, ownSidecar } from "../cli/manifests.ts";
import { root } from "../files.ts";
import { hostSuite } from "./hosts.ts";
import { type Package, withPackage } from "./package.ts";

const files = {
  "app/web.yaml": deployment("web"),
  "app/my cache.yaml": deployment("cache"),
  "cluster/namespaces.yaml": namespace("shop", "logging: enabled"),
  "values.yaml": "replicas: 3\n",
  "notes.txt": "not YAML: [\n",
  "injector.yaml": ownSidecar,
};

hostSuite(["pre-commit"], "pre-commit", (test) => {
  test("passes the files to the check, which finds what is missing", () =>
    inRepository("podgraft-check", (pkg) => {
      const { code, stdout } = commit(pkg);
      assert.is(code, 1, stdout);
      for (const name of ["shop/web (app/web.yaml:1)", "shop/cache (app/my cache.yaml:1)"]) assert.match(stdout, name);
      assert.match(stdout, "podgraft: found 2 errors");
    }));
  test("injects into the files, and then finds nothing", () =>
    inRepository("podgraft-inject", (pkg) => {
      const first = commit(pkg);
      assert.is(first.code, 1, first.stdout);
      assert.match(first.stdout, "files were modified by this hook");
      for (const path of ["app/web.yaml", "app/my cache.yaml"]) assert.match(pkg.read(path), "fluent-bit");
      assert.is(pkg.read("values.yaml"), files["values.yaml"]);
      git(pkg, "add", "--all");
      const second = commit(pkg);
      assert.is(second.code, 0, second.stdout);
      pkg.write(".pre-commit-config.yaml", configWith("podgraft-check"));
      assert.is(commit(pkg).code, 0);
    }));
});

hostSuite([], "npm pack with this project's .npmrc", (test) => {
  // pre-commit installs a hook's repository so. Source: github.com/pre-commit/pre-commit pre_commit/languages/node.py
  test("prints the name of the package, and nothing that scripts print", () =>
    withPackage({ "package.json": '{"name": "x", "version": "1.0.0", "scripts": {"prepare": "echo noise"}}' }, (pkg) => {
      copyFileSync(join(root, ".npmrc"), join(pkg.dir, ".npmrc"));
      assert.is(pkg.run("npm", ["pack"]).stdout, "x-1.0.0.tgz\n");
    }));
});

/** The hook as the project offers it, but run with the podgraft on PATH: installing one needs a registry. */
function configWith(id: string): string {
  const hooks = parse(readFileSync(join(root, ".pre-commit-hooks.yaml"), "utf8"));
  const hook = hooks.find((each: { id: string }) => each.id === id);
  const own = { ...hook, language: "system", args: ["-c", "injector.yaml", "--context", "cluster"] };
  return JSON.stringify({ repos: [{ repo: "local", hooks: [own] }] });
}

function inRepository(id: string, use: (pkg: Package) => void): void {
  withPackage({ ...files, ".pre-commit-config.yaml": configWith(id) }, (pkg) => {
    git(pkg, "init", "--quiet");
    git(pkg, "add", "--all");
    use(pkg);
  });
}

function git(pkg: Package, ...args: readonly string[]): void {
  assert.is(pkg.run("git", args).code, 0, args.join(" "));
}

function commit(pkg: Package) {
  return pkg.run("pre-commit", ["run", "--all-files"], {
    env: { PRE_COMMIT_HOME: join(pkg.dir, ".git/pre-commit"), PRE_COMMIT_COLOR: "never" },
  });
}
