import { assert, suite } from "../cases.ts";
import { deployment, namespace, ownSidecar } from "./manifests.ts";
import { podgraft, withFiles } from "./run.ts";

const config = ownSidecar.replace("    optIn: ship\n", "    policy: enabled\n").replace(/ {4}namespaceSelector:\n.*\n/, "");
const broken = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports: [{port: 80}\n";

suite("podgraft build of documents that are not YAML, or no objects", (test) => {
  const build = (files: Readonly<Record<string, string>>) => withFiles(files, (cwd) => podgraft(["build", "."], { cwd }));
  test("one that is not a workload is passed on as it is, and told", () => {
    const { code, out, err } = build({ "c.yaml": config, "a.yaml": `${deployment("web")}---\n${broken}` });
    assert.is(code, 0, err);
    assert.ok(out.endsWith(`---\n${broken}`), out);
    assert.match(out, "image: fluent-bit:3");
    assert.is(
      err,
      `podgraft: 1 injected (shipper 3), 1 warning
  Deployment shop/web: shipper 3
  warning BrokenDocument: A document is not YAML and is left as it is: the [ is not closed
        20 |   name: web
        21 | spec:
      > 22 |   ports: [{port: 80}
           |          ^
    at a.yaml:22:10
    fix: close it with ]
`,
    );
  });
  test("what is not an object is reported at its own line, too", () => {
    const { code, out, err } = build({ "c.yaml": config, "a.yaml": `${deployment("web")}---\na: b\n` });
    assert.is(code, 2);
    assert.is(out, "");
    assert.match(err, "Cannot print the document: it has no kind and apiVersion; expected a Kubernetes object\n    at a.yaml:17\n");
  });
  test("a workload is an error, and nothing is printed", () => {
    const { code, out, err } = build({ "c.yaml": config, "a.yaml": `${broken}---\n${deployment("web")}      volumes: [\n` });
    assert.is(code, 2);
    assert.is(out, "");
    assert.match(err, "error InvalidInput: Cannot read the YAML");
  });
});

suite("podgraft build with --context and --list", (test) => {
  const build = (...args: readonly string[]) =>
    withFiles({ "app/c.yaml": ownSidecar, "app/a.yaml": deployment("web"), "ns.yaml": namespace("shop", "logging: enabled") }, (cwd) =>
      podgraft(["build", "app", ...args], { cwd }),
    );
  test("a namespace that --context names is read, and not printed", () => {
    assert.not.match(build().out, "fluent-bit:3");
    const { out } = build("--context", "ns.yaml");
    assert.match(out, "fluent-bit:3");
    assert.not.match(out, "kind: Namespace");
  });
  test("--list config names the configuration that would count", () => assert.is(build("--list", "config").out, "app/c.yaml\n"));
  test("--list discovery also answers where there is none, for an Application with a plugin block", () =>
    withFiles({ "app/a.yaml": deployment("web") }, (cwd) => {
      const answer = (env: Readonly<Record<string, string>>) => podgraft(["build", "app", "--list", "discovery"], { cwd, env }).out;
      assert.is(answer({}), "");
      assert.is(answer({ ARGOCD_APP_PARAMETERS: "null" }), "the application has a plugin block\n");
    }));
});

suite("podgraft build of a directory without an object for the cluster", (test) => {
  const build = (...args: readonly string[]) =>
    withFiles({ "c.yaml": config, "a.yaml": "# later\n" }, (cwd) => podgraft(["build", ".", ...args], { cwd }));
  test("fails, since a host would delete everything", () => {
    const { code, out, err } = build();
    assert.equal([code, out], [2, ""]);
    assert.match(err, "Pass --allow-empty if that is normal");
  });
  test("prints nothing with --allow-empty", () => {
    const { code, out, err } = build("--allow-empty");
    assert.equal([code, out], [0, ""], err);
  });
});
