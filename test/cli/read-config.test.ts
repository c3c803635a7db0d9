import { join } from "node:path";
import { readConfigAt } from "../../src/cli/read-config.ts";
import { assert } from "../cases.ts";
import { withFiles } from "../files.ts";
import { hostSuite } from "../hosts/hosts.ts";
import { deployment, injector, kustomization } from "../hosts/manifests.ts";
import type { Files } from "../hosts/package.ts";

const local = 'config.kubernetes.io/local-config: "true"\n    config.kubernetes.io/function: "exec: {path: podgraft}"';

/** A mesh, an overlay of it that sets another image, and an app. */
const files: Files = {
  "mesh/kustomization.yaml": kustomization({ resources: "[injector.yaml]" }),
  "mesh/injector.yaml": injector({ annotations: local }),
  "east/kustomization.yaml": kustomization({ resources: "[../mesh, namespace.yaml]", patches: "[{path: patch.yaml}]" }),
  "east/namespace.yaml": `apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, annotations: {config.kubernetes.io/local-config: "true"}}\n`,
  "east/patch.yaml": `apiVersion: podgraft.dev/v1alpha1
kind: SidecarInjector
metadata: {name: logging}
spec:
  sidecars:
  - {name: east, policy: enabled, template: {spec: {containers: [{name: east, image: "example.com/east:1"}]}}}
`,
  "app/web.yaml": deployment("web"),
  "app/kustomization.yaml": kustomization({ resources: "[web.yaml]", transformers: "[../east]" }),
  "over/kustomization.yaml": kustomization({ resources: "[../app]", namePrefix: "o-" }),
  "file/kustomization.yaml": kustomization({ transformers: "[injector.yaml]" }),
  "file/injector.yaml": injector({ annotations: local, image: "example.com/file:1" }),
  "inline/kustomization.yaml": kustomization({
    transformers: `\n- |-\n${injector({ annotations: local, image: "example.com/inline:1" }).trimEnd().replace(/^/gm, "  ")}`,
  }),
  "component/kustomization.yaml": kustomization({ components: "[../part]" }),
  "part/kustomization.yaml": "kind: Component\napiVersion: kustomize.config.k8s.io/v1alpha1\ntransformers: [../mesh]\n",
  "loop/kustomization.yaml": kustomization({ resources: "[../loop]" }),
  "two/kustomization.yaml": kustomization({ transformers: "[../mesh, other.yaml]" }),
  "two/other.yaml": injector({ name: "other" }),
  "none/kustomization.yaml": kustomization({ resources: "[web.yaml]" }),
  "none/web.yaml": deployment("web"),
  "plain/injector.yaml": injector(),
};

const rows: readonly { readonly name: string; readonly path: string; readonly image?: string; readonly problem?: RegExp }[] = [
  { name: "a file", path: "mesh/injector.yaml", image: "fluent/fluent-bit:3.1" },
  { name: "a directory that builds one, marked as local", path: "mesh", image: "fluent/fluent-bit:3.1" },
  { name: "an overlay that patches it", path: "east", image: "example.com/east:1" },
  { name: "an app that lists a directory", path: "app", image: "example.com/east:1" },
  { name: "an overlay of that app", path: "over", image: "example.com/east:1" },
  { name: "an app that lists a file", path: "file", image: "example.com/file:1" },
  { name: "an app that writes it inline", path: "inline", image: "example.com/inline:1" },
  { name: "an app with a component that lists it", path: "component", image: "fluent/fluent-bit:3.1" },
  { name: "a kustomization of itself", path: "loop", problem: /^Cannot build the manifests: kustomize build ended with status 1/ },
  { name: "two of them", path: "two", problem: /has more than one SidecarInjector; expected one$/ },
  { name: "none of them", path: "none", problem: /neither builds a SidecarInjector nor lists one under transformers; expected one$/ },
  { name: "no kustomization", path: "plain", problem: /a directory without a kustomization; expected a file, or a directory with one$/ },
];

hostSuite(["kustomize"], "the configuration at a path", (test) => {
  for (const { name, path, image, problem } of rows)
    test(name, () =>
      withFiles(files, async (cwd) => {
        const found = await readConfigAt(join(cwd, path));
        if ("diagnostics" in found) {
          assert.is(found.diagnostics.length, 1);
          assert.match(found.diagnostics[0]?.message ?? "", problem ?? /no problem/);
        } else {
          assert.ok(found.config.text.includes(`image: ${image}`) || found.config.text.includes(`image: "${image}"`), found.config.text);
          assert.is(problem, undefined);
        }
      }),
    );

  test("what is built beside it comes along, local or not", () =>
    withFiles(files, async (cwd) => {
      const found = await readConfigAt(join(cwd, "east"));
      assert.ok("beside" in found && found.beside.some(({ text }) => text.includes("kind: Namespace")));
    }));
});
