import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { assert } from "../cases.ts";
import { everywhere } from "./argocd-apps.ts";
import { images } from "./built.ts";
import { withCmpImage } from "./cmp-image.ts";
import { CmpServer, type Plugin, plugin } from "./cmp-server.ts";
import { hostSuite } from "./hosts.ts";
import { deployment, kustomization } from "./manifests.ts";
import { withPackage } from "./package.ts";

const files = {
  "kustomization.yaml": kustomization({ resources: "[web.yaml]" }),
  "web.yaml": deployment("web"),
  "injector.yaml": everywhere,
};
const SHIPPER = "fluent/fluent-bit:3.1";
const injected = { web: ["example.com/web:1.0", SHIPPER] };

/** The plugin with more arguments of its operator's. */
const withArgs = (...args: readonly string[]): Plugin => ({
  ...plugin,
  spec: { ...plugin.spec, generate: { ...plugin.spec.generate, args } },
});

/** A kustomize that ignores SIGTERM and has a child; both leave their process ids, and files where temporary ones go. */
const STUBBORN = `#!/bin/sh
trap '' TERM
/bin/mkdir "$TMPDIR/fetched"
(trap '' TERM; /bin/sleep 1000) &
echo half a manifest
echo $$ $! > pids.new
/bin/mv pids.new pids
wait
`;

async function pidsIn(folder: string): Promise<readonly number[]> {
  const file = join(folder, "pids");
  for (let i = 0; i < 2000 && !existsSync(file); i++) await pause(10);
  return readFileSync(file, "utf8").trim().split(" ").map(Number);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // A process that has ended is in the table until its parent has looked.
  const status = `/proc/${pid}/status`;
  return !existsSync(status) || !/^State:\s+[ZX]/m.test(readFileSync(status, "utf8"));
}

async function allEnded(pids: readonly number[]): Promise<boolean> {
  for (let i = 0; i < 500 && pids.some(isRunning); i++) await pause(10);
  return !pids.some(isRunning);
}

hostSuite([], "Argo CD: the end of a build", (test) => {
  for (const { name, target } of [
    { name: "its process group", target: -1 },
    { name: "podgraft alone", target: 1 },
  ])
    test(`SIGTERM to ${name} ends it and all that it started, and leaves nothing`, () =>
      withCmpImage({ scripts: { kustomize: STUBBORN } }, async (image) => {
        let pids: readonly number[] = [];
        const { code, signal, stdout, left } = await new CmpServer(image, { files }).generate(async (child, directory) => {
          pids = await pidsIn(directory);
          process.kill(target * (child.pid as number), "SIGTERM");
        });
        assert.is(signal, "SIGTERM");
        assert.is(code, null);
        assert.is(stdout, "");
        assert.equal(left, []);
        assert.is(pids.length, 2);
        assert.ok(await allEnded(pids));
      }));

  test("where Argo CD's own deadline is over, which kills podgraft and then its group, nothing goes on running", () =>
    withCmpImage({ scripts: { kustomize: STUBBORN } }, async (image) => {
      let pids: readonly number[] = [];
      const { signal, stdout } = await new CmpServer(image, { files }).generate(async (child, directory) => {
        pids = await pidsIn(directory);
        const pid = child.pid as number;
        process.kill(pid, "SIGKILL");
        process.kill(-pid, "SIGTERM");
        process.kill(-pid, "SIGKILL");
      });
      assert.is(signal, "SIGKILL");
      assert.is(stdout, "");
      assert.ok(await allEnded(pids));
    }));

  test("a deadline of its own ends kustomize and fails", () =>
    withCmpImage({ scripts: { kustomize: STUBBORN } }, async (image) => {
      let pids: readonly number[] = [];
      const server = new CmpServer(image, { files }, withArgs("--timeout", "3"));
      const { code, stdout, stderr, left } = await server.generate(async (_, directory) => {
        pids = await pidsIn(directory);
      });
      assert.is(code, 2);
      assert.is(stdout, "");
      assert.match(stderr, "kustomize build had not ended after 3 s; expected manifests");
      assert.equal(left, []);
      assert.is(pids.length, 2);
      assert.ok(await allEnded(pids));
    }));
});

hostSuite([], "Argo CD: what kustomize says", (test) => {
  test("what it printed before it failed is not printed", () =>
    withCmpImage({ scripts: { kustomize: "#!/bin/sh\n/bin/cat web.yaml\nexit 3\n" } }, async (image) => {
      const { code, stdout, stderr } = await new CmpServer(image, { files }).generate();
      assert.is(code, 2);
      assert.is(stdout, "");
      assert.match(stderr, "kustomize build ended with status 3");
    }));

  test("is passed on, without the credentials of a repository", () => {
    const kustomize =
      "#!/bin/sh\necho 'fatal: cannot read https://bot:hunter2@git.example.com/base' >&2\nprintf 'and no more' >&2\nexit 1\n";
    return withCmpImage({ scripts: { kustomize } }, async (image) => {
      const { stderr } = await new CmpServer(image, { files }).generate();
      assert.match(stderr, "fatal: cannot read https://***@git.example.com/base\nand no more\npodgraft: nothing was built");
    });
  });

  test("bytes that are not text are an error", () =>
    withCmpImage({ scripts: { kustomize: "#!/bin/sh\nprintf 'a: \\377'\n" } }, async (image) => {
      const { code, stdout, stderr } = await new CmpServer(image, { files }).generate();
      assert.is(code, 2);
      assert.is(stdout, "");
      assert.match(stderr, "is not UTF-8; expected UTF-8\n    at kustomize build:1");
    }));
});

