import { assert } from "../cases.ts";
import { hostSuite } from "./hosts.ts";
import { build } from "./kustomize.ts";
import { deployment, injector, kustomization } from "./manifests.ts";
import { type Files, type Package, withPackage } from "./package.ts";

/** A sidecar that names an object of every kind that pods name, and adds to maps that others add to as well. */
const template = `
        metadata: {annotations: {shipped: "true"}, labels: {shipped: "true"}}
        spec:
          serviceAccountName: shipper
          priorityClassName: high
          imagePullSecrets: [{name: regcred}]
          initContainers:
          - {name: ini, image: "example.com/ini:1", env: [{name: B, valueFrom: {secretKeyRef: {name: regcred, key: a}}}]}
          containers:
          - name: shipper
            image: fluent/fluent-bit:3.1
            envFrom: [{configMapRef: {name: settings}}, {secretRef: {name: regcred}}, {configMapRef: {name: more}}]
            env: [{name: A, valueFrom: {configMapKeyRef: {name: settings, key: a}}}]
            volumeMounts: [{name: s, mountPath: /s}]
          volumes:
          - {name: c, configMap: {name: settings}}
          - {name: s, secret: {secretName: regcred}}
          - {name: p, projected: {sources: [{configMap: {name: settings}}, {secret: {name: regcred}}]}}
          - {name: d, persistentVolumeClaim: {claimName: data}}
          topologySpreadConstraints:
          - {maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: web}}}`;

const referred = `apiVersion: v1
kind: ServiceAccount
metadata: {name: shipper}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
---
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: {name: high}
value: 5
`;

const app = (fields: Readonly<Record<string, string>> = {}): Files => ({
  "app/kustomization.yaml": kustomization({
    namespace: "shop",
    resources: "[web.yaml, api.yaml, referred.yaml]",
    configMapGenerator: "[{name: settings, literals: [a=b]}, {name: more, literals: [a=c]}]",
    secretGenerator: "[{name: regcred, literals: [a=b]}]",
    transformers: "[../mesh]",
    ...fields,
  }),
  "app/web.yaml": deployment("web"),
  "app/api.yaml": deployment("api"),
  "app/referred.yaml": referred,
  "mesh/kustomization.yaml": kustomization({ resources: "[injector.yaml]" }),
  "mesh/injector.yaml": injector({
    annotations: "{config.kubernetes.io/local-config: 'true', config.kubernetes.io/function: 'exec: {path: podgraft}'}",
    template,
  }).replace("annotations:\n    {", "annotations: {"),
});

const over = (fields: Readonly<Record<string, string>>): Files => ({
  ...app({ namePrefix: "p-" }),
  "over/kustomization.yaml": kustomization({ resources: "[../app]", ...fields }),
});

function guard(pkg: Package, input: string, config = "mesh/injector.yaml") {
  return pkg.run("podgraft", ["check", "--require-injected", "-f", "-", "-c", config], { stdin: input });
}

interface Row {
  readonly name: string;
  readonly files: Files;
  readonly folder: string;
}

const rows: readonly Row[] = [
  { name: "names with a hash", files: app(), folder: "app" },
  { name: "a prefix and a hash", files: app({ namePrefix: "p-" }), folder: "app" },
  { name: "a suffix and no hash", files: app({ nameSuffix: "-s", generatorOptions: "{disableNameSuffixHash: true}" }), folder: "app" },
  {
    name: "an overlay's prefix, suffix and namespace",
    files: over({ namePrefix: "o-", nameSuffix: "-z", namespace: "other" }),
    folder: "over",
  },
  { name: "an overlay that grafts once more", files: over({ namePrefix: "o-", transformers: "[../mesh]" }), folder: "over" },
  {
    name: "an overlay's labels, in selectors too",
    files: over({ labels: "[{pairs: {team: x}, includeSelectors: true}]" }),
    folder: "over",
  },
  { name: "an overlay's labels of pods", files: over({ labels: "[{pairs: {team: x}, includeTemplates: true}]" }), folder: "over" },
  { name: "an overlay's annotations", files: over({ commonAnnotations: "{team: x}" }), folder: "over" },
  {
    name: "an overlay's images",
    files: over({ images: "[{name: fluent/fluent-bit, newName: mirror.example.com/fluent-bit}]" }),
    folder: "over",
  },
  { name: "an overlay's replicas", files: over({ replicas: "[{name: web, count: 5}]" }), folder: "over" },
];

