import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Script } from "node:vm";
import { assert, suite } from "../cases.ts";
import { images as imagesIn } from "../hosts/built.ts";
import { hostSuite } from "../hosts/hosts.ts";
import { deployment, injector, kustomization } from "../hosts/manifests.ts";
import { withPackage } from "../hosts/package.ts";
import { resourceList } from "../hosts/resource-list.ts";
import type { Built } from "./build-steps.ts";
import { root } from "./context.ts";
import { images, mayChooseUser, runImage } from "./image.ts";

const image = (name: string) => images().get(name) as Built;
/** What the compiled code of a chunk is called after it. */
const compiled = `-${process.version}-${process.arch}.bin`;
const list = resourceList([deployment("web", { namespace: "shop" })], injector());

/** What a build makes. Compiled code is only a cache, of one version of Node, and not published. */
const MADE = ["plugin/chunks", "plugin/podgraft", "plugin/podgraft.cdx.json", "plugin/THIRD-PARTY-LICENSES", "lib"];

/** The digest of each file that a build made. */
function digests(folder: string): Readonly<Record<string, string>> {
  const paths = MADE.flatMap((made) =>
    statSync(join(folder, made)).isFile()
      ? [made]
      : (readdirSync(join(folder, made), { recursive: true }) as string[]).map((path) => join(made, path)),
  );
  const files = paths.filter((path) => !path.endsWith(".bin") && statSync(join(folder, path)).isFile()).sort();
  const digest = (path: string) =>
    createHash("sha256")
      .update(readFileSync(join(folder, path)))
      .digest("hex");
  return Object.fromEntries(files.map((path) => [path, digest(path)]));
}

suite("the image's own build, in another folder, with packages of its own", (test) => {
  test("makes the bytes that the build here made", () => {
    const { dir, workdir } = image("build");
    assert.equal(digests(join(dir, workdir)), digests(root));
  });
});

suite("the image of the function", (test) => {
  test("holds the program with its chunks and licences, and no more", () => {
    const { dir } = image("function");
    const files = (readdirSync(dir, { recursive: true }) as string[]).filter((path) => statSync(join(dir, path)).isFile());
    const chunks = readdirSync(join(dir, "opt/podgraft/chunks"));
    assert.ok(chunks.includes("main.cjs"));
    assert.equal(
      chunks.filter((name) => !name.endsWith(".cjs") && !chunks.includes(name.replace(compiled, ".cjs"))),
      [],
    );
    assert.equal(
      files.filter((path) => !path.startsWith("opt/podgraft/chunks/")).sort(),
      ["LICENSE", "THIRD-PARTY-LICENSES", "package.json", "podgraft"].map((name) => `opt/podgraft/${name}`),
    );
  });

  test("can be read by every user", () => {
    const { dir } = image("function");
    const paths = readdirSync(dir, { recursive: true }) as string[];
    const closed = paths.filter((path) => (statSync(join(dir, path)).mode & 0o004) === 0);
    assert.equal(closed, []);
    assert.is(statSync(join(dir, "opt/podgraft/podgraft")).mode & 0o111, 0o111);
  });

  test("starts from compiled code", () => {
    const chunks = join(image("function").dir, "opt/podgraft/chunks");
    for (const name of ["main", "commands"]) {
      // Kept twice, so that damage is noticed.
      const twice = readFileSync(join(chunks, `${name}${compiled}`));
      const cachedData = twice.subarray(0, twice.length / 2);
      assert.is(new Script(readFileSync(join(chunks, `${name}.cjs`), "latin1"), { cachedData }).cachedDataRejected, false, name);
    }
  });

  // The image's own user; kustomize's and kpt's nobody; Argo CD's.
  for (const uid of [undefined, 65534, 999]) {
    const name = `is a function${uid === undefined ? "" : ` as user ${uid}`}`;
    if (uid !== undefined && !mayChooseUser) test.skip(name, "only root may become another user");
    else
      test(name, () => {
        const { code, stdout, stderr } = runImage(image("function"), { stdin: list, ...(uid !== undefined && { uid }) });
        assert.equal([code, stderr], [0, "podgraft: 1 injected (shipper 3.1)\n  Deployment shop/web: shipper 3.1\n"]);
        assert.match(stdout, "        image: fluent/fluent-bit:3.1\n");
      });
  }

  test("tells its use on standard output", () => {
    const { code, stdout, stderr } = runImage(image("function"), { args: ["--help"] });
    assert.equal([code, stderr], [0, ""]);
    assert.match(stdout, "As a KRM function: a ResourceList on standard input");
  });

  test("refuses an empty input, and prints nothing on standard output", () => {
    const { code, stdout, stderr } = runImage(image("function"), {});
    assert.equal([code, stdout], [2, ""]);
    assert.match(stderr, "the input is empty");
  });
});

suite("the image for Argo CD", (test) => {
  test("has the plugin's description and kustomize where they are looked for", () => {
    const { dir, user, entrypoint } = image("cmp");
    assert.equal([user, entrypoint], ["999:999", ["/var/run/argocd/argocd-cmp-server"]]);
    assert.match(readFileSync(join(dir, "home/argocd/cmp-server/config/plugin.yaml"), "utf8"), "kind: ConfigManagementPlugin");
    assert.is(statSync(join(dir, "usr/local/bin/kustomize")).mode & 0o111, 0o111);
  });

  test("has podgraft on its PATH, for its user", () => {
    const cmp = image("cmp");
    assert.is(cmp.env.PATH?.split(":")[0], "/opt/podgraft");
    const { code, stdout } = runImage({ ...cmp, entrypoint: ["/opt/podgraft/podgraft"] }, { args: ["--version"] });
    assert.is(code, 0);
    assert.match(stdout, /^podgraft \d/);
  });
});

hostSuite(["kustomize"], "the image for Argo CD, with an app", (test) => {
  test("kustomize in it runs podgraft in it, with nothing else in the environment", () => {
    const files = {
      "kustomization.yaml": kustomization({ resources: "[web.yaml]", transformers: "[injector.yaml]" }),
      "web.yaml": deployment("web", { namespace: "shop" }),
      "injector.yaml": injector(),
    };
    withPackage(files, ({ dir, run }) => {
      assert.is(run("chmod", ["-R", "a+rX", "."]).code, 0);
      const kustomize = { ...image("cmp"), entrypoint: ["/usr/local/bin/kustomize"] };
      const { code, stdout, stderr } = runImage(kustomize, { args: ["build", "--enable-alpha-plugins", "--enable-exec", "."], cwd: dir });
      assert.equal([code, stderr], [0, "podgraft: 1 injected (shipper 3.1)\n  Deployment shop/web: shipper 3.1\n"]);
      assert.equal(imagesIn(stdout), { "shop/web": ["example.com/web:1.0", "fluent/fluent-bit:3.1"] });
    });
  });
});
