import { assert } from "../cases.ts";
import { images } from "./built.ts";
import { hostSuite } from "./hosts.ts";
import { render } from "./kpt.ts";
import { build, buildArgs } from "./kustomize.ts";
import { deployment, injector, kptfile, kustomization } from "./manifests.ts";
import { type Files, type Package, withPackage } from "./package.ts";

const LOCAL = 'config.kubernetes.io/local-config: "true"';
const APP = "example.com/web:1.0";
const SHIPPER = "fluent/fluent-bit:3.1";
const AUDITOR = "example.com/auditor:2";

const auditor = { name: "audit", sidecar: "auditor", image: AUDITOR };

/** A base that grafts, and an overlay with its own configuration over it. */
const baseAndOverlay = (overlay: string): Files => ({
  "base/kustomization.yaml": kustomization({ resources: "[web.yaml]", transformers: "[injector.yaml]" }),
  "base/web.yaml": deployment("web"),
  "base/injector.yaml": injector(),
  "over/kustomization.yaml": kustomization({ resources: "[../base]", transformers: "[injector.yaml]" }),
  "over/injector.yaml": overlay,
});

const uninjected = (pkg: Package, text: string, args: readonly string[] = []): string =>
  pkg.run("podgraft", ["uninject", "-f", "-", ...args], { stdin: text }).stdout;

hostSuite(["kustomize"], "two configurations: kustomize base and overlay", (test) => {
  test("each grafts its own, and either can be taken out alone", () => {
    withPackage(baseAndOverlay(injector(auditor)), (pkg) => {
      const both = build(pkg, "over");
      assert.equal(images(both), { web: [APP, SHIPPER, AUDITOR] });
      assert.equal(images(uninjected(pkg, both, ["--only", "logging"])), { web: [APP, AUDITOR] });
      assert.is(uninjected(pkg, both, ["--only", "audit"]), build(pkg, "base"));
    });
  });

  test("the same configuration in both grafts once", () => {
    withPackage(baseAndOverlay(injector()), (pkg) => assert.is(build(pkg, "over"), build(pkg, "base")));
  });

  test("a newer configuration of the same name takes the place of the older", () => {
    withPackage(baseAndOverlay(injector({ image: "fluent/fluent-bit:4.0" })), (pkg) => {
      assert.equal(images(build(pkg, "over")), { web: [APP, "fluent/fluent-bit:4.0"] });
    });
  });

  test("one field written by both is an error that names both, and nothing comes out", () => {
    withPackage(baseAndOverlay(injector({ name: "audit", image: "fluent/fluent-bit:4.0" })), (pkg) => {
      const { code, stdout, stderr } = pkg.run("kustomize", buildArgs("over"));
      assert.is(code, 1);
      assert.is(stdout, "");
      assert.match(stderr, /error LayerConflict: .*"logging".*"audit"/);
    });
  });
});

const packageAndParent = (parent: string): Files => ({
  Kptfile: kptfile("shop"),
  "injector.yaml": parent,
  "web/Kptfile": kptfile("web"),
  "web/injector.yaml": injector({ annotations: LOCAL }),
  "web/web.yaml": deployment("web"),
});

hostSuite(["kpt"], "two configurations: kpt sub-package and parent", (test) => {
  const rows = [
    { name: "each grafts its own", parent: injector({ ...auditor, annotations: LOCAL }), expected: [APP, SHIPPER, AUDITOR] },
    { name: "the same configuration in both grafts once", parent: injector({ annotations: LOCAL }), expected: [APP, SHIPPER] },
  ];
  for (const { name, parent, expected } of rows) {
    test(`${name}, rendered twice`, () => {
      withPackage(packageAndParent(parent), (pkg) => {
        render(pkg);
        const once = pkg.files();
        assert.equal(images(pkg.read("web/web.yaml")), { web: expected });
        render(pkg);
        assert.equal(pkg.files(), once);
      });
    });
  }
});

/** An overlay over a base that grafts: it edits what was grafted, and then grafts again. */
const edited = (fields: Readonly<Record<string, string>>): Files => ({
  ...baseAndOverlay(injector()),
  "over/kustomization.yaml": kustomization({ resources: "[../base]", transformers: "[injector.yaml]", ...fields }),
});

hostSuite(["kustomize"], "foreign edits: a kustomize overlay", (test) => {
  const patch = (container: string) =>
    `[{patch: "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {template: {spec: {containers: [${container}]}}}}"}]`;

  test("an image set by the overlay is kept and told", () => {
    withPackage(edited({ images: "[{name: fluent/fluent-bit, newTag: 3.2.1}]" }), (pkg) => {
      const { stdout, stderr } = pkg.run("kustomize", buildArgs("over"));
      assert.equal(images(stdout), { web: [APP, "fluent/fluent-bit:3.2.1"] });
      assert.match(stderr, /warning ForeignEditKept: .*containers\[shipper\]\.image was changed by others since it was grafted/);
    });
  });

  test("a field that a patch adds to the grafted container is kept and told", () => {
    withPackage(edited({ patches: patch("{name: shipper, workingDir: /logs}") }), (pkg) => {
      const { stdout, stderr } = pkg.run("kustomize", buildArgs("over"));
      assert.match(stdout, /image: fluent\/fluent-bit:3.1\n +name: shipper\n +workingDir: \/logs\n/);
      assert.match(stderr, /warning ForeignEditKept: .*containers\[shipper\]\.workingDir was added by others since it was grafted/);
    });
  });

  test("a grafted container that a patch takes away is there again, and that is reported", () => {
    withPackage(edited({ patches: patch("{name: shipper, $patch: delete}") }), (pkg) => {
      const { stdout, stderr } = pkg.run("kustomize", buildArgs("over"));
      assert.equal(images(stdout), { web: [APP, SHIPPER] });
      assert.match(stderr, /warning Regrafted: .*containers\[shipper\]/);
    });
  });
});

hostSuite(["kpt"], "foreign edits: a hand in a kpt package", (test) => {
  test("an image changed by hand is kept and told in each render, and the file stays as it is", () => {
    const files = { Kptfile: kptfile("shop"), "injector.yaml": injector({ annotations: LOCAL }), "web.yaml": deployment("web") };
    withPackage(files, (pkg) => {
      render(pkg);
      pkg.write("web.yaml", pkg.read("web.yaml").replace(SHIPPER, "fluent/fluent-bit:3.1-debug # while we look for the leak"));
      const byHand = pkg.read("web.yaml");
      assert.match(render(pkg), /\[warning\] apps\/v1\/Deployment\/web .*containers\[shipper\]\.image was changed by others/);
      assert.is(pkg.read("web.yaml"), byHand);
      assert.match(render(pkg), "was changed by others");
      assert.is(pkg.read("web.yaml"), byHand);
    });
  });
});
