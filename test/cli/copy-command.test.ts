import { chmodSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { assert, suite } from "../cases.ts";
import { isExecutable, program } from "../program.ts";
import { podgraft, withFiles } from "./run.ts";

suite("podgraft copy", (test) => {
  test("takes one directory", () => assert.match(podgraft(["copy", "a", "b"]).err, '"b" is one too many; expected one DIR'));

  if (!isExecutable)
    test("is the executable's: what Node runs is several files", () => {
      const { code, err } = podgraft(["copy", "."]);
      assert.is(code, 2);
      assert.match(err, "Node runs this podgraft, from several files; only the executable copies itself");
    });

  if (isExecutable) {
    const name = "podgraft";
    test("makes a copy that anybody may run, whatever was there", () =>
      withFiles({ [name]: "old" }, (cwd) => {
        chmodSync(join(cwd, name), 0o400);
        for (const _ of [1, 2])
          assert.equal(podgraft(["copy", cwd]), { code: 0, out: "", err: `podgraft: copied to ${join(cwd, name)}\n` });
        assert.equal(readdirSync(cwd), [name]);
        assert.is(statSync(join(cwd, name)).mode & 0o777, 0o755);
        assert.ok(readFileSync(join(cwd, name)).equals(readFileSync(program)));
      }));

    test("says what keeps it from being written", () =>
      withFiles({}, (cwd) => {
        const { code, err } = podgraft(["copy", join(cwd, "none")]);
        assert.is(code, 2);
        assert.match(err, "no such file or directory; nothing was copied");
      }));
  }
});