hostSuite([], "Argo CD: the programs that build", (test) => {
  const recording = '#!/bin/sh\necho "$@" > args\n/bin/cat web.yaml\n';

  test("kustomize gets the flags of the plugin's operator", () =>
    withCmpImage({ scripts: { kustomize: recording.replace("web.yaml", "args web.yaml").replace("echo", "echo '#'") } }, async (image) => {
      const { stdout } = await new CmpServer(
        image,
        { files },
        withArgs("--kustomize-flag=--enable-helm", "--kustomize-flag", "--load-restrictor=x", "--helm-flag=--y"),
      ).generate();
      assert.match(stdout, "# build . --enable-helm --load-restrictor=x\n");
      assert.equal(images(stdout), injected);
    }));

  test("kubectl takes the place of a kustomize that is not there", () =>
    withCmpImage({ scripts: { kubectl: recording.replace("web.yaml", "args web.yaml").replace("echo", "echo '#'") } }, async (image) => {
      const { stdout } = await new CmpServer(image, { files }).generate();
      assert.match(stdout, "# kustomize .\n");
      assert.equal(images(stdout), injected);
    }));

  test("without either it says so", () =>
    withCmpImage({}, async (image) => {
      const { code, stdout, stderr } = await new CmpServer(image, { files }).generate();
      assert.is(code, 2);
      assert.is(stdout, "");
      assert.match(stderr, "Cannot build the manifests: neither kustomize nor kubectl is on PATH; expected kustomize");
    }));

  test("helm gets the application's name and namespace, the cluster's versions, and values by standard input", () => {
    const helm = `#!/bin/sh\necho "$@" > args\n/bin/cat > values\n/bin/sed 's/^/# /' args values\n/bin/cat web.yaml\n`;
    const parameters = [
      { name: "values-files", array: ["a.yaml"] },
      { name: "values", string: "b: c\n" },
      { name: "release-name", string: "web" },
    ];
    const chart = { "Chart.yaml": "name: a", "a.yaml": "", "web.yaml": files["web.yaml"], "injector.yaml": everywhere };
    return withCmpImage({ scripts: { helm } }, async (image) => {
      const { stdout } = await new CmpServer(
        image,
        { files: chart, namespace: "shop", parameters },
        withArgs("--helm-flag=--skip-tests"),
      ).generate();
      const args = "template --include-crds --namespace=shop --kube-version=1.34 --api-versions=v1,apps/v1,batch/v1";
      assert.match(stdout, new RegExp(`^---\\n# ${args} --values=/.*/repo/a\\.yaml --values=- --skip-tests -- web \\.\\n# b: c\\n`));
      assert.equal(images(stdout), injected);
    });
  });

  test("without helm it says so", () =>
    withCmpImage({}, async (image) => {
      const { stderr } = await new CmpServer(image, { files: { "Chart.yaml": "name: a", "injector.yaml": everywhere } }).generate();
      assert.match(stderr, "Cannot build the manifests: helm is not on PATH; expected helm");
    }));

  test("the operator's configuration counts, and no parameter may name another", () =>
    withCmpImage({}, async (image) => {
      const files = { "all.yaml": everywhere.replace(SHIPPER, "operator:1"), "app/web.yaml": deployment("web") };
      const app = { files, path: "app", parameters: null };
      const { stdout } = await new CmpServer(image, app, withArgs("-c", "../all.yaml")).generate();
      assert.equal(images(stdout), { web: ["example.com/web:1.0", "operator:1"] });
      const parameters = [{ name: "config", string: "../all.yaml" }];
      const refused = await new CmpServer(image, { ...app, parameters }, withArgs("-c", "../all.yaml")).generate();
      assert.is(refused.code, 2);
      assert.is(refused.stdout, "");
      assert.match(refused.stderr, "the plugin itself sets the configuration, with -c; expected no parameter config");
    }));
});

hostSuite([], "podgraft build: what may be read", (test) => {
  test("a link out of the directory is refused, unless it stays in the repository that Argo CD names", () => {
    withPackage({ "app/web.yaml": deployment("web"), "app/injector.yaml": everywhere, "shared/api.yaml": deployment("api") }, (pkg) => {
      symlinkSync("../shared/api.yaml", join(pkg.dir, "app/api.yaml"));
      const outside = pkg.run("podgraft", ["build", "app"]);
      assert.is(outside.code, 2);
      assert.is(outside.stdout, "");
      assert.match(outside.stderr, /Cannot read app\/api.yaml: it is a link that leads out of \S+\/app\n/);
      const inside = pkg.run("podgraft", ["build", "app"], { env: { ARGOCD_APP_SOURCE_PATH: "app" } });
      assert.equal(Object.keys(images(inside.stdout)), ["api", "web"]);
    });
  });

  test("files named in .podgraftignore are left out", () => {
    const ignored = { "web.yaml": deployment("web"), "injector.yaml": everywhere, "old.yaml": everywhere, ".podgraftignore": "old.yaml\n" };
    withPackage(ignored, (pkg) => assert.equal(images(pkg.run("podgraft", ["build", "."]).stdout), injected));
  });
});
