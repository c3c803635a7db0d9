import { existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { clearLeftovers, temporaryName } from "../../src/cli/temporary-files.ts";
import { assert, suite, table } from "../cases.ts";
import { withFiles } from "../files.ts";

const own = temporaryName();
/** A number that no process has. */
const ended = own.replace(`-${process.pid}-`, "-4194305-");

suite("a temporary file's name", (test) => {
  test("cannot be guessed", () => assert.is(new Set(Array.from({ length: 50 }, temporaryName)).size, 50));
  test("has room beside the longest name of a file", () => assert.ok(own.length < 200));
});

const rows: readonly { readonly title: string; readonly name: string; readonly stays?: true }[] = [
  { title: "of a run that has ended", name: ended },
  { title: "of an earlier process with this one's number", name: own },
  { title: "of a run that goes on", name: own.replace(`-${process.pid}-`, `-${process.ppid}-`), stays: true },
  { title: "of another host", name: ended.replace("podgraft-", "podgraft-other"), stays: true },
  { title: "whose name is almost one", name: ended.replace(".tmp", ".yaml"), stays: true },
];

table("cleared: what is left", rows, {
  title: ({ title }) => title,
  run: ({ name, stays = false }) =>
    withFiles({ "a.yaml": "a", [name]: "half" }, (cwd) => {
      const told = clearLeftovers([join(cwd, "a.yaml"), join(cwd, "b.yaml")]);
      assert.is(existsSync(join(cwd, name)), stays);
      assert.equal(
        told.map(({ location }) => location?.file),
        stays ? [] : [join(cwd, name)],
      );
    }),
});

suite("cleared", (test) => {
  test("where a link leads", () =>
    withFiles({ "in/a.yaml": "a", [`in/${ended}`]: "half" }, (cwd) => {
      symlinkSync("in/a.yaml", join(cwd, "link.yaml"));
      assert.is(clearLeftovers([join(cwd, "link.yaml")]).length, 1);
    }));
  test("nowhere, where there is no such directory", () => assert.equal(clearLeftovers(["/not/there/a.yaml"]), []));
});
