import { cpSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { announcement, staticParameters } from "../../src/cli/parameter-announcements.ts";
import { type ParameterName, parameterTable } from "../../src/cli/parameter-table.ts";
import { assert, suite } from "../cases.ts";
import { judge } from "../kube/judge.ts";
import { images } from "./built.ts";
import { withCmpImage } from "./cmp-image.ts";
import { CmpServer, type Parameter, plugin } from "./cmp-server.ts";
import { hostSuite } from "./hosts.ts";
import { deployment, injector, kustomization } from "./manifests.ts";
import { type Package, withPackage } from "./package.ts";

const folder = resolve(import.meta.dirname, "../../plugin/argocd");
const read = (name: string) => readFileSync(join(folder, name), "utf8");

hostSuite([], "plugin/argocd: the plugin", (test) => {
  test("has only fields that Argo CD reads", () => {
    const { spec, ...rest } = parse(read("plugin.yaml"));
    assert.equal(rest, { apiVersion: "argoproj.io/v1alpha1", kind: "ConfigManagementPlugin", metadata: { name: "podgraft" } });
    assert.equal(Object.keys(spec).sort(), ["discover", "generate", "parameters"]);
  });

  test("announces the static parameters as podgraft has them", () =>
    assert.equal(
      plugin.spec.parameters?.static,
      staticParameters.map((name: ParameterName) => announcement(name, parameterTable[name], "")),
    ));
});

interface Named {
  readonly name: string;
}

interface PodSpec {
  readonly initContainers?: readonly (Named & { image: string; args: readonly string[]; volumeMounts: readonly Named[] })[];
  readonly containers: readonly (Named & { image: string; command: readonly string[]; volumeMounts: readonly Named[] })[];
  readonly volumes: readonly (Named & { configMap?: Named })[];
}

/** The repo server as far as a plugin's sidecar needs it. Source: argo-cd manifests/base/repo-server */
const repoServer = deployment("argocd-repo-server", {
  spec: `containers:
      - name: argocd-repo-server
        image: quay.io/argoproj/argocd:v3.0.0
        volumeMounts: [{name: plugins, mountPath: /home/argocd/cmp-server/plugins}, {name: tmp, mountPath: /tmp}]
      volumes:
      - {name: var-files, emptyDir: {}}
      - {name: plugins, emptyDir: {}}
      - {name: tmp, emptyDir: {}}`,
});
const argocdCm = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: argocd-cm}\ndata: {url: https://argocd.example.com}\n";

/** Builds a kustomization of plugin/argocd/README.md, the first if not told otherwise, with another component where one is named. */
function installed(pkg: Package, component?: string, position = 0): readonly Record<string, unknown>[] {
  const block = [...read("README.md").matchAll(/```yaml\n([\s\S]*?)```/g)][position]?.[1] as string;
  pkg.write("kustomization.yaml", component === undefined ? block : block.replace("podgraft/plugin/argocd", component));
  cpSync(folder, join(pkg.dir, "podgraft/plugin/argocd"), { recursive: true });
  const { code, stdout, stderr } = pkg.run("kustomize", ["build", "."]);
  assert.is(code, 0, stderr);
  return parseAllDocuments(stdout).map((document) => document.toJS() as Record<string, unknown>);
}

const ofKind = (objects: readonly Record<string, unknown>[], kind: string, name: RegExp) =>
  objects.find((object) => object.kind === kind && name.test((object.metadata as Named).name));

hostSuite(["kustomize"], "plugin/argocd: the components", (test) => {
  test("the README's kustomization gives the repo server the sidecar, with the plugin and a temporary folder of its own", () => {
    withPackage({ "install.yaml": `${repoServer}---\n${argocdCm}` }, (pkg) => {
      const objects = installed(pkg);
      const { spec } = ofKind(objects, "Deployment", /^argocd-repo-server$/) as { spec: { template: { spec: PodSpec } } };
      const { containers, volumes } = spec.template.spec;
      const sidecar = containers.find(({ name }) => name === "podgraft");
      assert.is(sidecar?.image, "registry.example.com/podgraft-cmp:0.1.0");
      assert.equal(sidecar?.command, ["/var/run/argocd/argocd-cmp-server"]);
      const mounted = sidecar?.volumeMounts.map(({ name }) => name) ?? [];
      assert.ok(mounted.length === 4 && mounted.every((name) => volumes.some((volume) => volume.name === name)));
      assert.not.ok(mounted.includes("tmp"));
      const mapName = volumes.find(({ name }) => name === "podgraft-plugin")?.configMap?.name as string;
      const map = ofKind(objects, "ConfigMap", new RegExp(`^${mapName}$`)) as { data: Record<string, string> };
      assert.equal(map.data, { "plugin.yaml": read("plugin.yaml") });
    });
  });

  test("with the executable, an init container copies it to where the sidecar, of Argo CD's image, finds it first", () => {
    withPackage({ "install.yaml": `${repoServer}---\n${argocdCm}` }, (pkg) => {
      const objects = installed(pkg, undefined, 1);
      const deployed = ofKind(objects, "Deployment", /^argocd-repo-server$/) as { spec: { template: { spec: PodSpec } } };
      const { containers, initContainers = [], volumes } = deployed.spec.template.spec;
      const copier = initContainers.find(({ name }) => name === "podgraft");
      assert.equal([copier?.image, copier?.args], ["registry.example.com/podgraft:0.1.0", ["copy", "/podgraft"]]);
      const sidecar = containers.find(({ name }) => name === "podgraft");
      assert.is(sidecar?.image, "quay.io/argoproj/argocd:v3.2.0");
      assert.equal(sidecar?.command, ["/var/run/argocd/argocd-cmp-server"]);
      assert.match(JSON.stringify(sidecar), '"PATH","value":"/podgraft:/usr/local/sbin:');
      const mounted = [...(sidecar?.volumeMounts ?? []), ...(copier?.volumeMounts ?? [])].map(({ name }) => name);
      assert.ok(mounted.length === 6 && mounted.every((name) => volumes.some((volume) => volume.name === name)));
      assert.is(judge(deployed as object), "");
    });
  });

  test("build-options has Argo CD's own kustomize inject", () => {
    const app = {
      "app/web.yaml": deployment("web"),
      "app/kustomization.yaml": kustomization({ resources: "[web.yaml]", transformers: "[injector.yaml]" }),
      "app/injector.yaml": injector(),
    };
    withPackage({ "install.yaml": `${repoServer}---\n${argocdCm}`, ...app }, (pkg) => {
      const objects = installed(pkg, "podgraft/plugin/argocd/build-options");
      const { data } = ofKind(objects, "ConfigMap", /^argocd-cm$/) as { data: Record<string, string> };
      assert.is(data.url, "https://argocd.example.com");
      const flags = (data["kustomize.buildOptions"] as string).split(" ");
      const { stdout } = pkg.run("kustomize", ["build", ...flags, "app"]);
      assert.equal(images(stdout), { web: ["example.com/web:1.0", "fluent/fluent-bit:3.1"] });
    });
  });
});

hostSuite(["kustomize"], "plugin/argocd: the Application", (test) => {
  const { spec } = parse(read("application.yaml"));
  const { path, plugin: asked } = spec.source as { path: string; plugin: { name: string; parameters: readonly Parameter[] } };
  const files = {
    [`${path}/kustomization.yaml`]: kustomization({ resources: "[../../base]" }),
    "base/kustomization.yaml": kustomization({ resources: "[web.yaml]" }),
    "base/web.yaml": deployment("web"),
    "mesh/injector.yaml": injector({ rules: "namespaceSelector: {matchLabels: {logging: enabled}}" }),
    "mesh/namespaces.yaml": "apiVersion: v1\nkind: Namespace\nmetadata: {name: bank}\n",
  };

  test("asks for this plugin, with parameters that work", () =>
    withCmpImage({ programs: ["kustomize"] }, async (image) => {
      assert.is(asked.name, plugin.metadata.name);
      const { namespace } = spec.destination as { namespace: string };
      const run = (parameters: readonly Parameter[]) => new CmpServer(image, { files, path, namespace, parameters }).generate();
      const { code, stdout, stderr } = await run(asked.parameters);
      assert.is(code, 0, stderr);
      assert.equal(images(stdout), { web: ["example.com/web:1.0", "fluent/fluent-bit:3.1"] });
      const without = await run(asked.parameters.filter(({ name }) => name !== "namespace-labels"));
      assert.equal(images(without.stdout), { web: ["example.com/web:1.0"] });
    }));

  test("tells the labels that Argo CD gives the namespace", () =>
    assert.equal(asked.parameters.find(({ name }) => name === "namespace-labels")?.map, spec.syncPolicy.managedNamespaceMetadata.labels));
});

suite("the example of an ApplicationSet", (test) => {
  const folder = "../../kustomization-examples/argo-cd-applicationset";
  const { spec } = parse(read(`${folder}/applicationset.yaml`)).spec.template;
  const { parameters } = spec.source.plugin as { parameters: readonly Parameter[] };

  test("tells the labels that Argo CD gives the namespaces", () =>
    assert.equal(parameters.find(({ name }) => name === "namespace-labels")?.map, spec.syncPolicy.managedNamespaceMetadata.labels));
  test("is previewed with the parameters that it has", () => {
    const [, given = ""] = /^export ARGOCD_APP_PARAMETERS='([^']*)'$/m.exec(read(`${folder}/preview.sh`)) ?? [];
    assert.equal(JSON.parse(given), parameters);
  });
});
