import { join } from "node:path";
import { kustomizationIn, listed } from "../../src/cli/kustomization-file.ts";
import { assert, table } from "../cases.ts";
import { withFiles } from "../files.ts";
import type { Files } from "../hosts/package.ts";

const rows: readonly { readonly title: string; readonly files: Files; readonly found?: readonly string[] }[] = [
  { title: "kustomization.yaml", files: { "kustomization.yaml": "transformers: [a, b]\n" }, found: ["a", "b"] },
  { title: "kustomization.yml", files: { "kustomization.yml": "transformers:\n- a\n" }, found: ["a"] },
  { title: "Kustomization", files: { Kustomization: "transformers: [{a: 1}, a]\n" }, found: ["a"] },
  { title: "a list that is a map", files: { Kustomization: "transformers: {a: 1}\n" }, found: [] },
  { title: "without the list", files: { "kustomization.yaml": "resources: [a]\n" }, found: [] },
  { title: "one that is not YAML", files: { "kustomization.yaml": "resources: [a\n" } },
  { title: "none", files: { "a.yaml": "transformers: [a]\n" } },
];

table("the kustomization of a directory", rows, {
  title: ({ title }) => title,
  run: ({ files, found }) =>
    withFiles(files, (directory) => {
      const file = kustomizationIn(directory);
      assert.equal(file && listed(file, "transformers"), found);
      assert.is(file?.path, found && join(directory, Object.keys(files)[0] ?? ""));
    }),
});
