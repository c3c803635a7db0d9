import { chmodSync } from "node:fs";
import { join } from "node:path";
import { assert } from "../cases.ts";
import { built, images } from "./built.ts";
import { hostSuite, type Outcome, podgraft } from "./hosts.ts";
import { deployment, injector, kustomization } from "./manifests.ts";
import { type Files, type Package, withPackage } from "./package.ts";

const PLUGIN = "home/podgraft.dev/v1alpha1/sidecarinjector/SidecarInjector";

const legacy: Files = {
  "app/kustomization.yaml": kustomization({
    namespace: "shop",
    namePrefix: "a-",
    resources: "[web.yaml]",
    transformers: "[injector.yaml]",
  }),
  "app/web.yaml": deployment("web"),
  "app/injector.yaml": injector({ annotations: "team: logging" }),
  [PLUGIN]: `#!/bin/sh\nexec '${podgraft}' "$@"\n`,
};

function kubectlKustomize(pkg: Package, folder: string): Outcome {
  chmodSync(join(pkg.dir, PLUGIN), 0o755);
  const env = { KUSTOMIZE_PLUGIN_HOME: join(pkg.dir, "home") };
  return pkg.run("kubectl", ["kustomize", "--enable-alpha-plugins", folder], { env });
}

hostSuite(["kubectl"], "kubectl kustomize: the legacy exec plugin", (test) => {
  test("grafts, with the final names and namespace, and leaves no annotation but its own", () => {
    withPackage(legacy, (pkg) => {
      const { code, stdout, stderr } = kubectlKustomize(pkg, "app");
      assert.is(code, 0, stderr);
      assert.equal(images(stdout), { "shop/a-web": ["example.com/web:1.0", "fluent/fluent-bit:3.1"] });
      assert.equal(Object.keys(built(stdout)[0]?.metadata.annotations ?? {}), ["podgraft.dev/provenance"]);
    });
  });

  test("built again from what was built, nothing changes", () => {
    withPackage(legacy, (pkg) => {
      const once = kubectlKustomize(pkg, "app").stdout;
      pkg.write("app/web.yaml", once);
      pkg.write("app/kustomization.yaml", kustomization({ resources: "[web.yaml]", transformers: "[injector.yaml]" }));
      assert.is(kubectlKustomize(pkg, "app").stdout, once);
    });
  });

  test("an error gives no output, and says what is wrong", () => {
    withPackage({ ...legacy, "app/injector.yaml": injector({ annotations: "team: logging", rules: "polcy: enabled" }) }, (pkg) => {
      const { code, stdout, stderr } = kubectlKustomize(pkg, "app");
      assert.is(code, 1);
      assert.is(stdout, "");
      assert.match(stderr, /InvalidConfiguration: .*polcy/);
    });
  });

  test("a workload that cannot be grafted into fails the build", () => {
    withPackage({ ...legacy, "app/web.yaml": deployment("web", { spec: "containers: [{image: example.com/web:1.0}]" }) }, (pkg) => {
      const { code, stdout, stderr } = kubectlKustomize(pkg, "app");
      assert.is(code, 1);
      assert.is(stdout, "");
      assert.match(
        stderr,
        "error InvalidPodTemplate: Cannot graft into the pod template: the container spec.template.spec.containers[0] has no name",
      );
    });
  });
});
