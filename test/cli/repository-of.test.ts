import { mkdirSync, realpathSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { repositoryOf } from "../../src/cli/repository-of.ts";
import { assert, table } from "../cases.ts";
import { withFiles } from "../files.ts";

const rows: readonly {
  readonly directory: string;
  readonly sourcePath: string | undefined;
  readonly repository: string;
  readonly isPart?: true;
}[] = [
  { directory: "a/b", sourcePath: undefined, repository: "a/b" },
  { directory: "a/b", sourcePath: "", repository: "a/b" },
  { directory: "a/b", sourcePath: ".", repository: "a/b" },
  { directory: "a/b", sourcePath: "b", repository: "a" },
  { directory: "a/b", sourcePath: "./a//b/", repository: "" },
  { directory: "a/b", sourcePath: "c", repository: "a/b", isPart: true },
  { directory: "a/b", sourcePath: "c/b", repository: "a", isPart: true },
  { directory: "a/b", sourcePath: "c/a/b", repository: "", isPart: true },
  { directory: "a/b", sourcePath: "xa/xb", repository: "a/b", isPart: true },
  { directory: "link", sourcePath: "link", repository: "a/b", isPart: true },
];

table("the repository of a directory", rows, {
  title: ({ directory, sourcePath }) => `${directory} at ${sourcePath}`,
  run: ({ directory, sourcePath, repository, isPart = false }) =>
    withFiles({}, (root) => {
      mkdirSync(join(root, "a/b"), { recursive: true });
      symlinkSync("a/b", join(root, "link"));
      assert.equal(repositoryOf(join(root, directory), sourcePath), { root: join(realpathSync(root), repository), isPart });
    }),
});
