import { join } from "node:path";
import { parse } from "yaml";
import { assert } from "../cases.ts";
import { images } from "./built.ts";
import { hostSuite } from "./hosts.ts";
import { render } from "./kpt.ts";
import { deployment, injector, kptfile } from "./manifests.ts";
import { type Files, type Package, withPackage } from "./package.ts";

const LOCAL = 'config.kubernetes.io/local-config: "true"';
const SHIPPER = "fluent/fluent-bit:3.1";

const shop: Files = {
  Kptfile: kptfile("shop"),
  "injector.yaml": injector({ annotations: LOCAL }),
  "web.yaml": deployment("web", { namespace: "shop" }),
};

function evaluate(pkg: Package, args: readonly string[]): string {
  const { code, stdout, stderr } = pkg.run("kpt", ["fn", "eval", ".", "--truncate-output=false", "--exec", "podgraft", ...args]);
  assert.is(code, 0, stderr);
  return stdout;
}

/** The lines of `after` that `before` has not, with the same lines around them; fails where a line of `before` is gone. */
function addedLines(before: string, after: string): readonly string[] {
  const rest = before.split("\n");
  const added = after.split("\n").filter((line) => (line === rest[0] ? rest.shift() === undefined : true));
  assert.equal(rest, [], "every line is still there, in its order");
  return added;
}

const PROVENANCE = / {2}annotations:\n {4}podgraft\.dev\/provenance: \|-\n(?: {6}(?!- ).*\n)+/g;
const withoutProvenance = (lines: readonly string[]) => lines.join("\n").replace(PROVENANCE, "").split("\n");

hostSuite(["kpt"], "kpt fn render", (test) => {
  test("adds the sidecar's lines and no others, and nothing to other files", () => {
    withPackage(shop, (pkg) => {
      render(pkg);
      const { "web.yaml": web, Kptfile: rendered, ...others } = pkg.files();
      assert.equal(withoutProvenance(addedLines(shop["web.yaml"] as string, web as string)), [
        "      - name: shipper",
        `        image: ${SHIPPER}`,
      ]);
      assert.equal(others, { "injector.yaml": shop["injector.yaml"] });
      assert.is(rendered, shop.Kptfile);
    });
  });

  test("tells on stderr what was grafted", () => {
    withPackage(shop, (pkg) => {
      const stderr = render(pkg);
      assert.match(stderr, "[info] apps/v1/Deployment/shop/web: shipper is injected: the policy is enabled");
      assert.match(stderr, '"podgraft: 1 injected (shipper 3.1)"');
    });
  });

  test("changes nothing the second time", () => {
    withPackage(shop, (pkg) => {
      render(pkg);
      const once = pkg.files();
      render(pkg);
      assert.equal(pkg.files(), once);
    });
  });

  test("takes the old sidecar out when the configuration has another, and everything when it has none", () => {
    withPackage(shop, (pkg) => {
      render(pkg);
      pkg.write("injector.yaml", injector({ annotations: LOCAL, sidecar: "auditor", image: "example.com/auditor:2" }));
      render(pkg);
      assert.equal(images(pkg.read("web.yaml")), { "shop/web": ["example.com/web:1.0", "example.com/auditor:2"] });
      pkg.write("injector.yaml", injector({ annotations: LOCAL, rules: "policy: disabled" }));
      render(pkg);
      assert.is(pkg.read("web.yaml"), shop["web.yaml"]);
    });
  });
});

hostSuite(["kpt"], "kpt fn render: errors", (test) => {
  test("an error in one workload leaves every file as it was, and is reported on stderr", () => {
    const bad = deployment("bad", { namespace: "shop", spec: "containers:\n      - image: example.com/bad:1.0" });
    withPackage({ ...shop, "bad.yaml": bad }, (pkg) => {
      const before = pkg.files();
      const { code, stderr } = pkg.run("kpt", ["fn", "render", "--allow-exec", "--truncate-output=false"]);
      assert.is(code, 1);
      assert.equal(pkg.files(), before);
      assert.match(
        stderr,
        /\[error\] apps\/v1\/Deployment\/shop\/bad( \S+)?: Cannot graft into the pod template: the container spec.template.spec.containers\[0\] has no name/,
      );
      assert.match(stderr, '"podgraft: nothing was changed, 1 error"');
      assert.match(stderr, '"    at Deployment shop/bad (bad.yaml)"');
    });
  });

  test("an error in the configuration leaves every file as it was", () => {
    withPackage({ ...shop, "injector.yaml": injector({ annotations: LOCAL, rules: "polcy: enabled" }) }, (pkg) => {
      const before = pkg.files();
      const { code, stderr } = pkg.run("kpt", ["fn", "render", "--allow-exec", "--truncate-output=false"]);
      assert.is(code, 1);
      assert.equal(pkg.files(), before);
      assert.match(stderr, /polcy.*policy/);
    });
  });
});

