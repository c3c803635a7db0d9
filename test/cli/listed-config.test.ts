import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listedConfig } from "../../src/cli/listed-config.ts";
import { assert } from "../cases.ts";
import { withFiles } from "../files.ts";
import { hostSuite } from "../hosts/hosts.ts";
import { deployment, injector, kustomization } from "../hosts/manifests.ts";
import type { Files } from "../hosts/package.ts";

const local = 'config.kubernetes.io/local-config: "true"\n    config.kubernetes.io/function: "exec: {path: podgraft}"';
const labels =
  "apiVersion: builtin\nkind: LabelTransformer\nmetadata: {name: labels}\nlabels: {team: a}\nfieldSpecs: [{path: metadata/labels, create: true}]\n";

const mesh: Files = {
  "mesh/kustomization.yaml": kustomization({ resources: "[injector.yaml]" }),
  "mesh/injector.yaml": injector({ annotations: local }),
  "two/kustomization.yaml": kustomization({ resources: "[../mesh, labels.yaml]" }),
  "two/labels.yaml": labels,
  "other/kustomization.yaml": kustomization({ resources: "[injector.yaml]" }),
  "other/injector.yaml": injector({ name: "other" }),
  "outside.yaml": injector(),
  "app/web.yaml": deployment("web"),
  "app/labels.yaml": labels,
  "app/injector.yaml": injector({ annotations: local }),
};

const rows: readonly { readonly transformers?: string; readonly left?: RegExp; readonly problem?: RegExp }[] = [
  {},
  { transformers: "[labels.yaml]" },
  { transformers: "[../mesh]", left: /"transformers":\[\]/ },
  { transformers: "[injector.yaml, labels.yaml]", left: /"transformers":\["labels\.yaml"\]/ },
  { transformers: "[../mesh, ../other]", problem: /has more than one SidecarInjector/ },
  { transformers: "[../two]", problem: /\.\.\/two, which its kustomization lists under transformers, builds other objects beside/ },
  { transformers: "[../outside.yaml]", problem: /kustomize build ended with status 1/ },
  { transformers: "[../not-there]", problem: /kustomize build ended with status 1/ },
];

hostSuite(["kustomize"], "the configuration that an app's kustomization lists", (test) => {
  for (const { transformers, left, problem } of rows)
    test(transformers ?? "none", () => {
      const app = { "app/kustomization.yaml": kustomization({ resources: "[web.yaml]", ...(transformers && { transformers }) }) };
      return withFiles({ ...mesh, ...app }, async (cwd) => {
        const found = await listedConfig(join(cwd, "app"));
        if (found && "diagnostics" in found) return assert.match(found.diagnostics[0]?.message ?? "", problem ?? /no problem/);
        assert.is(problem, undefined);
        if (left === undefined) return assert.is(found, undefined);
        assert.match(found?.config.config.text ?? "", "kind: SidecarInjector");
        const folder = typeof found?.cwd === "function" ? found.cwd(join(cwd, "scratch")) : "";
        assert.match(readFileSync(join(folder, "kustomization.yaml"), "utf8"), left);
      });
    });
});
