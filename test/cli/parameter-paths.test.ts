import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withPaths } from "../../src/cli/parameter-paths.ts";
import { assert, suite, table } from "../cases.ts";
import { withFiles } from "../files.ts";

const rows: readonly { readonly path: string; readonly found: string | undefined }[] = [
  { path: "c.yaml", found: "app/c.yaml" },
  { path: "../shared.yaml", found: "shared.yaml" },
  { path: "..", found: "" },
  { path: "../../secret.yaml", found: undefined },
  { path: "../../repository-of-another/c.yaml", found: undefined },
  { path: "link.yaml", found: undefined },
  { path: "/etc/hostname", found: undefined },
  { path: "not-there.yaml", found: undefined },
];

table("a path in a parameter", rows, {
  title: ({ path, found }) => `${path}: ${found === undefined ? "refused" : "taken"}`,
  run: ({ path, found }) =>
    withFiles({ "repository/app/c.yaml": "", "repository/shared.yaml": "", "secret.yaml": "" }, (cwd) => {
      mkdirSync(join(cwd, "repository-of-another"));
      writeFileSync(join(cwd, "repository-of-another/c.yaml"), "");
      symlinkSync("../../secret.yaml", join(cwd, "repository/app/link.yaml"));
      const root = join(realpathSync(cwd), "repository");
      const given = { config: path, values: undefined, releaseName: undefined, context: [path], valuesFiles: [], namespaceLabels: {} };
      const resolved = withPaths(given, { directory: join(root, "app"), repository: { root, isPart: false } });
      if (found === undefined) assert.is("diagnostics" in resolved && resolved.diagnostics.length, 2);
      else assert.equal("config" in resolved && [resolved.config, ...resolved.context], [join(root, found), join(root, found)]);
    }),
});

suite("a path in a parameter of an Application with manifest-generate-paths", (test) => {
  test("is refused with the name of the annotation", () =>
    withFiles({ "app/web.yaml": "" }, (cwd) => {
      const root = join(realpathSync(cwd), "app");
      const given = {
        config: "../mesh.yaml",
        values: undefined,
        releaseName: undefined,
        context: [],
        valuesFiles: [],
        namespaceLabels: {},
      };
      const resolved = withPaths(given, { directory: root, repository: { root, isPart: true } });
      assert.match("diagnostics" in resolved ? (resolved.diagnostics[0]?.fix ?? "") : "", "argocd.argoproj.io/manifest-generate-paths");
    }));
});
