import { spawnSync } from "node:child_process";
import { chmodSync, lstatSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { assert, suite, table } from "../cases.ts";
import { program } from "../program.ts";
import { deployment, namespace, ownSidecar } from "./manifests.ts";
import { podgraft, withFiles } from "./run.ts";

const files = {
  "app/ns.yaml": namespace("shop", "logging: enabled"),
  "app/web.yaml": deployment("web"),
  "app/cache.yaml": deployment("cache", { labels: 'ship: "false"' }),
  "own.yaml": ownSidecar,
};

const read = (cwd: string, file: string) => readFileSync(join(cwd, file), "utf8");

suite("inject --in-place", (test) => {
  test("writes what -o would, where it changes anything, and keeps modes and links", () =>
    withFiles(files, (cwd) => {
      const expected = podgraft(["inject", "-f", "app/ns.yaml", "-f", "app/web.yaml", "-c", "own.yaml"], { cwd }).out.split("---\n")[1];
      chmodSync(join(cwd, "app/web.yaml"), 0o640);
      symlinkSync("app/web.yaml", join(cwd, "link.yaml"));
      const before = statSync(join(cwd, "app/cache.yaml")).ino;
      const run = podgraft(["inject", "-f", "link.yaml", "-f", "app/ns.yaml", "-f", "app/cache.yaml", "-c", "own.yaml", "--in-place"], {
        cwd,
      });
      assert.is(run.code, 0, run.err);
      assert.is(run.out, "");
      assert.is(read(cwd, "app/web.yaml"), expected);
      assert.is(statSync(join(cwd, "app/web.yaml")).mode & 0o777, 0o640);
      assert.ok(lstatSync(join(cwd, "link.yaml")).isSymbolicLink());
      assert.is(statSync(join(cwd, "app/cache.yaml")).ino, before, "what does not change is not written");
    }));
  test("uninject --in-place gives the bytes back", () =>
    withFiles(files, (cwd) => {
      podgraft(["inject", "-f", "app", "-c", "own.yaml", "--in-place"], { cwd });
      assert.is.not(read(cwd, "app/web.yaml"), files["app/web.yaml"]);
      assert.is(podgraft(["uninject", "-f", "app", "--in-place"], { cwd }).code, 0);
      for (const [name, text] of Object.entries(files)) assert.is(read(cwd, name), text);
    }));
  test("an error in one file leaves all as they were", () =>
    withFiles({ ...files, "app/bad.yaml": "kind: [\n" }, (cwd) => {
      assert.is(podgraft(["inject", "-f", "app", "-c", "own.yaml", "--in-place"], { cwd }).code, 2);
      for (const [name, text] of Object.entries(files)) assert.is(read(cwd, name), text);
    }));
});

interface Refusal {
  readonly name: string;
  readonly args: readonly string[];
  readonly more?: Readonly<Record<string, string>>;
  readonly err: RegExp;
}

const refusals: readonly Refusal[] = [
  { name: "a missing file", args: ["-f", "none.yaml", "-c", "own.yaml"], err: /Cannot read none\.yaml: no such file/ },
  { name: "a missing configuration", args: ["-f", "app", "-c", "none.yaml"], err: /Cannot read none\.yaml: no such file/ },
  {
    name: "a directory with a kustomization and the configuration only",
    args: ["-f", "mesh", "-c", "mesh/injector.yaml"],
    more: { "mesh/kustomization.yaml": "resources: [injector.yaml]\n", "mesh/injector.yaml": ownSidecar },
    err: /Cannot read mesh: the directory has no .yaml, .yml or .json file except the configuration, kustomizations and Kptfiles/,
  },
  { name: "a directory without manifests", args: ["-f", "empty", "-c", "own.yaml"], more: { "empty/x.txt": "" }, err: /has no \.yaml/ },
  {
    name: "an output that is a directory",
    args: ["-f", "app", "-c", "own.yaml", "-o", "app"],
    err: /Cannot write app: it is not a regular file/,
  },
  {
    name: "an output nowhere",
    args: ["-f", "app", "-c", "own.yaml", "-o", "no/where.yaml"],
    err: /Cannot write no\/where\.yaml: no such directory: no/,
  },
  {
    name: "two inputs with the same resource",
    args: ["-f", "app", "-f", "twice.yaml", "-c", "own.yaml"],
    more: { "twice.yaml": deployment("web") },
    err: /Cannot tell which Deployment web is meant: it is in app\/web\.yaml:1 as well[^\n]*\n {4}at Deployment shop\/web \(twice\.yaml:1\)/,
  },
  {
    name: "flags that exclude each other",
    args: ["-f", "app", "-c", "own.yaml", "--in-place", "-o", "x"],
    err: /--in-place and --output exclude/,
  },
  { name: "standard input in place", args: ["-f", "-", "-c", "own.yaml", "--in-place"], err: /no file to write standard input back to/ },
  { name: "an unknown format", args: ["-f", "app", "-c", "own.yaml", "--format", "yml"], err: /did you mean yaml\?/ },
  { name: "an unknown option", args: ["-f", "app", "-c", "own.yaml", "--in-plase"], err: /did you mean --in-place\?/ },
];

table("inject refuses", refusals, {
  title: ({ name }) => name,
  run: ({ args, more = {}, err }) =>
    withFiles({ ...files, ...more }, (cwd) => {
      const run = podgraft(["inject", ...args], { cwd });
      assert.is(run.code, 2, run.err);
      assert.is(run.out, "");
      assert.match(run.err, err);
      assert.is(run.err.match(/Cannot /g)?.length, 1, run.err);
      for (const [name, text] of Object.entries({ ...files, ...more })) assert.is(read(cwd, name), text);
    }),
});

suite("inject reads", (test) => {
  test("a file that is named twice once", () =>
    withFiles(files, (cwd) => {
      const once = podgraft(["inject", "-f", "app", "-c", "own.yaml"], { cwd });
      assert.equal(podgraft(["inject", "-f", "app", "-f", "app/web.yaml", "-f", "./app", "-c", "own.yaml"], { cwd }), once);
    }));
  test("no control file, no ignored file and no configuration", () => {
    const more = {
      "app/kustomization.yaml": "resources: [web.yaml]\n",
      "app/old/web.yaml": deployment("web"),
      "app/.podgraftignore": "# kept for reference\nold/\n*.tmpl.yaml\n!keep.tmpl.yaml\n",
      "app/x.tmpl.yaml": "{{ not yaml }}",
      "app/keep.tmpl.yaml": "a: 1\n",
      "app/own.yaml": ownSidecar,
    };
    withFiles({ ...files, ...more }, (cwd) => {
      const { out, code, err } = podgraft(["inject", "-f", "app", "-c", "app/own.yaml"], { cwd });
      assert.is(code, 0, err);
      assert.equal(
        out.split("---\n").map((document) => document.split("\n")[1]),
        ["kind: Deployment", "", "kind: Namespace", "kind: Deployment"],
      );
    });
  });
  test("a broken pipe in silence", () =>
    withFiles({ "own.yaml": ownSidecar, "many.yaml": Array.from({ length: 3000 }, (_, i) => deployment(`d${i}`)).join("---\n") }, (cwd) => {
      const command = `"${program}" inject -f many.yaml -c own.yaml -q | head -1; echo "\${PIPESTATUS[0]}"`;
      const { stdout, stderr } = spawnSync("bash", ["-c", command], { cwd, encoding: "utf8" });
      assert.is(stdout, "apiVersion: apps/v1\n0\n");
      assert.is(stderr, "");
    }));
});
