import type { Host } from "./hosts.ts";

/** The summary of a host in docs/HOSTS.md. */
export interface HostRow {
  readonly name: string;
  /** A link from docs/. */
  readonly page: string;
  /** The program that the tests run. Its version is recorded in `tested`. */
  readonly host?: Host;
  /** The version that the tests ran last; `tools/host-table.ts` asks for it. Without a host, what was run instead. */
  readonly tested: string;
  /** Tests, as files below test/. */
  readonly tests: readonly string[];
  readonly example: string;
  /** What goes wrong without a word. */
  readonly silent: string;
}

export const hostRows: readonly HostRow[] = [
  {
    name: "kustomize",
    page: "#kustomize",
    host: "kustomize",
    tested: "5.8.1",
    tests: ["hosts/kustomize.test.ts", "hosts/kustomize-guard.test.ts", "hosts/round-trips.test.ts"],
    example: "kustomization-examples/istio-by-namespace-label",
    silent: "Without `--enable-exec` it leaves the function out and exits 0. It drops `results`.",
  },
  {
    name: "kubectl kustomize",
    page: "#kubectl",
    host: "kubectl",
    tested: "1.32.4",
    tests: ["hosts/kubectl.test.ts"],
    example: "docs/HOSTS.md",
    silent: "It swallows warnings. `kubectl apply -k` takes no flags and runs no plugin.",
  },
  {
    name: "kpt",
    page: "#kpt",
    host: "kpt",
    tested: "1.0.0-beta.56",
    tests: ["hosts/kpt.test.ts", "hosts/kpt-comments.test.ts", "hosts/catalogue.test.ts"],
    example: "kustomization-examples/kpt-package-with-setters",
    silent: "It takes an empty answer for an empty package.",
  },
  {
    name: "Helm 3",
    page: "HELM.md#helm-3",
    host: "helm",
    tested: "3.18.6",
    tests: ["hosts/helm.test.ts"],
    example: "docs/HELM.md",
    silent: "A post-renderer gets no hooks before 3.21. Warnings are swallowed. An upgrade without the flags removes the sidecars.",
  },
  {
    name: "Helm 4",
    page: "HELM.md#helm-4",
    host: "helm4",
    tested: "4.0.0",
    tests: ["hosts/helm.test.ts"],
    example: "plugin/helm",
    silent: "Warnings and errors are swallowed. An upgrade without the flags removes the sidecars.",
  },
  {
    name: "Argo CD",
    page: "ARGO-CD.md#what-has-been-run",
    tested: "repo-server and cmp-server 3.5.1, by hand; the tests follow their source",
    tests: ["hosts/argocd.test.ts", "hosts/argocd-plugin.test.ts"],
    example: "plugin/argocd",
    silent: "With `kustomize.buildOptions` lacking `--enable-exec` it applies manifests without sidecars.",
  },
  {
    name: "pre-commit",
    page: "CI.md#pre-commit",
    host: "pre-commit",
    tested: "3.0.4",
    tests: ["hosts/pre-commit.test.ts"],
    example: "docs/CI.md",
    silent: "Only the files that changed are checked.",
  },
  {
    name: "GitHub Actions",
    page: "CI.md#github-actions",
    tested: "no runner; the tests run the steps in bash",
    tests: ["hosts/ci.test.ts"],
    example: "docs/CI.md",
    silent: "It shows ten annotations of each kind for a step.",
  },
  {
    name: "GitLab CI",
    page: "CI.md#gitlab-ci",
    tested: "no runner; the tests run the steps in bash",
    tests: ["hosts/ci.test.ts"],
    example: "docs/CI.md",
    silent: "Without `PODGRAFT_TOKEN` no note is written.",
  },
  {
    name: "Flux, Kargo, Argo CD's hydrator",
    page: "ARGO-CD.md#what-has-been-run",
    tested: "not run",
    tests: ["examples.test.ts"],
    example: "kustomization-examples/rendered-manifests-branch",
    silent: "They run no functions: give them rendered manifests.",
  },
  {
    name: "cdk8s and other tools that print manifests",
    page: "CI.md#behind-other-tools",
    tested: "cdk8s-cli 2.207.60, by hand",
    tests: [],
    example: "docs/CI.md",
    silent: "In a pipe, `sh` does not notice that the left side failed.",
  },
];
