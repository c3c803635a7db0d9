import { symptoms } from "../../tools/reference/symptoms.ts";
import { assert } from "../cases.ts";
import { deployment } from "../cli/manifests.ts";
import { hostSuite } from "../hosts/hosts.ts";
import { withPackage } from "../hosts/package.ts";

const injector = (annotation: string) =>
  `apiVersion: podgraft.dev/v1alpha1\nkind: SidecarInjector\nmetadata: {name: a${annotation}}\nspec: {istio: {tag: 1.30.5}}\n`;
const runs = (path: string) => injector(`, annotations: {config.kubernetes.io/function: "exec: {path: ${path}}"}`);

const rows = [
  { seen: "kustomize: `unable to find plugin root`", config: injector(""), flags: ["--enable-alpha-plugins", "--enable-exec"] },
  { seen: "kustomize: `external plugins disabled`", config: runs("podgraft"), flags: ["--enable-exec"] },
  { seen: "kustomize: `couldn't execute function`", config: runs("no-such-program"), flags: ["--enable-alpha-plugins", "--enable-exec"] },
  {
    seen: "kustomize: `is not in or below`",
    config: runs("podgraft"),
    flags: ["--enable-alpha-plugins", "--enable-exec"],
    transformer: "../mesh/injector.yaml",
  },
];

hostSuite(["kustomize"], "what docs/WHY.md says that kustomize says", (test) => {
  for (const { seen, config, flags, transformer = "injector.yaml" } of rows)
    test(seen, () => {
      assert.ok(symptoms.some((symptom) => symptom.seen === seen));
      const files = {
        "app/web.yaml": deployment("web"),
        "app/injector.yaml": config,
        "mesh/injector.yaml": config,
        "app/kustomization.yaml": `resources: [web.yaml]\ntransformers: [${transformer}]\n`,
      };
      withPackage(files, (pkg) => {
        const { code, stderr } = pkg.run("kustomize", ["build", ...flags, "app"]);
        assert.is(code, 1);
        assert.match(stderr, /`(.*)`/.exec(seen)?.[1] ?? "");
      });
    });
});
