import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { assert, suite } from "../cases.ts";
import { filesBelow } from "../hosts/package.ts";
import { program } from "../program.ts";
import { deployment, ownSidecar } from "./manifests.ts";
import { podgraft, withFiles } from "./run.ts";

const config = ownSidecar.replace("    optIn: ship\n", "    policy: enabled\n").replace(/ {4}namespaceSelector:\n.*\n/, "");
const names = Array.from({ length: 40 }, (_, i) => `app-${i}`);
const apps = names.map((name) => `apps/${name}`);
const fleet = {
  "injector.yaml": config,
  ...Object.fromEntries(
    names.map((name) => [`apps/${name}/web.yaml`, deployment(name) + (name === "app-7" ? "" : "---\n") + deployment(`${name}-api`)]),
  ),
};
const args = (...more: readonly string[]) => ["build", ...apps, "-c", "injector.yaml", ...more];
const SHARDS = [0, 1, 2, 3];

suite("podgraft build of many directories", (test) => {
  test("each app is written to its place, and one that fails alone is reported", () =>
    withFiles({ ...fleet, "apps/app-3/web.yaml": "a: [" }, (cwd) => {
      const { code, out, err } = podgraft(args("-o", "out"), { cwd });
      assert.equal([code, out], [2, ""]);
      assert.match(err, "podgraft: 40 apps: 38 written to out, 2 failed (apps/app-3, apps/app-7); 76 injected (shipper 3), ");
      assert.match(err, "at apps/app-3/web.yaml:1");
      const written = filesBelow(join(cwd, "out/apps"));
      assert.equal(
        Object.keys(written).filter((path) => path.startsWith("app-3/")),
        [],
      );
      assert.match(written["app-5/shop/deployment-app-5.yaml"] ?? "", "image: fluent-bit:3");
      assert.match(written["app-5/kustomization.yaml"] ?? "", "- shop/deployment-app-5-api.yaml\n");
    }));

  test("what is wrong with the configuration of all is reported once", () =>
    withFiles({ ...fleet, "injector.yaml": "apiVersion: podgraft.dev/v1alpha1\nkind: Injector\n" }, (cwd) => {
      const { code, err } = podgraft(args("-o", "out"), { cwd });
      assert.is(code, 2);
      assert.match(err, "podgraft: 40 apps: 0 written to out, 40 failed (apps/app-0, apps/app-1, ");
      assert.is(err.split("Cannot use the configuration").length, 2, err);
    }));

  test("an app is written as it is alone, whichever way it is named", () =>
    withFiles(fleet, (cwd) => {
      podgraft(["build", "apps/app-1", "-c", "injector.yaml", "-o", "alone"], { cwd });
      const { code, err } = podgraft(
        ["build", "./apps/app-1/", join(cwd, "apps/app-1"), "apps/app-2", "-c", "injector.yaml", "-o", "out"],
        { cwd },
      );
      assert.is(code, 0, err);
      assert.equal(filesBelow(join(cwd, "out/apps/app-1")), filesBelow(join(cwd, "alone")));
    }));

  test("the same goes for each kustomization, which messages name", () =>
    withFiles(
      { ...fleet, "apps/app-1/kustomization.yaml": "resources: [web.yaml]\n", "bad/kustomization.yaml": "resources: [none.yaml]\n" },
      (cwd) => {
        const { code, err } = podgraft(["build", "apps/app-1", "bad", "-c", "injector.yaml", "-o", "out"], { cwd });
        assert.is(code, 2);
        assert.match(err, "Cannot build the manifests: kustomize build ended with status 1; expected manifests\n    at bad\n");
        assert.match(err, "2 apps: 1 written to out, 1 failed (bad); 2 injected (shipper 3)");
      },
    ));
});

suite("podgraft build of shards", (test) => {
  const good = { ...fleet, "apps/app-7/web.yaml": deployment("web") };
  const expected = (cwd: string) => {
    assert.is(podgraft(args("-o", "whole"), { cwd }).code, 0);
    return filesBelow(join(cwd, "whole"));
  };
  const shard = (cwd: string, index: number, output: string) =>
    spawn(program, args("-o", output, "--shard", `${index}/${SHARDS.length}`), { cwd, stdio: "ignore" });
  const ended = (child: ReturnType<typeof shard>) => new Promise((resolve) => child.on("close", resolve));

  test("four at once, as processes: every app exactly once, and the same bytes", () =>
    withFiles(good, async (cwd) => {
      const codes = await Promise.all(SHARDS.map((index) => ended(shard(cwd, index, "out"))));
      assert.equal(codes, [0, 0, 0, 0]);
      assert.equal(filesBelow(join(cwd, "out")), expected(cwd));
      await Promise.all(SHARDS.map((index) => ended(shard(cwd, index, `part-${index}`))));
      const parts = SHARDS.map((index) => Object.keys(filesBelow(join(cwd, `part-${index}`))));
      assert.ok(parts.every((part) => part.length > 0));
      assert.equal(parts.flat().sort(), Object.keys(expected(cwd)));
    }));

  test("one that is killed and repeated gives the same bytes", () =>
    withFiles(good, async (cwd) => {
      for (const delay of [0, 2, 5]) {
        const killed = shard(cwd, 1, "out");
        while (!existsSync(join(cwd, "out"))) await setTimeout(1);
        await setTimeout(delay);
        killed.kill("SIGKILL");
        await ended(killed);
      }
      for (const index of SHARDS) assert.is(await ended(shard(cwd, index, "out")), 0);
      assert.equal(filesBelow(join(cwd, "out")), expected(cwd));
    }));

  test("which apps a shard has does not depend on others", () =>
    withFiles(good, (cwd) => {
      const of = (...directories: readonly string[]) => {
        podgraft(["build", ...directories, "-c", "injector.yaml", "-o", `out-${directories.length}`, "--shard", "2/4"], { cwd });
        return Object.keys(filesBelow(join(cwd, `out-${directories.length}`))).filter((path) =>
          apps.slice(0, 30).some((app) => path.startsWith(`${app}/`)),
        );
      };
      assert.equal(of(...apps.slice(0, 30)), of(...apps));
    }));

  test("one without apps does nothing", () =>
    withFiles(good, (cwd) => {
      const { code, err } = podgraft(["build", "apps/app-1", "-o", "out", "--shard", "99999/100000"], { cwd });
      assert.equal([code, err], [0, "podgraft: shard 99999/100000, 0 of 1 app: 0 written to out\n"]);
    }));
});
