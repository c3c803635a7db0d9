import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import manifest from "../package.json" with { type: "json" };
import { assert, suite } from "./cases.ts";
import { outputsOf } from "./example-outputs.ts";
import { type Example, examples } from "./example-rows.ts";
import { type Host, hostSuite, programOnPath, run } from "./hosts/hosts.ts";
import { filesBelow } from "./hosts/package.ts";
import { judge } from "./kube/judge.ts";
import { callsIn, recorder, titleOf } from "./podgraft-calls.ts";
import { isExecutable, program } from "./program.ts";
import { repeatedOn } from "./repeated-on.ts";

/** With UPDATE_EXPECTED=1 the expected files are written instead of compared. */
const root = join(import.meta.dirname, "..");
const { env, calls } = recorder();

for (const example of examples) {
  hostSuite(example.hosts, example.folder, (test) => {
    test("its commands give what is expected, byte for byte", () => {
      const found = outputsOf(example, env);
      if (process.env.UPDATE_EXPECTED === "1") return writeExpected(example, found);
      const expected = filesBelow(join(root, example.folder, ".expected"));
      assert.equal(Object.keys(found).sort(), Object.keys(expected).sort());
      for (const [path, text] of Object.entries(found)) assert.is(text, expected[path], path);
    });
  });
}

function writeExpected({ folder }: Example, found: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(found)) {
    const file = join(root, folder, ".expected", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** What the calls answer in this Node, again. */
let here: Awaited<ReturnType<typeof repeatedOn>> | undefined;

const versions: readonly Host[] = isExecutable ? [] : ["node20", "node22", "node24"];

for (const version of versions)
  hostSuite([version, ...new Set(examples.flatMap(({ hosts }) => hosts))], `podgraft in the examples, on ${version}`, (test) => {
    const node = programOnPath(version) as string;
    test("answers each call as on the Node that runs the tests, and writes the same files", async () => {
      assert.match(run(node, ["--version"], { cwd: root }).stdout, new RegExp(`^v${version.slice("node".length)}\\.`));
      const made = callsIn(calls);
      assert.ok(made.length > 50, `${made.length} calls`);
      here ??= await repeatedOn(process.execPath, calls);
      const there = await repeatedOn(node, calls);
      for (const [i, call] of made.entries()) {
        assert.equal(here[i]?.answered, call.answered, titleOf(call));
        assert.equal(there[i], here[i], titleOf(call));
      }
    });
    test("starts as a program", () => {
      const { stdout } = run(node, [program, "--version"], { cwd: root });
      assert.is(stdout, `podgraft ${manifest.version}\n`);
    });
  });

suite("examples", (test) => {
  const folders = (folder: string) =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [`${folder}/${entry.name}`] : []));
  test("each directory is run by a test", () => {
    assert.equal(
      ["examples", "kustomization-examples"].flatMap(folders),
      examples.map(({ folder }) => folder),
    );
  });

  test("the Job of the fleet is one that Kubernetes takes, and numbers its shards as the script asks", () => {
    const job = parse(readFileSync(join(root, "kustomization-examples/fleet-in-shards/ci/job.yaml"), "utf8"));
    assert.is(judge(job), "");
    const [{ env, args }] = job.spec.template.spec.containers;
    assert.is(env.find(({ name }: { name: string }) => name === "COMPLETIONS").value, String(job.spec.completions));
    assert.match(args[0], 'sh ci/render-shard.sh "$RENDERED" "$JOB_COMPLETION_INDEX/$COMPLETIONS"');
  });

  for (const { folder, hosts, commands } of examples) {
    if (hosts.length === 0) continue;
    test(`${folder}: its README is a screen long, gives the commands that are run, and ends with what to look at`, () => {
      const readme = readFileSync(join(root, folder, "README.md"), "utf8");
      assert.ok(readme.split("\n").length <= 40);
      assert.match(readme, `\`\`\`sh\n${commands.map(({ command }) => command).join("\n")}\n\`\`\`\n`);
      assert.is([...readme.matchAll(/^## .*$/gm)].at(-1)?.[0], "## What to look at");
    });
  }
});
