import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { parse } from "yaml";
import manifest from "../../package.json" with { type: "json" };
import { fileOf } from "../../tools/executable.ts";
import { programOnPath } from "../../tools/hosts.ts";
import { writeRelease } from "../../tools/release.ts";
import { type Platform, platforms, thisPlatform } from "../../tools/runtimes.ts";
import { assert, suite, table } from "../cases.ts";
import { root, withFiles } from "../files.ts";
import { run } from "../hosts/hosts.ts";

const HOMEPAGE = "https://example.com/podgraft";
const BASE = `${HOMEPAGE}/files`;
const sha256 = (content: string | Buffer) => createHash("sha256").update(content).digest("hex");
const programFor = (platform: Platform) => `#!/bin/sh\necho ${platform}\n`;

/** A folder as `npm run executable` leaves it, of programs that say which they are, with the files of a release. */
function withRelease<T>(use: (dist: string) => T): T {
  const sums = platforms.map((platform) => `${sha256(programFor(platform))}  ${fileOf(platform)}\n`).join("");
  const programs = Object.fromEntries(platforms.map((platform) => [fileOf(platform), programFor(platform)]));
  return withFiles({ ...programs, SHA256SUMS: sums, "THIRD-PARTY-LICENSES": "licences" }, (dist) => {
    writeRelease(dist, { homepage: HOMEPAGE, base: BASE });
    return use(dist);
  });
}

suite("the files of a release", (test) => {
  const read = (dist: string, name: string) => readFileSync(join(dist, name), "utf8");

  test("SHA256SUMS names each with its digest, the same each time", () =>
    withRelease((dist) => {
      const { code, stdout } = run("sha256sum", ["--check", "--quiet", "SHA256SUMS"], { cwd: dist });
      assert.is(code, 0, stdout);
      const sums = read(dist, "SHA256SUMS");
      assert.equal(readdirSync(dist).length, sums.split("\n").length - 1 + ["SHA256SUMS", "THIRD-PARTY-LICENSES"].length);
      writeRelease(dist, { homepage: HOMEPAGE, base: BASE });
      assert.is(read(dist, "SHA256SUMS"), sums);
    }));

  test("an archive holds the program and licences", () =>
    withRelease((dist) => {
      const listed = (platform: string) => run("tar", ["tzf", `podgraft-${platform}.tar.gz`], { cwd: dist }).stdout;
      assert.is(listed("linux-x64"), "LICENSE\nTHIRD-PARTY-LICENSES\npodgraft\n");
      assert.match(listed("windows-x64"), "podgraft.exe\n");
      run("tar", ["xzf", "podgraft-darwin-arm64.tar.gz", "podgraft"], { cwd: dist });
      assert.is(run("./podgraft", [], { cwd: dist }).stdout, "darwin-arm64\n");
    }));

  test("each package's file names each archive, with its digest", () =>
    withRelease((dist) => {
      const archives = platforms.filter((platform) => !platform.endsWith("-musl")).map((platform) => `podgraft-${platform}.tar.gz`);
      const digestOf = (name: string) => sha256(readFileSync(join(dist, name)));
      const isNamed = (text: string, name: string) => text.includes(`${BASE}/${name}`) && text.includes(digestOf(name));
      for (const file of ["krew.yaml", "mise.toml"])
        assert.equal(
          archives.filter((name) => !isNamed(read(dist, file), name)),
          [],
        );
      for (const file of ["podgraft.rb", "podgraft.nix"]) {
        const unix = archives.filter((name) => !name.includes("windows"));
        assert.equal(
          unix.filter((name) => !isNamed(read(dist, file), name)),
          [],
        );
      }
    }));

  test("krew's manifest has a platform for each, with what krew asks for", () =>
    withRelease((dist) => {
      const { apiVersion, kind, metadata, spec } = parse(read(dist, "krew.yaml"));
      assert.equal([apiVersion, kind, metadata.name], ["krew.googlecontainertools.github.com/v1alpha2", "Plugin", "podgraft"]);
      assert.match(spec.version, /^v\d+\.\d+\.\d+$/);
      assert.ok(spec.shortDescription !== "" && !spec.shortDescription.includes("\n"));
      const selected = spec.platforms.map(({ selector, bin }: { selector: { matchLabels: { os: string; arch: string } }; bin: string }) =>
        [selector.matchLabels.os, selector.matchLabels.arch, bin].join(" "),
      );
      const unix = ["linux", "darwin"].flatMap((os) => [`${os} amd64 podgraft`, `${os} arm64 podgraft`]);
      assert.equal(selected.sort(), [...unix, "windows amd64 podgraft.exe"].sort());
    }));

  test("an executable that is not what SHA256SUMS says is refused", () =>
    withRelease((dist) => {
      writeFileSync(join(dist, "podgraft-linux-x64"), "other");
      assert.throws(() => writeRelease(dist, { homepage: HOMEPAGE, base: BASE }), /Cannot release podgraft-linux-x64: its SHA-256 is/);
    }));
});

