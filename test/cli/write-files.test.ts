import { readdirSync } from "node:fs";
import { join } from "node:path";
import { writeFiles } from "../../src/cli/write-files.ts";
import { assert, table } from "../cases.ts";
import { withFiles } from "../files.ts";

interface Failure {
  readonly name: string;
  /** The number of writes, or renames, that go well. */
  readonly writes: number;
  readonly renames: number;
  readonly message: string;
  readonly changed: readonly string[];
}

const failures: readonly Failure[] = [
  { name: "the disk is full at the first file", writes: 0, renames: 9, message: "Cannot write a: no space left", changed: [] },
  { name: "the disk is full at the second file", writes: 1, renames: 9, message: "Cannot write b: no space left", changed: [] },
  { name: "the first rename fails", writes: 9, renames: 0, message: "Cannot write a: no space left", changed: [] },
  {
    name: "the second rename fails, and it is said what changed",
    writes: 9,
    renames: 1,
    message: "Cannot write b: no space left",
    changed: ["a"],
  },
];

table("a write that fails", failures, {
  title: ({ name }) => name,
  run: ({ writes, renames, message, changed }) =>
    withFiles({ a: "old", b: "old" }, (cwd) => {
      const done: string[] = [];
      const left = { writes, renames };
      const full = (which: "writes" | "renames") => {
        if (left[which]-- === 0) throw new Error("no space left");
      };
      const targets = ["a", "b"].map((name) => ({ file: join(cwd, name), text: "new" }));
      const problems = writeFiles(targets, {
        write: () => full("writes"),
        rename: (_, to) => {
          full("renames");
          done.push(to.slice(-1));
        },
      });
      assert.is(problems.length, 1);
      assert.ok(problems[0]?.message.replace(`${cwd}/`, "").startsWith(message), problems[0]?.message);
      assert.ok(problems[0]?.message.endsWith(changed.length === 0 ? "no file was changed" : `only ${join(cwd, "a")} changed`));
      assert.equal(done, changed);
      assert.equal(readdirSync(cwd).sort(), ["a", "b"], "no temporary file is left");
    }),
});
