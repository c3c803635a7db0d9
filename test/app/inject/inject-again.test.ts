import { injectDocuments } from "../../../src/app/inject/texts.ts";
import { assert, table } from "../../cases.ts";
import { configOf, uninjected } from "../../function/run-core.ts";
import { mapOf } from "../../istio/contexts.ts";
import { documents } from "../../istio/yaml.ts";

function config(istio: unknown, kubernetesVersion = "1.34") {
  const spec = { kubernetesVersion, istio, namespaces: { known: [{ name: "orders", labels: { "istio-injection": "enabled" } }] } };
  return configOf(mapOf({ apiVersion: "podgraft.dev/v1alpha1", kind: "SidecarInjector", metadata: { name: "mesh" }, spec }));
}

const original = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: orders
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: example.com/web:1  # pinned
        readinessProbe:
          httpGet:
            path: /ready
            port: 8080
`;

const first = config({ tag: "1.30.5", compliancePolicy: "fips-140-3" });

const rows = [
  { name: "another version", second: config({ tag: "1.32.0" }) },
  { name: "a classic proxy in place of a native one", second: config({ tag: "1.30.5" }, "1.28") },
  { name: "another revision", second: config({ tag: "1.31.0", revision: "blue", tags: ["default"] }) },
  { name: "the plugin in place of the init container", second: config({ tag: "1.30.5", values: { pilot: { cni: { enabled: true } } } }) },
];

/** With provenance, injecting again leaves nothing of the former injection behind, in either direction. */
table("injecting with another configuration", rows, {
  title: ({ name }) => name,
  run: async ({ second }) => {
    const inject = async (text: string, using: typeof first) => (await injectDocuments("web.yaml", text, using)).output?.join("") ?? "";
    const [one, two] = [await inject(original, first), await inject(original, second)];
    assert.is.not(one, two);
    assert.equal(documents(await inject(one, second)), documents(two));
    assert.equal(documents(await inject(two, first)), documents(one));
    assert.is((await uninjected(two)).text, original);
  },
});