interface FunctionResults {
  readonly exitCode: number;
  readonly items: readonly { readonly exitCode: number; readonly results: readonly Readonly<Record<string, unknown>>[] }[];
}

hostSuite(["kpt"], "kpt --results-dir", (test) => {
  const rows = [
    { name: "a success", spec: {}, exitCode: 0, severity: "info" },
    {
      name: "a failure",
      spec: { spec: "containers:\n      - image: example.com/bad:1.0" },
      exitCode: 1,
      severity: "error",
      path: "web.yaml",
    },
  ];
  for (const { name, spec, exitCode, severity } of rows) {
    test(`${name} is in results.yaml with its severity, resource and file`, () => {
      withPackage({ ...shop, "web.yaml": deployment("web", { namespace: "shop", ...spec }) }, (pkg) => {
        const { code } = pkg.run("kpt", ["fn", "render", "--allow-exec", "--results-dir", "results"]);
        assert.is(code, exitCode);
        const saved = parse(pkg.read("results/results.yaml")) as FunctionResults;
        assert.is(saved.exitCode, exitCode);
        const [result] = saved.items[0]?.results ?? [];
        assert.is(result?.severity, severity);
        assert.equal(result?.resourceRef, { apiVersion: "apps/v1", kind: "Deployment", name: "web", namespace: "shop" });
        assert.equal((result?.file as Record<string, unknown> | undefined)?.path, "web.yaml");
      });
    });
  }
});

const plain: Files = { "web.yaml": shop["web.yaml"] as string };

hostSuite(["kpt"], "kpt fn eval", (test) => {
  test("with a configuration file", () => {
    withPackage({ "pkg/web.yaml": plain["web.yaml"] as string, "injector.yaml": injector() }, (pkg) => {
      const { code, stderr } = pkg.run("kpt", ["fn", "eval", "pkg", "--exec", "podgraft", "--fn-config", "injector.yaml"]);
      assert.is(code, 0, stderr);
      assert.equal(images(pkg.read("pkg/web.yaml")), { "shop/web": ["example.com/web:1.0", SHIPPER] });
    });
  });

  test("with the configuration as arguments", () => {
    withPackage(plain, (pkg) => {
      const sidecars = `[{name: shipper, policy: enabled, template: {spec: {containers: [{name: shipper, image: "${SHIPPER}"}]}}}]`;
      evaluate(pkg, ["--", `sidecars=${sidecars}`, "onUninjectable=skip"]);
      assert.equal(images(pkg.read("web.yaml")), { "shop/web": ["example.com/web:1.0", SHIPPER] });
    });
  });

  test("to stdout, as a list and unwrapped, leaving the files alone", () => {
    withPackage({ ...plain, "injector.yaml": injector({ annotations: LOCAL }) }, (pkg) => {
      const before = pkg.files();
      const list = parse(evaluate(pkg, ["--fn-config", "injector.yaml", "-o", "stdout"])) as { kind: string; items: unknown[] };
      assert.is(list.kind, "ResourceList");
      assert.is(list.items.length, 2);
      const unwrapped = evaluate(pkg, ["--fn-config", "injector.yaml", "-o", "unwrap"]);
      assert.equal(images(unwrapped), { "shop/web": ["example.com/web:1.0", SHIPPER] });
      assert.equal(pkg.files(), before);
    });
  });
});

hostSuite(["kpt"], "kpt fn eval: on a part, and failing", (test) => {
  test("on some resources by selector", () => {
    withPackage(
      { ...plain, "api.yaml": deployment("api", { namespace: "shop" }), "injector.yaml": injector({ annotations: LOCAL }) },
      (pkg) => {
        evaluate(pkg, ["--fn-config", "injector.yaml", "--match-name", "api"]);
        assert.equal(images(pkg.read("api.yaml")), { "shop/api": ["example.com/api:1.0", SHIPPER] });
        assert.is(pkg.read("web.yaml"), plain["web.yaml"]);
      },
    );
  });

  test("without a configuration it fails and leaves every file as it was", () => {
    withPackage(plain, (pkg) => {
      const { code, stderr } = pkg.run("kpt", ["fn", "eval", ".", "--exec", "podgraft", "--truncate-output=false"]);
      assert.is(code, 1);
      assert.match(stderr, "podgraft: nothing was changed, 1 error");
      assert.equal(pkg.files(), plain);
    });
  });
});

