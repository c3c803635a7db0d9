import { existsSync, mkdirSync, readFileSync, realpathSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { mirrored } from "../../src/cli/mirror.ts";
import { assert, suite } from "../cases.ts";
import { withFiles } from "../files.ts";

suite("a directory mirrored", (test) => {
  const files = { "a/b/app/k.yaml": "old", "a/b/app/sub/x.yaml": "x", "a/b/app/.git/HEAD": "ref", "a/base/y.yaml": "y", "z.yaml": "z" };

  test("is a copy with a file replaced, and what is beside it and above it is found from there", () =>
    withFiles(files, (cwd) => {
      symlinkSync("../../base", join(cwd, "a/b/app/link"));
      mkdirSync(join(cwd, "scratch"));
      const copy = mirrored(join(cwd, "scratch"), join(cwd, "a/b/app"), { file: "k.yaml", text: "new" });
      const read = (path: string) => readFileSync(join(copy, path), "utf8");
      assert.is(read("k.yaml"), "new");
      assert.is(read("sub/x.yaml"), "x");
      assert.is(read("../../base/y.yaml"), "y");
      assert.is(read("../../../z.yaml"), "z");
      assert.is(read("link/y.yaml"), "y");
      assert.is(realpathSync(join(copy, "../../base")), realpathSync(join(cwd, "a/base")));
      assert.is(realpathSync(join(copy, "sub/x.yaml")), join(realpathSync(copy), "sub/x.yaml"));
      assert.is(existsSync(join(copy, ".git")), false);
      assert.is(readFileSync(join(cwd, "a/b/app/k.yaml"), "utf8"), "old");
    }));
});