suite("the release workflow", (test) => {
  const workflow = readFileSync(join(root, ".github/workflows/release.yml"), "utf8");
  test("runs scripts that exist", () => {
    const scripts = [...workflow.matchAll(/node --import tsx (\S+)/g)].map(([, path]) => path as string);
    assert.equal(
      scripts.filter((path) => !existsSync(join(root, path))),
      [],
    );
    assert.equal(scripts.sort(), ["test/with-executable.ts", "tools/image.ts", "tools/release.ts"]);
    for (const [, name] of workflow.matchAll(/npm run (\S+)/g)) assert.ok(Object.hasOwn(manifest.scripts, name as string), name);
  });
  test("may write nothing before its tests have passed", () => {
    const { permissions, jobs } = parse(workflow);
    assert.equal([permissions, jobs.test.permissions, jobs.release.needs], [{ contents: "read" }, undefined, "test"]);
  });
});

interface Installing {
  readonly name: string;
  readonly shell?: string;
  /** Programs instead of the machine's, and those that are left out. */
  readonly stubs?: Readonly<Record<string, string>>;
  readonly without?: readonly string[];
  /** What is served is something else. */
  readonly served?: string;
  readonly installs?: Platform;
  readonly says?: string;
}

const uname = (system: string, machine: string) => ({ uname: `#!/bin/sh\n[ "$1" = -s ] && echo ${system} || echo ${machine}\n` });
const linux = { installs: thisPlatform() };

const rows: readonly Installing[] = [
  ...["sh", "dash", "bash"].filter((shell) => programOnPath(shell)).map((shell) => ({ name: `with ${shell}`, shell, ...linux })),
  { name: "with wget", without: ["curl"], ...linux },
  { name: "on a Mac", stubs: uname("Darwin", "arm64"), installs: "darwin-arm64" },
  { name: "on an older Mac, without sha256sum", stubs: uname("Darwin", "x86_64"), without: ["sha256sum"], installs: "darwin-x64" },
  { name: "on another system", stubs: uname("FreeBSD", "amd64"), says: "the system is FreeBSD; expected Linux or macOS" },
  { name: "on another processor", stubs: uname("Linux", "riscv64"), says: "the processor is riscv64; expected x86_64 or arm64" },
  { name: "without a program that downloads", without: ["curl", "wget"], says: "neither curl nor wget is on PATH" },
  { name: "of something else", served: "#!/bin/sh\necho evil\n", says: `is ${sha256("#!/bin/sh\necho evil\n")}; expected ` },
  { name: "of a part", served: programFor(thisPlatform()).slice(0, -2), says: "the SHA-256 of http://127.0.0.1" },
  { name: "of what is not there", served: "", says: "could not be downloaded" },
];

table("install.sh", rows, {
  title: ({ name }) => name,
  run: (row) =>
    withRelease(async (dist) => {
      const serve = createServer(({ url = "" }, response) => {
        const file = join(dist, url);
        const content = row.served ?? (existsSync(file) ? readFileSync(file) : "");
        response.writeHead(content.length === 0 ? 404 : 200).end(content);
      });
      await new Promise<void>((resolve) => serve.listen(0, "127.0.0.1", resolve));
      try {
        const target = join(dist, "a folder/bin");
        const env = { PATH: pathFor(dist, row), PODGRAFT_BASE_URL: `http://127.0.0.1:${(serve.address() as AddressInfo).port}` };
        const { code, stdout, stderr } = await ran(row.shell ?? "sh", [join(dist, "install.sh"), target], env);
        if (row.installs === undefined) {
          assert.is(code, 1);
          assert.match(stderr, `install.sh: Cannot install podgraft: `);
          assert.match(stderr, row.says ?? "");
          assert.equal(existsSync(target) ? readdirSync(target) : [], []);
        } else {
          assert.is(code, 0, stderr);
          assert.match(stdout, `is ${target}/podgraft\nfix: add ${target} to PATH\n`);
          assert.equal(readdirSync(target), ["podgraft"]);
          assert.is(statSync(join(target, "podgraft")).mode & 0o777, 0o755);
          assert.is(run(join(target, "podgraft"), [], { cwd: dist }).stdout, `${row.installs}\n`);
        }
      } finally {
        serve.close();
      }
    }),
});

const TOOLS = ["bash", "cat", "chmod", "curl", "dash", "mkdir", "mktemp", "mv", "perl", "rm", "sh", "sha256sum", "shasum", "uname", "wget"];

/** A folder with links to the programs that the script may use, stubs before them. */
function pathFor(dist: string, { stubs = {}, without = [] }: Installing): string {
  const folder = join(dist, "bin");
  mkdirSync(folder);
  for (const name of TOOLS) {
    const found = programOnPath(name);
    if (Object.hasOwn(stubs, name)) writeFileSync(join(folder, name), stubs[name] as string, { mode: 0o755 });
    else if (found !== undefined && !without.includes(name)) symlinkSync(found, join(folder, name));
  }
  return folder;
}

function ran(shell: string, args: readonly string[], env: Readonly<Record<string, string>>) {
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    const child = spawn(programOnPath(shell) as string, args, { env, stdio: ["ignore", "pipe", "pipe"] });
    const said = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const)
      child[stream].setEncoding("utf8").on("data", (text: string) => {
        said[stream] += text;
      });
    child.on("close", (code) => resolve({ code, ...said }));
  });
}
