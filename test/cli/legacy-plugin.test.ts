import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assert, suite } from "../cases.ts";
import { runPodgraft } from "./run-podgraft.ts";

const DATA = "test/data/function/documents";
const input = readFileSync(`${DATA}/input.yaml`, "utf8");
const expected = readFileSync(`${DATA}/expected.yaml`, "utf8");
const config = readFileSync(`${DATA}/config.yaml`, "utf8");
const ROOT = { KUSTOMIZE_PLUGIN_CONFIG_ROOT: "/anywhere" };

function withFile(text: string, run: (path: string) => void): void {
  const directory = mkdtempSync(join(tmpdir(), "podgraft-"));
  try {
    const path = join(directory, "config.yaml");
    writeFileSync(path, text);
    run(path);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

suite("legacy plugin", (test) => {
  test("the configuration in the file that the first argument names", () =>
    withFile(config, (path) => {
      const { status, stdout, stderr } = runPodgraft(input, { args: [path], env: ROOT });
      assert.is(
        stderr,
        "podgraft: 5 injected (shipper 3.1)\n  Pod at-the-start: shipper 3.1\n  Pod with-comments: shipper 3.1\n  Pod with-directive: shipper 3.1\n  Pod below-the-marker-line: shipper 3.1\n  Pod at-the-end: shipper 3.1\n",
      );
      assert.is(status, 0);
      assert.is(stdout, expected);
    }));
  test("the configuration in the variable", () => {
    const env = { ...ROOT, KUSTOMIZE_PLUGIN_CONFIG_STRING: config };
    assert.is(runPodgraft(input, { args: ["/nowhere"], env }).stdout, expected);
  });
  test("arguments behind the first one are not ours", () => {
    const env = { ...ROOT, KUSTOMIZE_PLUGIN_CONFIG_STRING: config };
    assert.is(runPodgraft(input, { args: ["/nowhere", "one", "--two"], env }).stdout, expected);
  });
  test("no resources, as kustomize gives a generator", () => {
    const env = { ...ROOT, KUSTOMIZE_PLUGIN_CONFIG_STRING: config };
    const { status, stdout, stderr } = runPodgraft("", { args: ["/nowhere"], env });
    assert.match(stderr, /error InvalidInput: .*as a generator, .*expected a transformer\n/);
    assert.equal([status, stdout], [2, ""]);
  });
  test("a file that is not there", () => {
    const { status, stdout, stderr } = runPodgraft(input, { args: ["/nowhere"], env: ROOT });
    assert.is(stderr.split("\n")[1]?.startsWith("  error InvalidInput: Cannot read /nowhere: no such file"), true);
    assert.is(status, 2);
    assert.is(stdout, "");
  });
  test("two documents in the file", () =>
    withFile(`${config}---\n${config}`, (path) => {
      const { status, stdout, stderr } = runPodgraft(input, { args: [path], env: ROOT });
      assert.is(
        stderr.split("\n")[1],
        "  error InvalidConfiguration: Cannot read the configuration: the file has 2 documents; expected one",
      );
      assert.is(status, 2);
      assert.is(stdout, "");
    }));
  test("a workload's error gives the documents back as they were", () => {
    const broken = input.replace("  name: at-the-end\n", "  name: at-the-end\n  annotations: {podgraft.dev/provenance: oops}\n");
    const env = { ...ROOT, KUSTOMIZE_PLUGIN_CONFIG_STRING: config };
    const { status, stdout } = runPodgraft(broken, { args: ["/nowhere"], env });
    assert.is(status, 1);
    assert.is(stdout, broken);
  });
});
