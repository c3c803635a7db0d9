import { symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { assert } from "../cases.ts";
import { isExecutable } from "../program.ts";
import { images } from "./built.ts";
import { hostSuite, podgraft } from "./hosts.ts";
import { render } from "./kpt.ts";
import { deployment, injector, kptfile, kustomization } from "./manifests.ts";
import { withPackage } from "./package.ts";
import { podgraftOn, resourceList } from "./resource-list.ts";

const LOCAL = 'config.kubernetes.io/local-config: "true"';
const SHIPPER = "fluent/fluent-bit:3.1";
const web = deployment("web");

hostSuite([], "traps: the process around it", (test) => {
  const list = resourceList([web]);
  const expected = podgraftOn(list).stdout;

  test("trap 12: neither the working directory nor PWD matter, nor any other variable", () => {
    const env = { PATH: dirname(process.execPath) };
    withPackage({}, (pkg) => {
      const { stdout } = pkg.run("env", ["-i", `PATH=${env.PATH}`, "PWD=/nowhere", podgraft], { stdin: list });
      assert.is(stdout, expected);
    });
  });

  test("trap 12: run through a link, and by node where the file's mode is lost", () => {
    withPackage({}, (pkg) => {
      symlinkSync(podgraft, join(pkg.dir, "linked"));
      assert.is(pkg.run(join(pkg.dir, "linked"), [], { stdin: list }).stdout, expected);
      if (!isExecutable) assert.is(pkg.run(process.execPath, [podgraft], { stdin: list }).stdout, expected);
    });
  });

  test("trap 12: a reader that goes away early does no harm", () => {
    const big = resourceList(Array.from({ length: 2000 }, (_, i) => deployment(`web-${i}`)));
    withPackage({ "list.yaml": big }, (pkg) => {
      const { stdout, stderr } = pkg.run("sh", ["-c", "podgraft < list.yaml | head -1"]);
      assert.is(stdout, "apiVersion: config.kubernetes.io/v1\n");
      assert.is(stderr, "podgraft: 2000 injected (shipper 3.1)\n  podgraft explain lists each of the 2000 workloads\n");
    });
  });
});

hostSuite(["kpt"], "traps: under kpt", (test) => {
  const shop = { Kptfile: kptfile("shop"), "injector.yaml": injector({ annotations: LOCAL }), "web.yaml": web };

  test("trap 9: a package with a kustomization, a sub-package and a look-alike changes in its workloads only", () => {
    const others = {
      "kustomization.yaml": kustomization({ resources: "[web.yaml]" }),
      "sub/Kptfile": "apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: sub\n",
      "farm.yaml": web.replace("apps/v1", "example.com/v1"),
    };
    withPackage({ ...shop, ...others }, (pkg) => {
      render(pkg);
      const { "web.yaml": rendered, ...rest } = pkg.files();
      const { "web.yaml": before, ...expected } = { ...shop, ...others };
      assert.equal(rest, Object.fromEntries(Object.entries(expected).sort()));
      assert.is.not(rendered, before);
    });
  });

  test("trap 10: a merge key in a file that kpt reads", () => {
    const spec = `containers:
      - &c
        name: app
        image: example.com/web:1.0
      - <<: *c
        name: second`;
    withPackage({ ...shop, "web.yaml": deployment("web", { spec }) }, (pkg) => {
      render(pkg);
      assert.equal(images(pkg.read("web.yaml")), { web: ["example.com/web:1.0", "example.com/web:1.0", SHIPPER] });
    });
  });

  test("trap 14: no file is added", () => {
    withPackage({ ...shop, "sub/Kptfile": kptfile("sub", []), "sub/api.yaml": deployment("api") }, (pkg) => {
      const before = Object.keys(pkg.files());
      render(pkg);
      assert.equal(Object.keys(pkg.files()), before);
    });
  });
});

hostSuite([], "traps: as an Argo CD plugin", (test) => {
  test("trap 15: documents come back as documents, without a host's annotations, whatever Argo CD's variables hold", () => {
    withPackage({ "web.yaml": web, "injector.yaml": injector() }, (pkg) => {
      const inject = (env: Readonly<Record<string, string>>) =>
        pkg.run("podgraft", ["inject", "-f", "web.yaml", "-c", "injector.yaml"], { env }).stdout;
      const plain = inject({});
      assert.not.match(plain, "ResourceList");
      assert.not.match(plain, /config\.(kubernetes|k8s)\.io/);
      assert.is(inject({ ARGOCD_APP_PARAMETERS: "null", ARGOCD_APP_NAMESPACE: "argo", PARAM_CONFIG: "x" }), plain);
    });
  });

  test("trap 15: podgraft build reads ARGOCD_APP_PARAMETERS null, unset and given, and announced defaults that are not sent", () => {
    const files = {
      "web.yaml": web,
      "injector.yaml": injector({ image: "found:1" }),
      "other/injector.yaml": injector({ image: "named:1" }),
    };
    withPackage({ ...files, ".podgraftignore": "other\n" }, (pkg) => {
      const imageOf = (env: Readonly<Record<string, string>>) => {
        const { stdout } = pkg.run("podgraft", ["build", "."], { env });
        assert.not.match(stdout, /ResourceList|config\.(kubernetes|k8s)\.io/);
        return images(stdout).web?.[1];
      };
      assert.is(imageOf({}), "found:1");
      assert.is(imageOf({ ARGOCD_APP_PARAMETERS: "null" }), "found:1");
      assert.is(imageOf({ ARGOCD_APP_PARAMETERS: "[]" }), "found:1");
      const parameters = [{ name: "config", string: "other/injector.yaml" }];
      assert.is(imageOf({ ARGOCD_APP_PARAMETERS: JSON.stringify(parameters) }), "named:1");
      const announced = JSON.parse(pkg.run("podgraft", ["build", ".", "--list", "parameters"]).stdout);
      assert.is(imageOf({ ARGOCD_APP_PARAMETERS: JSON.stringify(announced) }), "found:1");
    });
  });
});
