import { type AppRequest, appPrograms } from "../../src/cli/app-programs.ts";
import { assert, table } from "../cases.ts";

const request: AppRequest = {
  directory: "/repository/web",
  repository: "/repository",
  parameters: { config: undefined, values: undefined, releaseName: undefined, context: [], valuesFiles: [], namespaceLabels: {} },
  namespace: undefined,
  kustomizeFlags: ["--enable-helm"],
  helmFlags: ["--debug"],
  seconds: 1,
  helm: { release: "web", namespace: undefined, kubeVersion: undefined, apiVersions: undefined },
};

const rows = [
  { kind: "kustomize", more: {}, lines: ["kustomize build . --enable-helm", "kubectl kustomize . --enable-helm"] },
  { kind: "helm", more: {}, lines: ["helm template --include-crds --debug -- web ."] },
  {
    kind: "helm",
    more: { helm: { release: "web", namespace: "shop", kubeVersion: "1.34", apiVersions: "v1,apps/v1" } },
    lines: ["helm template --include-crds --namespace=shop --kube-version=1.34 --api-versions=v1,apps/v1 --debug -- web ."],
  },
  {
    kind: "helm",
    more: { parameters: { ...request.parameters, valuesFiles: ["a", "b"], values: "x: 1" } },
    lines: ["helm template --include-crds --values=a --values=b --values=- --debug -- web . < x: 1"],
  },
] as const;

table("what builds a directory", rows, {
  title: ({ lines }) => lines[0],
  run: ({ kind, more, lines }) => {
    const programs = appPrograms(kind, { ...request, ...more });
    assert.equal(
      programs.map(({ name, args, stdin }) => [name, ...args, ...(stdin === undefined ? [] : ["<", stdin])].join(" ")),
      lines,
    );
    assert.ok(programs.every(({ cwd }) => cwd === request.directory));
  },
});
