import { assert } from "../cases.ts";
import { hostSuite } from "./hosts.ts";
import { render } from "./kpt.ts";
import { deployment, injector, kptfile } from "./manifests.ts";
import { withPackage } from "./package.ts";

/** One item for each list of the pod, and one for each list of the container `web`. */
const template = `spec:
        initContainers: [{name: prepare, image: "busybox:1.36"}]
        containers:
        - name: web
          env: [{name: LOG_DIR, value: /logs}]
          volumeMounts: [{name: logs, mountPath: /logs}]
        - {name: shipper, image: "fluent/fluent-bit:3.1"}
        volumes: [{name: logs, emptyDir: {}}]`;

/** Pod specs with comments; kpt gives a list's comments back by index, and the lists shift. */
const rows = [
  {
    name: "setters on the name and the image of the first init container, container and volume",
    spec: `
      initContainers:
      - name: migrate # kpt-set: \${app}-migrate
        image: example.com/migrate:1.4 # kpt-set: example.com/migrate:\${tag}
      containers:
      - name: web # kpt-set: \${app}
        image: example.com/web:1.4 # kpt-set: example.com/web:\${tag}
      volumes:
      - name: data # kpt-set: \${app}-data
        emptyDir: {}`,
  },
  {
    name: "a setter on the second item of each list, the first has none",
    spec: `
      initContainers:
      - name: wait
        image: example.com/wait:1
      - name: migrate # kpt-set: \${app}-migrate
        image: example.com/migrate:1.4 # kpt-set: example.com/migrate:\${tag}
      containers:
      - name: web
        image: example.com/web:1.4
      - name: cache # kpt-set: \${app}-cache
        image: example.com/cache:7 # kpt-set: example.com/cache:\${tag}
      volumes:
      - name: tmp
        emptyDir: {}
      - name: data # kpt-set: \${app}-data
        emptyDir: {}`,
  },
  {
    name: "comments above the first item, and above the second",
    spec: `
      initContainers:
      # Waits for the database.
      - name: wait
        image: example.com/wait:1
      # Brings the schema up to date.
      - name: migrate
        image: example.com/migrate:1.4
      containers:
      # The web server.
      - name: web
        # The tag is set by the release.
        image: example.com/web:1.4
      volumes:
      # Uploads before they are scanned.
      - name: tmp
        emptyDir: {}
      # What customers uploaded.
      - name: data
        emptyDir: {}`,
  },
  {
    name: "comments above the lists, and deep inside items",
    spec: `
      # Run one after the other.
      initContainers:
      - name: migrate
        image: example.com/migrate:1.4
        resources:
          limits:
            memory: 64Mi # enough for any migration
      # One app only.
      containers:
      - name: web
        image: example.com/web:1.4
        ports:
        - containerPort: 8080 # kpt-set: \${port}
      # Lost with the pod.
      volumes:
      - name: data
        emptyDir:
          sizeLimit: 1Gi # kpt-set: \${size}`,
  },
  {
    name: "setters in the lists of a container that is merged into",
    spec: `
      containers:
      - name: web
        image: example.com/web:1.4
        env:
        - name: REGION # where it runs
          value: eu-west-1 # kpt-set: \${region}
        - name: TIER
          value: front # kpt-set: \${tier}
        volumeMounts:
        - name: data # kpt-set: \${app}-data
          mountPath: /data # kpt-set: \${path}
      volumes:
      - name: data # kpt-set: \${app}-data
        emptyDir: {}`,
  },
  {
    name: "equal comments on every item",
    spec: `
      containers:
      - name: web # kpt-set: \${app}
        image: example.com/web:1.4 # kpt-set: example.com/web:\${tag}
        env:
        - name: A
          value: "1" # kpt-set: \${one}
        - name: B
          value: "1" # kpt-set: \${one}
      volumes:
      - name: a # a disk
        emptyDir: {}
      - name: b # a disk
        emptyDir: {}`,
  },
];

const shop = (spec: string, policy: "enabled" | "disabled") => ({
  Kptfile: kptfile("shop"),
  "injector.yaml": injector({ rules: `policy: ${policy}`, annotations: 'config.kubernetes.io/local-config: "true"', template }),
  "web.yaml": deployment("web", { namespace: "shop", spec: spec.trimStart() }),
});

/** Each comment with the field that it belongs to: the code before it on its line, or the line below it. Sorted. */
function comments(text: string): readonly string[] {
  const lines = text.split("\n").map((line) => line.trim());
  return lines
    .flatMap((line, i) => {
      const at = line.startsWith("#") ? 0 : line.indexOf(" #");
      if (at === -1) return [];
      return at === 0 ? [`${line} above ${lines.slice(i + 1).find((below) => !below.startsWith("#"))}`] : [line];
    })
    .sort();
}

/** The comments of `text` without those that only `text` has; podgraft writes some of its own to keep kpt from copying. */
function knownComments(text: string, before: string): readonly string[] {
  const known = new Set([...before.matchAll(/# .*/g)].map(([comment]) => comment));
  return comments(text).filter((comment) => known.has(comment.slice(comment.indexOf("# ")).split(" above ")[0] as string));
}

hostSuite(["kpt"], "comments and setters under kpt fn render", (test) => {
  for (const { name, spec } of rows) {
    test(`${name}: each is once, at its own field, and uninject gives back the file`, () => {
      withPackage(shop(spec, "enabled"), (pkg) => {
        const before = pkg.read("web.yaml");
        render(pkg);
        const once = pkg.read("web.yaml");
        assert.equal(knownComments(once, before), comments(before));
        render(pkg);
        assert.is(pkg.read("web.yaml"), once);
        assert.is(pkg.run("podgraft", ["uninject", "-f", "web.yaml"]).stdout, before);
      });
    });

    // kpt itself copies the guard of a place onto what comes to be there again; uninject takes it out.
    test(`${name}: opting out again gives back the file, except for guards`, () => {
      withPackage(shop(spec, "enabled"), (pkg) => {
        const before = pkg.read("web.yaml");
        render(pkg);
        pkg.write("injector.yaml", shop(spec, "disabled")["injector.yaml"]);
        render(pkg);
        assert.is(pkg.read("web.yaml").replaceAll(/ # podgraft:guard$/gm, ""), before);
      });
    });
  }

  test("the comment at the head of a file, which kpt does not send to a function, comes back", () => {
    const files = shop("containers:\n      - name: web\n        image: example.com/web:1.4", "enabled");
    const header = "# Copyright of the shop\n\n";
    withPackage({ ...files, "web.yaml": header + files["web.yaml"] }, (pkg) => {
      render(pkg);
      assert.match(pkg.read("web.yaml"), /^# Copyright of the shop\n/);
    });
  });
});
