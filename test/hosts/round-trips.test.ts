import { assert } from "../cases.ts";
import { built } from "./built.ts";
import { hostSuite } from "./hosts.ts";
import { render } from "./kpt.ts";
import { build } from "./kustomize.ts";
import { deployment, injector, kptfile, kustomization } from "./manifests.ts";
import { type Files, type Package, withPackage } from "./package.ts";

const LOCAL = 'config.kubernetes.io/local-config: "true"';
const FUNCTION = "config.kubernetes.io/function: 'exec: {path: podgraft}'";

/** Values that hosts write in another way than they read them: long texts, literals, words that look like other types. */
const spec = `# kept
      initContainers:
      - name: migrate
        image: example.com/migrate:1.4
        command: ["sh", "-c", 'until nc -z db 5432; do echo waiting for the database to come up; sleep 1; done; exec migrate --all --verbose']
      containers:
      - name: app
        image: "example.com/web:1.0"
        env:
        - {name: DEBUG, value: "on"}
        - name: MODE
          value: '0644'
        - name: SCRIPT
          value: |
            first

            second
      volumes:
      - name: data
        secret: {secretName: data, defaultMode: 0440}`;

const template = `spec:
        initContainers:
        - name: prepare
          image: busybox:1.36
          args: ["yes", "0x1F", "1e3", "", "~", "2024-01-01", "a: b", "# no comment"]
        containers:
        - name: shipper
          image: fluent/fluent-bit:3.1
          env:
          - name: PIPELINE
            value: |
              [INPUT]
                  Name tail

              [OUTPUT]
                  Name stdout
          - {name: FOLDED, value: "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"}
        volumes:
        - name: logs
          emptyDir: {sizeLimit: 1Gi}`;

const plain: Files = {
  "plain/kustomization.yaml": kustomization({ resources: "[web.yaml]" }),
  "plain/web.yaml": deployment("web", { namespace: "shop", spec }),
};

/** The same with kustomize as the host that injects. */
const byKustomize: Files = {
  ...plain,
  "inject/kustomization.yaml": kustomization({ resources: "[../plain]", transformers: "[injector.yaml]" }),
  "inject/injector.yaml": injector({ annotations: FUNCTION, template }),
};

/** A kpt package of a text; without a function kpt only writes it as it does. */
const kptPackage = (text: string): Files => ({
  Kptfile: kptfile("shop"),
  "injector.yaml": injector({ annotations: LOCAL, template }),
  "web.yaml": text,
});

const rendered = (text: string): string =>
  withPackage(kptPackage(text), (pkg) => {
    render(pkg);
    return pkg.read("web.yaml");
  });

const uninjected = (pkg: Package, text: string): string => {
  const { code, stdout, stderr } = pkg.run("podgraft", ["uninject", "-f", "-"], { stdin: text });
  assert.is(code, 0, stderr);
  return stdout;
};

hostSuite(["kustomize", "kpt"], "what one host built goes into the other", (test) => {
  test("kpt changes no value of what kustomize injected, and nothing the second time", () => {
    withPackage(byKustomize, (pkg) => {
      const injected = build(pkg, "inject");
      const once = rendered(injected);
      assert.equal(built(once), built(injected));
      assert.is(rendered(once), once);
    });
  });

  test("kustomize changes nothing in what kpt injected", () => {
    const once = rendered(plain["plain/web.yaml"] as string);
    withPackage({ ...byKustomize, "plain/web.yaml": once }, (pkg) => assert.is(build(pkg, "inject"), build(pkg, "plain")));
  });

  test("both inject the same values", () => {
    const byKpt = rendered(plain["plain/web.yaml"] as string);
    withPackage(byKustomize, (pkg) => assert.equal(built(build(pkg, "inject")), built(byKpt)));
  });

  test("back and forth, twice", () => {
    withPackage(byKustomize, (pkg) => {
      const first = build(pkg, "inject");
      pkg.write("plain/web.yaml", rendered(first));
      const second = build(pkg, "inject");
      pkg.write("plain/web.yaml", rendered(second));
      assert.is(second, first);
      assert.is(build(pkg, "inject"), first);
    });
  });
});

hostSuite(["kustomize"], "uninject after kustomize", (test) => {
  test("gives back what kustomize builds without podgraft", () => {
    withPackage(byKustomize, (pkg) => assert.equal(built(uninjected(pkg, build(pkg, "inject"))), built(build(pkg, "plain"))));
  });

  test("also with the prefixes, labels and images that an overlay set since", () => {
    const over = (base: string) =>
      kustomization({
        resources: `[../${base}]`,
        namePrefix: "eu-",
        labels: "[{pairs: {region: eu}, includeTemplates: true}]",
        images: "[{name: example.com/web, newTag: 1.1.0}]",
      });
    withPackage({ ...byKustomize, "eu/kustomization.yaml": over("inject"), "eu-plain/kustomization.yaml": over("plain") }, (pkg) => {
      assert.equal(built(uninjected(pkg, build(pkg, "eu"))), built(build(pkg, "eu-plain")));
    });
  });
});

hostSuite(["kpt"], "uninject after kpt", (test) => {
  test("gives back what kpt writes without podgraft", () => {
    const text = plain["plain/web.yaml"] as string;
    const untouched = withPackage({ ...kptPackage(text), Kptfile: kptfile("shop").replaceAll("podgraft", "cat") }, (pkg) => {
      render(pkg);
      return pkg.read("web.yaml");
    });
    withPackage({}, (pkg) => assert.is(uninjected(pkg, rendered(text)), untouched));
  });
});
