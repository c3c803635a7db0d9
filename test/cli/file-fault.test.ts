import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileFault } from "../../src/cli/file-fault.ts";
import { assert, table } from "../cases.ts";
import { withFiles } from "../files.ts";

const rows = [
  { path: "wep.yaml", problem: "no such file or directory; did you mean DIR/web.yaml?", fix: "correct the path" },
  { path: "wep.yml", problem: "no such file or directory; did you mean DIR/web.yaml?", fix: "correct the path" },
  { path: "web.yamll", problem: "no such file or directory; did you mean DIR/web.yaml?", fix: "correct the path" },
  { path: "nop.yaml", problem: "no such file or directory", fix: "correct the path" },
  { path: "other", problem: "no such file or directory", fix: "correct the path" },
  { path: "no/web.yaml", problem: "no such directory: DIR/no", fix: "correct the path, or create DIR/no" },
  { path: "mesh", problem: "it is a directory", fix: "name a file: DIR/mesh/a.yaml" },
  { path: "web.yaml/a.yaml", problem: "no such file or directory", fix: "correct the path" },
];

table("what keeps a file from being read", rows, {
  title: ({ path }) => path,
  run: ({ path, problem, fix }) =>
    withFiles({ "web.yaml": "", "mesh/a.yaml": "" }, (directory) => {
      const file = join(directory, path);
      try {
        readFileSync(file);
        assert.unreachable("it can be read");
      } catch (error) {
        const told = (text: string | undefined) => text?.replaceAll(directory, "DIR");
        const found = fileFault(file, error);
        assert.equal([told(found.problem), told(found.fix)], [problem, fix]);
      }
    }),
});
