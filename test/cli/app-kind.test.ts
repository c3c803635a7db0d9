import { appKind } from "../../src/cli/app-kind.ts";
import { assert, suite, table } from "../cases.ts";
import { withFiles } from "../files.ts";

const rows: readonly { readonly files: readonly string[]; readonly kind: string }[] = [
  { files: ["kustomization.yaml"], kind: "kustomize" },
  { files: ["kustomization.yml"], kind: "kustomize" },
  { files: ["Kustomization"], kind: "kustomize" },
  { files: ["Chart.yaml"], kind: "helm" },
  { files: ["Chart.yaml", "kustomization.yaml"], kind: "kustomize" },
  { files: ["Kptfile", "web.yaml"], kind: "plain" },
  { files: ["base/kustomization.yaml"], kind: "plain" },
];

table("the kind of a directory", rows, {
  title: ({ files, kind }) => `${files.join(", ")}: ${kind}`,
  run: ({ files, kind }) => withFiles(Object.fromEntries(files.map((file) => [file, ""])), (cwd) => assert.equal(appKind(cwd), { kind })),
});

suite("a directory that cannot be read", (test) => {
  test("is reported with its name", () => {
    const found = appKind("/not/there");
    assert.ok("diagnostics" in found);
    assert.equal(
      found.diagnostics.map(({ code, location }) => [code, location?.file]),
      [["InvalidInput", "/not/there"]],
    );
  });
});
