import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { joined } from "../../src/cli/deliver.ts";
import { assert, suite, table } from "../cases.ts";
import { deployment, injector } from "../hosts/manifests.ts";
import { podgraft, withFiles } from "./run.ts";

const rows: readonly { readonly texts: readonly string[]; readonly stream: string }[] = [
  { texts: [], stream: "" },
  { texts: ["a: 1\n"], stream: "a: 1\n" },
  { texts: ["a: 1\n", "b: 1\n"], stream: "a: 1\n---\nb: 1\n" },
  { texts: ["a: 1", "b: 1"], stream: "a: 1\n---\nb: 1" },
  { texts: ["a: 1\n", "---\nb: 1\n"], stream: "a: 1\n---\nb: 1\n" },
  { texts: ["", "b: 1\n"], stream: "b: 1\n" },
];

table("several texts as one stream", rows, {
  title: ({ texts }) => JSON.stringify(texts),
  run: ({ texts, stream }) => assert.is(joined(texts), stream),
});

suite("--report-file", (test) => {
  const inject = (file: string) =>
    withFiles({ "c.yaml": injector(), "a.yaml": deployment("web"), "full.txt": "an older and longer report\n".repeat(9) }, (cwd) => {
      const ran = podgraft(["inject", "-f", "a.yaml", "-c", "c.yaml", "--report-file", file], { cwd });
      return {
        ...ran,
        report: existsSync(join(cwd, file)) && statSync(join(cwd, file)).isFile() ? readFileSync(join(cwd, file), "utf8") : "",
      };
    });

  for (const file of ["new.txt", "full.txt"])
    test(`${file} holds what standard error gets, and nothing else`, () => {
      const { code, out, err, report } = inject(file);
      assert.is(code, 0);
      assert.match(out, "kind: Deployment");
      assert.match(err, "1 injected");
      assert.is(report, err);
    });

  test("one that cannot be written is an error", () => {
    const { code, err } = inject(".");
    assert.is(code, 2);
    assert.match(err, "the report was not written");
  });
});
