import type { Host } from "./hosts/hosts.ts";

export interface ExampleCommand {
  readonly command: string;
  /** The file in `.expected` that holds what it prints. */
  readonly stdout?: string;
  /** The files that it writes into the package, each the same as in `.expected`. */
  readonly files?: readonly string[];
  /** The exit status; absent: 0. */
  readonly exit?: number;
}

export interface Example {
  readonly folder: string;
  readonly hosts: readonly Host[];
  /** Run one after the other in a copy of the folder. */
  readonly commands: readonly ExampleCommand[];
}

const BUILD = "kustomize build --enable-alpha-plugins --enable-exec";
const build = (directory: string, stdout = "build.yaml"): ExampleCommand => ({ command: `${BUILD} ${directory}`, stdout });
const kustomized = (name: string, ...commands: readonly ExampleCommand[]): Example => ({
  folder: `kustomization-examples/${name}`,
  hosts: ["kustomize"],
  commands,
});

/** Every example, in the order of the directories. */
export const examples: readonly Example[] = [
  { folder: "examples/guard", hosts: [], commands: [{ command: "podgraft guard -c injector.yaml", stdout: "guard.yaml" }] },
  {
    folder: "examples/istio",
    hosts: [],
    commands: [
      { command: "podgraft inject -f . -c injector.yaml", stdout: "inject.yaml" },
      { command: "podgraft diff --exit-zero -f . -c injector.yaml", stdout: "diff.txt" },
      { command: "podgraft diff --exit-zero -f . -c injector.yaml 2>&1 >/dev/null", stdout: "report.txt" },
    ],
  },
  {
    folder: "examples/log-shipper",
    hosts: [],
    commands: [
      { command: "podgraft inject -f . -c injector.yaml", stdout: "inject.yaml" },
      { command: "podgraft diff --exit-zero -f . -c injector.yaml", stdout: "diff.txt" },
    ],
  },
  kustomized(
    "argo-cd-applicationset",
    { command: "sh preview.sh shop", stdout: "shop.yaml" },
    { command: "sh preview.sh bank", stdout: "bank.yaml" },
  ),
  kustomized("argo-cd-azure-identity", { command: "sh preview.sh", stdout: "preview.yaml" }),
  kustomized("argo-cd-dapr-on-eks", { command: "sh preview.sh", stdout: "preview.yaml" }),
  kustomized("aws-credentials", build("."), {
    command: "podgraft explain -v -n reports -f . -c injector.yaml",
    stdout: "explain.txt",
  }),
  kustomized("canary-by-revision", build("stable", "stable.yaml"), build("canary", "canary.yaml")),
  kustomized("dapr", build("."), { command: "podgraft explain -v -n shop -f . -c injector.yaml", stdout: "explain.txt" }),
  kustomized(
    "fleet-in-shards",
    { command: "podgraft build apps/*/ -c injector.yaml -o rendered", files: ["rendered/apps/basket/shop/deployment-basket.yaml"] },
    { command: "sh ci/new-branch.sh branch.git" },
    { command: 'for i in 0 1 2 3; do sh ci/render-shard.sh "$PWD/branch.git" $i/4 & done; wait' },
    { command: "git clone --quiet branch.git checkout" },
    { command: "diff -r --exclude=.git rendered checkout" },
    { command: "git -C checkout log --format=%s | sort", stdout: "commits.txt" },
    { command: "rm -r apps/ledger" },
    { command: 'sh ci/render-shard.sh "$PWD/branch.git" 0/4' },
    { command: "git -C checkout pull --quiet" },
    { command: "ls checkout/apps", stdout: "apps.txt" },
  ),
  kustomized(
    "from-kube-inject",
    { command: "podgraft uninject -f injected.yaml -o app/orders.yaml", files: ["app/orders.yaml"] },
    build("app"),
  ),
  kustomized("init-container-and-volume", build(".")),
  kustomized("istio-and-own-sidecar", build(".")),
  kustomized("istio-by-namespace-label", build("."), {
    command: "podgraft explain -v -f . -c injector.yaml",
    stdout: "explain.txt",
  }),
  {
    folder: "kustomization-examples/istio-rollout-by-percent",
    hosts: ["kustomize"],
    commands: [
      { command: "podgraft diff --exit-zero --summary -f apps -c injector.yaml", stdout: "first.txt" },
      { command: "podgraft diff --exit-zero --summary -f apps -c injector.yaml --against next.yaml", stdout: "next.txt" },
      { command: "podgraft explain -v -f apps -c next.yaml deploy/shop/api", stdout: "explain.txt" },
    ],
  },
  kustomized(
    "istio-upgrade-in-waves",
    build("staging", "staging.yaml"),
    build("europe", "europe.yaml"),
    {
      command: `${BUILD} europe | podgraft diff --exit-zero --format json -f - -c mesh/injector.yaml --against next-wave.yaml`,
      stdout: "next-wave.json",
    },
    { command: `${BUILD} america | podgraft diff -f - -c mesh/injector.yaml --against next-wave.yaml` },
    { command: "cp next-wave.yaml mesh/injector.yaml" },
    build("europe", "europe-after.yaml"),
  ),
  {
    folder: "kustomization-examples/kpt-package-with-setters",
    hosts: ["kpt"],
    commands: [
      {
        command: "kpt fn render --allow-exec",
        files: ["deployment.yaml", "injector.yaml", "service.yaml", "setters.yaml"],
      },
    ],
  },
  kustomized("linkerd", build("."), { command: "podgraft explain -v -f . -c injector.yaml", stdout: "explain.txt" }),
  { folder: "kustomization-examples/linkerd-argo-cd", hosts: [], commands: [{ command: "sh preview.sh shop", stdout: "shop.yaml" }] },
  kustomized("log-shipper-and-vault-agent", build(".")),
  kustomized("log-shipper-in-two-namespaces", build(".")),
  kustomized(
    "migrating-from-the-webhook",
    { command: `${BUILD} 1-preview >preview.yaml`, files: ["preview.yaml"] },
    { command: "podgraft check -f preview.yaml -f webhook.yaml -c mesh/injector.yaml", stdout: "preview-check.txt", exit: 1 },
    { command: `${BUILD} 2-git >git.yaml`, files: ["git.yaml"] },
    { command: "podgraft check --require-injected -f git.yaml -f webhook.yaml -c mesh/injector.yaml" },
  ),
  kustomized("native-sidecars-for-jobs", build("."), {
    command: "podgraft check -n bank -f jobs.yaml -c old-cluster.yaml",
    stdout: "check.txt",
    exit: 1,
  }),
  kustomized("one-injector-for-many-apps", build("shop", "shop.yaml"), build("bank", "bank.yaml"), build("warehouse", "warehouse.yaml")),
  kustomized("opt-out", build(".")),
  kustomized("progressive-delivery", build("."), {
    command: `${BUILD} . | podgraft diff --exit-zero --format json -f - -c injector.yaml --against next.yaml`,
    stdout: "upgrade.json",
  }),
  kustomized(
    "rendered-by-build",
    { command: "sh ci/branch.sh rendered", files: ["rendered/production/kustomization.yaml"] },
    { command: "git -C rendered show --format=%s --stat", stdout: "commit.txt" },
    { command: "sh ci/oci.sh rendered/production layout", stdout: "layer.txt" },
    { command: "kustomize build rendered/production", stdout: "build.yaml" },
  ),
  kustomized(
    "rendered-manifests-branch",
    { command: "sh ci/render.sh rendered", files: ["rendered/production.yaml", "rendered/staging.yaml"] },
    {
      command: "kustomize build --enable-alpha-plugins production | podgraft check --require-injected -f - -c mesh/injector.yaml",
      stdout: "guard.txt",
      exit: 1,
    },
  ),
];
