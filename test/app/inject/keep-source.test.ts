import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { injectTexts, uninjectTexts } from "../../../src/app/inject/texts.ts";
import { assert, suite } from "../../cases.ts";
import { sampled } from "../../runs.ts";

const root = join(import.meta.dirname, "../../..");
const config = {
  file: "config.yaml",
  text: `apiVersion: podgraft.dev/v1alpha1
kind: SidecarInjector
metadata: {name: very-bytes}
spec:
  kubernetesVersion: "1.34"
  namespaces: {default: shop}
  onUninjectable: skip
  istio: {tag: 1.30.5, profile: builtin, enableNamespacesByDefault: true}
  sidecars:
  - name: very-bytes
    policy: enabled
    template:
      metadata: {labels: {grafted: "true"}, annotations: {example.com/grafted: "true"}}
      spec:
        initContainers: [{name: very-init, image: init}]
        containers: [{name: very-bytes, image: shipper, args: [--all], volumeMounts: [{name: very-logs, mountPath: /logs}]}]
        volumes: [{name: very-logs, emptyDir: {}}]
    appContainers: {env: [{name: VERY, value: bytes}], volumeMounts: [{name: very-logs, mountPath: /very/logs}]}
`,
};

/** Every manifest of the repository, whatever it is there for. */
const files = ["examples", "kustomization-examples", "test/data"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(?:ya?ml|json)$/.test(path))
    .map((path) => join(folder, path))
    .sort(),
);

suite("lines that are kept so that uninject gives them back", (test) => {
  const pod = (comment: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  annotations: {\n    # ${comment}\n  }\nspec:\n  containers: [{name: web, image: nginx:1}]\n`;
  const injected = (comment: string) => injectTexts({ config, inputs: [{ file: "web.yaml", text: pod(comment) }] });
  test("take room in the annotation", () => assert.is(injected("c".repeat(250_000)).diagnostics.some(isTooLong), false));
  test("take more than a server has", () => {
    const { texts, diagnostics } = injected("c".repeat(270_000));
    assert.equal(
      diagnostics.filter(isTooLong).map(({ location }) => location),
      [{ file: "web.yaml", line: 1 }],
    );
    assert.is(texts?.[0], pod("c".repeat(270_000)));
  });
});

const isTooLong = ({ code }: { readonly code: string }) => code === "AnnotationsTooLong";

suite("uninject gives the very bytes back", (test) => {
  test("of every manifest here that something can be grafted into", () => {
    const differing: string[] = [];
    let count = 0;
    const some = sampled(files);
    for (const file of some) {
      const text = readFileSync(join(root, file), "utf8");
      const injected = injectTexts({ config, inputs: [{ file, text }] }).texts?.[0];
      if (injected === undefined || injected === text) continue;
      count++;
      // What another configuration grafted before stays.
      const only = text.includes("podgraft.dev/provenance") ? "very-bytes" : undefined;
      const { texts, diagnostics } = uninjectTexts([{ file, text: injected }], { only });
      if (texts?.[0] !== text && !diagnostics.some(({ code }) => code === "UnreadableProvenance")) differing.push(file);
    }
    assert.equal(differing, []);
    assert.ok(count > some.length / 5, `${count} of ${some.length} were grafted into`);
  });
});
