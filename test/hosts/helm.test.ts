import { readFileSync } from "node:fs";
import { join } from "node:path";
import { assert } from "../cases.ts";
import { root } from "../files.ts";
import { images } from "./built.ts";
import { type Host, hostSuite, type Outcome } from "./hosts.ts";
import { deployment, injector } from "./manifests.ts";
import { type Files, type Package, withPackage } from "./package.ts";

const SHIPPER = "fluent/fluent-bit:3.1";
const rules = "namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}";

const job = `apiVersion: batch/v1
kind: Job
metadata: {name: migrate, annotations: {helm.sh/hook: pre-install}}
spec:
  template:
    metadata: {labels: {app: migrate}}
    spec: {restartPolicy: Never, containers: [{name: migrate, image: "example.com/migrate:1.0"}]}
`;

const files: Files = {
  "chart/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 0.1.0\n",
  "chart/templates/web.yaml": deployment("web"),
  "chart/templates/migrate.yaml": job,
  "mesh/injector.yaml": injector({ rules }),
};

interface Version {
  readonly host: Host;
  /** What comes before podgraft's own arguments. */
  readonly own: readonly string[];
  readonly seesHooks: boolean;
  readonly showsErrors: boolean;
}

const versions: readonly Version[] = [
  { host: "helm", own: ["inject", "--allow-empty", "-f", "-"], seesHooks: false, showsErrors: true },
  { host: "helm4", own: [], seesHooks: true, showsErrors: false },
];

const ARGS = ["-c", "mesh/injector.yaml", "-n", "shop", "--report-file", "report.txt"];

/** The line of plugin/helm/README.md that installs the plugin, without `helm`. */
const [, install = ""] = /^helm (plugin install .*)$/m.exec(readFileSync(join(root, "plugin/helm/README.md"), "utf8")) ?? [];

function template(pkg: Package, { host, own }: Version, args: readonly string[] = ARGS): Outcome {
  const env = { HELM_DATA_HOME: join(pkg.dir, "data"), HELM_CACHE_HOME: join(pkg.dir, "cache"), HELM_CONFIG_HOME: join(pkg.dir, "config") };
  if (host === "helm4") {
    const { code, stderr } = pkg.run(host, install.replace("plugin/helm", join(root, "plugin/helm")).split(" "), { env });
    assert.is(code, 0, stderr);
  }
  const postRenderer = [...own, ...args].map((arg) => `--post-renderer-args=${arg}`);
  return pkg.run(host, ["template", "shop", "chart", "--post-renderer", "podgraft", ...postRenderer], { env });
}

for (const version of versions) {
  const { host, seesHooks, showsErrors } = version;
  hostSuite([host], `${host}: podgraft as its post-renderer`, (test) => {
    test("injects, and writes its report into a file", () => {
      withPackage(files, (pkg) => {
        const { code, stdout, stderr } = template(pkg, version);
        assert.is(code, 0, stderr);
        assert.equal(images(stdout), { web: ["example.com/web:1.0", SHIPPER] });
        assert.not.match(stderr, "podgraft");
        assert.match(pkg.read("report.txt"), `podgraft: ${seesHooks ? 2 : 1} injected (shipper 3.1)\n`);
      });
    });

    test(seesHooks ? "gets hooks, too" : "gets no hooks", () => {
      withPackage(files, (pkg) => {
        const { stdout } = template(pkg, version);
        const migrate = stdout.split("\n---\n").find((text) => text.includes("name: migrate")) ?? "";
        assert.match(migrate, "example.com/migrate:1.0");
        assert.is(migrate.includes(SHIPPER), seesHooks);
      });
    });

    test("a chart of hooks only", () => {
      const { "chart/templates/web.yaml": _, ...hooks } = files;
      withPackage(hooks, (pkg) => {
        const { code, stdout, stderr } = template(pkg, version);
        assert.is(code, 0, stderr);
        assert.match(stdout, "example.com/migrate:1.0");
      });
    });
  });

  hostSuite([host], `${host}: what podgraft says`, (test) => {
    test("warnings are swallowed, except for the file", () => {
      withPackage(files, (pkg) => {
        const { code, stderr } = template(
          pkg,
          version,
          ARGS.filter((arg) => !["-n", "shop"].includes(arg)),
        );
        assert.is(code, 0);
        assert.is(stderr, "");
        assert.match(pkg.read("report.txt"), "warning MissingNamespace");
      });
    });

    test(`an error fails it, and is ${showsErrors ? "shown, and" : ""} in the file`, () => {
      withPackage({ ...files, "mesh/injector.yaml": injector({ rules: "polcy: enabled" }) }, (pkg) => {
        const { code, stdout, stderr } = template(pkg, version);
        assert.is(code, 1);
        assert.is(stdout, "");
        assert.is(stderr.includes("error InvalidConfiguration"), showsErrors, stderr);
        assert.match(pkg.read("report.txt"), "error InvalidConfiguration");
      });
    });

    test("without the flags the sidecars are gone, which the guard tells", () => {
      withPackage(files, (pkg) => {
        const guard = (stdin: string) =>
          pkg.run("podgraft", ["check", "--require-injected", "-n", "shop", "-f", "-", "-c", "mesh/injector.yaml"], { stdin });
        const { stdout } = pkg.run(host, ["template", "shop", "chart", "--no-hooks"]);
        assert.is(guard(stdout).code, 1);
        const injected = template(pkg, version).stdout;
        assert.is(
          guard(
            injected
              .split("\n---\n")
              .filter((text) => !text.includes("name: migrate"))
              .join("\n---\n"),
          ).code,
          0,
        );
      });
    });
  });
}