hostSuite(["kustomize"], "the guard behind kustomize: what kustomize renames by its rules is nobody's edit", (test) => {
  for (const { name, files, folder } of rows) {
    test(name, () => {
      withPackage(files, (pkg) => {
        const built = build(pkg, folder);
        for (const config of ["mesh/injector.yaml", folder]) {
          const { code, stdout, stderr } = guard(pkg, built, config);
          assert.is(stdout, "");
          assert.is(code, 0, stderr);
        }
      });
    });
  }

  test("an overlay of the mesh, by the app that lists it and by itself", () => {
    const files = {
      ...app({ transformers: "[../east]" }),
      "east/kustomization.yaml": kustomization({ resources: "[../mesh]", patches: "[{path: patch.yaml}]" }),
      "east/patch.yaml": `apiVersion: podgraft.dev/v1alpha1
kind: SidecarInjector
metadata: {name: logging}
spec: {sidecars: [{name: shipper, policy: enabled, template: {spec: {containers: [{name: shipper, image: "example.com/east:1"}]}}}]}
`,
    };
    withPackage(files, (pkg) => {
      const built = build(pkg, "app");
      assert.match(built, "image: example.com/east:1");
      for (const config of ["app", "east"]) assert.is(guard(pkg, built, config).code, 0);
      const { code, stdout } = guard(pkg, built, "mesh");
      assert.is(code, 1);
      assert.match(stdout, "error StaleInjection");
    });
  });
});

hostSuite(["kustomize"], "the guard behind kustomize: what it still tells", (test) => {
  const files = app({ namePrefix: "p-" });

  test("a build without --enable-exec", () => {
    withPackage(files, (pkg) => {
      const { stdout } = pkg.run("kustomize", ["build", "--enable-alpha-plugins", "app"]);
      const { code, stdout: found } = guard(pkg, stdout);
      assert.is(code, 1);
      assert.match(found, "error MissingInjection");
    });
  });

  test("a name of no object in the input was written by somebody", () => {
    withPackage(files, (pkg) => {
      const { code, stdout } = guard(pkg, build(pkg, "app").replaceAll("claimName: p-data", "claimName: p-data-of-mine"));
      assert.is(code, 1);
      assert.match(stdout, /^warning ForeignEditKept: .*persistentVolumeClaim.claimName was changed by others/);
    });
  });

  test("so was the name of an object that is not the old one's", () => {
    withPackage(files, (pkg) => {
      const other = "---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: other, namespace: shop}\n";
      const { code, stdout } = guard(pkg, `${build(pkg, "app").replaceAll("claimName: p-data", "claimName: other")}${other}`);
      assert.is(code, 1);
      assert.match(stdout, /^warning ForeignEditKept: .*persistentVolumeClaim.claimName/);
    });
  });

  test("an image that one of two workloads has", () => {
    withPackage(files, (pkg) => {
      const { code, stdout } = guard(pkg, build(pkg, "app").replace("fluent/fluent-bit:3.1", "fluent/fluent-bit:3.2"));
      assert.is(code, 1);
      assert.match(stdout, /^warning ForeignEditKept: .*containers\[shipper\].image was changed by others/);
    });
  });

  test("a configuration that names another object by now", () => {
    withPackage(files, (pkg) => {
      const built = build(pkg, "app");
      pkg.write("mesh/injector.yaml", pkg.read("mesh/injector.yaml").replace("claimName: data", "claimName: logs"));
      const { code, stdout } = guard(pkg, built);
      assert.is(code, 1);
      assert.match(stdout, /^error StaleInjection: .*persistentVolumeClaim.claimName: p-data -> logs/);
    });
  });

  test("injected again, and taken out again, the names stay", () => {
    withPackage(files, (pkg) => {
      const built = build(pkg, "app");
      const again = pkg.run("podgraft", ["inject", "-f", "-", "-c", "mesh/injector.yaml"], { stdin: built });
      assert.is(again.code, 0, again.stderr);
      assert.is(again.stdout, built);
      assert.is(again.stderr.includes("ForeignEdit"), false, again.stderr);
      const out = pkg.run("podgraft", ["uninject", "-f", "-"], { stdin: built });
      assert.is(out.stderr, "podgraft: 2 uninjected\n");
      assert.is(out.stdout, pkg.run("kustomize", ["build", "--enable-alpha-plugins", "app"]).stdout);
    });
  });
});
