import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { writeImage } from "../../tools/image.ts";
import { thisPlatform } from "../../tools/runtimes.ts";
import { assert, suite } from "../cases.ts";
import { root, withFiles } from "../files.ts";
import { hostSuite, run } from "../hosts/hosts.ts";
import { deployment, injector } from "../hosts/manifests.ts";
import { resourceList } from "../hosts/resource-list.ts";
import { isExecutable, program } from "../program.ts";

const libraries = ["libc.so.6", "libm.so.6", "libpthread.so.0", "libdl.so.2"];
const libc = (triplet: string, loader: string) => ({
  ...Object.fromEntries(libraries.map((name) => [`${triplet}/usr/lib/${triplet}/${name}`, `${triplet} ${name}`])),
  [`${triplet}/${loader}`]: "loader",
  [`${triplet}/usr/share/doc/libc6/copyright`]: "LGPL",
});
const files = {
  podgraft: "#!/bin/false\n",
  notices: "licences",
  ...libc("x86_64-linux-gnu", "lib64/ld-linux-x86-64.so.2"),
  ...libc("aarch64-linux-gnu", "usr/lib/ld-linux-aarch64.so.1"),
};

function write(cwd: string, layout = "layout"): string {
  const image = (platform: "linux-x64" | "linux-arm64", triplet: string) => ({
    platform,
    executable: join(cwd, "podgraft"),
    notices: join(cwd, "notices"),
    root: join(cwd, triplet),
  });
  writeImage(join(cwd, layout), [image("linux-x64", "x86_64-linux-gnu"), image("linux-arm64", "aarch64-linux-gnu")]);
  return join(cwd, layout);
}

suite("the image from scratch", (test) => {
  test("is a layout whose blobs are named by their digests, the same each time", () =>
    withFiles(files, (cwd) => {
      const layout = write(cwd);
      const blobs = readdirSync(join(layout, "blobs/sha256"));
      for (const name of blobs)
        assert.is(
          createHash("sha256")
            .update(readFileSync(join(layout, "blobs/sha256", name)))
            .digest("hex"),
          name,
        );
      assert.equal(readdirSync(join(write(cwd, "again"), "blobs/sha256")), blobs);
      assert.is(readFileSync(join(layout, "index.json"), "utf8"), readFileSync(join(cwd, "again/index.json"), "utf8"));
    }));

  test("holds the executable, the C library and licences, for each platform, and nothing else", () =>
    withFiles(files, (cwd) => {
      const layout = write(cwd);
      const blob = (digest: string) => join(layout, "blobs", digest.replace(":", "/"));
      const json = (path: string) => JSON.parse(readFileSync(path, "utf8"));
      const listed = json(join(layout, "index.json")).manifests.map(({ digest, platform }: { digest: string; platform: object }) => {
        const { layers, config } = json(blob(digest));
        const { stdout } = run("tar", ["tzf", blob(layers[0].digest)], { cwd });
        assert.is(json(blob(config.digest)).config.User, "65532:65532");
        return [platform, stdout.split("\n").filter((path) => path !== "" && !path.endsWith("/"))];
      });
      const expected = (triplet: string, loader: string) =>
        [
          ...libraries.map((name) => `lib/${triplet}/${name}`),
          loader,
          ...["podgraft", "libc6", "THIRD-PARTY-LICENSES"].map((name) => `licenses/${name}`),
          "podgraft",
        ].sort();
      assert.equal(listed, [
        [{ architecture: "amd64", os: "linux" }, expected("x86_64-linux-gnu", "lib64/ld-linux-x86-64.so.2")],
        [{ architecture: "arm64", os: "linux" }, expected("aarch64-linux-gnu", "lib/ld-linux-aarch64.so.1")],
      ]);
    }));
});

hostSuite(["crane"], "the image from scratch, in a registry", (test) => {
  test("is taken as an image for two platforms, and comes back as it was", () =>
    withFiles(files, async (cwd) => {
      const registry = spawn("crane", ["registry", "serve", "--address", "127.0.0.1:0"], { cwd, stdio: ["ignore", "ignore", "pipe"] });
      try {
        let said = "";
        registry.stderr.setEncoding("utf8").on("data", (text: string) => {
          said += text;
        });
        while (!/port (\d+)/.test(said)) await setTimeout(10);
        const image = `127.0.0.1:${/port (\d+)/.exec(said)?.[1]}/podgraft:1`;
        const crane = (...args: readonly string[]) => {
          const { code, stdout, stderr } = run("crane", args, { cwd });
          assert.is(code, 0, stderr);
          return stdout;
        };
        crane("push", "--index", write(cwd), image);
        for (const platform of ["linux/amd64", "linux/arm64"]) {
          crane("validate", "--platform", platform, "--remote", image);
          crane("export", "--platform", platform, image, `${platform.slice(6)}.tar`);
          assert.is(run("tar", ["xOf", `${platform.slice(6)}.tar`, "podgraft"], { cwd }).stdout, files.podgraft);
        }
      } finally {
        registry.kill();
      }
    }));
});

if (isExecutable)
  suite("the image of this machine's executable", (test) => {
    const isRoot = process.getuid?.() === 0 && process.platform === "linux" && !thisPlatform().endsWith("-musl");
    const inChroot = (name: string, body: () => void) =>
      isRoot ? test(name, body) : test.skip(name, "only root may change the root directory");
    inChroot("unpacked, it runs with nothing else, as its own user", () =>
      withFiles({ "injector.yaml": injector() }, (cwd) => {
        const notices = join(root, "plugin/THIRD-PARTY-LICENSES");
        writeImage(join(cwd, "layout"), [{ platform: thisPlatform(), executable: realpathSync(program), root: "/", notices }]);
        const json = (digest: string) => JSON.parse(readFileSync(join(cwd, "layout/blobs", digest.replace(":", "/")), "utf8"));
        const [{ digest }] = JSON.parse(readFileSync(join(cwd, "layout/index.json"), "utf8")).manifests;
        const { layers, config } = json(digest);
        const unpacked = join(cwd, "unpacked");
        for (const folder of ["proc", "tools"]) mkdirSync(join(unpacked, folder), { recursive: true, mode: 0o777 });
        run("tar", ["xzf", join(cwd, "layout/blobs", layers[0].digest.replace(":", "/")), "-C", unpacked], { cwd });
        const { User, Entrypoint, Env } = json(config.digest).config;
        const inside = `exec env -i ${Env[0]} "$(command -v chroot)" --userspec=${User} ${unpacked} ${Entrypoint[0]}`;
        const script = (args: string) => `mount --bind /proc ${unpacked}/proc && chmod 777 ${unpacked}/tools && ${inside} ${args}`;
        const list = resourceList([deployment("web", { namespace: "shop" })]);
        const started = (args: string) => run("unshare", ["--mount", "--net", "sh", "-c", script(args)], { cwd, stdin: list });
        const { code, stdout, stderr } = started("");
        assert.is(code, 0, stderr);
        assert.is(stdout, run(program, [], { cwd, stdin: list }).stdout);
        assert.is(started("copy /tools").code, 0);
        assert.ok(readFileSync(join(unpacked, "tools/podgraft")).equals(readFileSync(program)));
      }),
    );
  });
