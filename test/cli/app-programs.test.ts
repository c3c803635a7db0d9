import { type AppRequest, appPrograms } from "../../src/cli/app-programs.ts";
import { assert, table } from "../cases.ts";

const request: AppRequest = {
  directory: "/repository/web",
  repository: "/repository",
  parameters: { config: undefined, values: undefined, context: [], valuesFiles: [], namespaceLabels: {} },
  namespace: undefined,
  kustomizeFlags: ["--enable-helm"],
  helmFlags: ["--debug"],
  seconds: 1,
};

const rows = [
  { kind: "kustomize", more: {}, lines: ["kustomize build . --enable-helm", "kubectl kustomize . --enable-helm"] },
  { kind: "helm", more: {}, lines: ["helm template web . --include-crds --debug"] },
  { kind: "helm", more: { namespace: "shop" }, lines: ["helm template web . --include-crds --namespace shop --debug"] },
  {
    kind: "helm",
    more: { parameters: { ...request.parameters, valuesFiles: ["a", "b"], values: "x: 1" } },
    lines: ["helm template web . --include-crds --values a --values b --values - --debug < x: 1"],
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