const CHECK = "podgraft check --require-injected -f - -c injector.yaml";

hostSuite(["kpt"], "podgraft check as kpt's validator", (test) => {
  const validating = (name: string, mutators: string) => `${kptfile(name, [])}pipeline:\n${mutators}  validators:\n  - exec: ${CHECK}\n`;

  test("passes what is injected, with every file still there", () => {
    withPackage({ ...shop, Kptfile: validating("shop", "  mutators:\n  - exec: podgraft\n    configPath: injector.yaml\n") }, (pkg) => {
      render(pkg);
      assert.equal(Object.keys(pkg.files()).sort(), Object.keys(shop).sort());
    });
  });

  test("fails what is not injected, with the finding, and leaves the files alone", () => {
    const files = { ...shop, Kptfile: validating("shop", "") };
    withPackage(files, (pkg) => {
      const { code, stderr } = pkg.run("kpt", ["fn", "render", "--allow-exec", "--truncate-output=false"]);
      assert.is(code, 1);
      assert.match(stderr, "[error] apps/v1/Deployment/shop/web");
      const { Kptfile, ...others } = pkg.files();
      const { Kptfile: _, ...given } = files;
      assert.equal(others, given);
    });
  });

  test("fails by --fail-on, with the same findings", () => {
    withPackage(shop, (pkg) => {
      const lenient = `${CHECK} --fail-on error --suppress MissingInjection`;
      assert.is(pkg.run("kpt", ["fn", "eval", ".", "--exec", CHECK]).code, 1);
      assert.is(pkg.run("kpt", ["fn", "eval", ".", "--exec", lenient]).code, 0);
      assert.equal(pkg.files(), shop);
    });
  });
});

/** Each prints something else to people, or prints it to a file. */
const changingNothing: readonly string[] = [
  CHECK.replace(" --require-injected", ""),
  "podgraft check --report json -o report.json -f - -c injector.yaml",
  "podgraft explain -f - -c injector.yaml",
  "podgraft explain --format html -o report.json -f - -c injector.yaml",
  "podgraft diff --exit-zero -f - -c injector.yaml",
  "podgraft diff --exit-zero --format patch -f - -c injector.yaml",
  "podgraft uninject -f -",
  "podgraft uninject -f - -o report.json",
  "podgraft inject --format patch -f - -c injector.yaml",
  "podgraft inject --format list -f - -c injector.yaml",
  "podgraft inject -f - -c injector.yaml -o report.json",
  "podgraft init -f -",
];

hostSuite(["kpt"], "kpt fn eval with a command of podgraft", (test) => {
  for (const command of changingNothing) {
    test(`${command} leaves every file as it was`, () => {
      withPackage(shop, (pkg) => {
        const { code, stderr } = pkg.run("kpt", ["fn", "eval", ".", "--exec", command]);
        assert.is(code, 0, stderr);
        const { "report.json": _, ...files } = pkg.files();
        assert.equal(files, shop);
      });
    });
  }

  test("inject grafts, and uninject takes it out", () => {
    withPackage(shop, (pkg) => {
      const evaluated = (command: string) => pkg.run("kpt", ["fn", "eval", ".", "--exec", command]);
      assert.is(evaluated("podgraft inject -f - -c injector.yaml").code, 0);
      assert.match(pkg.read("web.yaml"), SHIPPER);
      assert.is(evaluated("podgraft uninject -f -").code, 0);
      assert.equal(pkg.files(), shop);
    });
  });

  const files = { ...shop, "notes/broken.txt": injector({ rules: "polcy: enabled" }) };
  for (const [command, told] of [
    ["podgraft inject -f - -c notes/broken.txt", /polcy/],
    ["podgraft inject -f - -c missing.yaml", /missing.yaml/],
    ["podgraft check -f -", /there is neither spec.istio nor a sidecar/],
  ] as const) {
    test(`${command} fails, and leaves every file as it was`, () => {
      withPackage(files, (pkg) => {
        const { code, stderr } = pkg.run("kpt", ["fn", "eval", ".", "--exec", command]);
        assert.is(code, 1);
        assert.match(stderr, told);
        assert.equal(pkg.files(), files);
      });
    });
  }
});

hostSuite(["kpt"], "an example's .krmignore", (test) => {
  test("keeps .expected/ out of what kpt renders", () => {
    withPackage(join(import.meta.dirname, "../../kustomization-examples/kpt-package-with-setters"), (pkg) => {
      assert.match(render(pkg), "1 function(s) in 1 package(s)");
    });
  });
});
