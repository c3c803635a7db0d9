import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { assert } from "../cases.ts";
import { outputsOf } from "../example-outputs.ts";
import { type Example, examples } from "../example-rows.ts";
import { root } from "../files.ts";
import { programFolder } from "../program.ts";
import { type Host, hostSuite, programOnPath, run } from "./hosts.ts";
import { type Files, filesBelow } from "./package.ts";

/** One digest of all that the examples print and write. */
function digestOf(outputs: (example: Example) => Files): string {
  const hash = createHash("sha256");
  for (const example of examples) {
    const files = outputs(example);
    for (const path of Object.keys(files).sort()) hash.update(`${JSON.stringify([example.folder, path, files[path]])}\n`);
  }
  return hash.digest("hex");
}

const needed = [...new Set(examples.flatMap(({ hosts }) => hosts))];
const versions: readonly Host[] = ["node20", "node22", "node24"];

for (const version of versions)
  hostSuite([version, ...needed], `all outputs of the examples on ${version}`, (test) => {
    test("have the digest of what is expected", () => {
      const folder = mkdtempSync(join(tmpdir(), "podgraft-node-"));
      try {
        symlinkSync(programOnPath(version) as string, join(folder, "node"));
        const env = { PATH: [folder, programFolder, process.env.PATH].join(delimiter) };
        assert.match(run("node", ["--version"], { cwd: folder, env }).stdout, new RegExp(`^v${version.slice("node".length)}\\.`));
        const expected = digestOf(({ folder }) => filesBelow(join(root, folder, ".expected")));
        assert.is(
          digestOf((example) => outputsOf(example, env)),
          expected,
        );
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  });
